// Package calibration fits the constants of a scenario to measured training runs, and forecasts other runs.
//
//	data, err := calibration.Read("runs.csv", scenario, nil, nil)
//	fit, err := calibration.Search(ctx, scenario, data, calibration.Options{})
//
// Measured runs and simulated ones are compared by their events alone, by the same definitions:
//
//   - columns.go says what the columns of a table mean, read.go streams its rows, read_runs.go tells runs apart, read_data.go makes data of them, wide.go reads those of runs side by side, events.go finds the events of a run
//   - free.go holds the constants that are fitted, their priors and coordinates
//   - simulate.go predicts every measured event with given constants
//   - likelihood.go compares predictions with measurements, by kind of event; noise.go is the part of chance in both
//   - search.go finds the constants: a Sobol sequence, then Gauss-Newton steps (polish.go) from its best points
//   - ensemble.go draws constants from their posterior; flat.go finds directions that the data leave open
//   - leaveout.go measures errors of runs that constants were fitted without
//   - journal.go keeps evaluated candidates, so that an interrupted search goes on where it was
//   - fit.go is the result and its file, write.go the fitted scenario
//   - baselines.go, crossvalidate.go and grouping.go say how good it is
//
// A forecast simulates other configurations with the ensemble of a fit:
//
//		networks, err := (&calibration.Forecaster{Fit: fit, Seeds: 3}).Simulate(ctx, scenario)
//		before, later := networks.Forecast(), networks.ForecastRun(run)
//
//	  - networks.go simulates a configuration, outcomes.go draws ends of a run, mixture.go is what is foretold of one number
//	  - foretell.go sums them up for each task and event, forecast_table.go as a table
//	  - underway.go weighs the networks by a run that is under way
//	  - next.go says which run would narrow a forecast most
//
// docs/calibration.md and docs/forecast.md state the methods, with units.
package calibration
