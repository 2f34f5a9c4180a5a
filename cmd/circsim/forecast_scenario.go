package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

// constants say where the constants of a forecast come from.
type constants struct {
	File   string           `json:"file"` // of the fit, or of the scenario that has none
	SHA256 string           `json:"sha256"`
	fit    *calibration.Fit // nil: no intervals of the constants
}

const (
	seedsOfFits  = 3  // networks of each set of constants
	seedsWithout = 31 // networks of a scenario without a fit
	maxForecasts = 10_000
	suffixOfFits = ".fit.json"
)

// foreseen is all that a forecast from a scenario says.
type foreseen struct {
	constants constants
	sets      []string // as the user typed them
	set       []string // keys that they name, as paths of settings
	varied    []string // keys with several values
	run       string   // file of the run under way
	points    []*scenarios.Scenario
	forecasts []*calibration.Forecast
	target    calibration.Target
	next      []calibration.Candidate // nil: not asked
	tried     []string                // keys of the candidates
	left      int                     // candidates beyond the budget
	by        budget
}

// forecastScenario simulates what a scenario foretells.
func forecastScenario(c *cli.Context, name string) error {
	for _, flag := range []string{"at", "along", "mapping"} {
		if c.IsSet(flag) {
			return text.Refuse("circsim forecast: --%s is about a table of evaluations, and %s is a scenario", flag, name)
		}
	}
	dir, err := folder(c)
	if err != nil {
		return err
	}
	grid, err := gridOf("--set", c.StringSlice("set"))
	if err != nil {
		return err
	}
	f := &foreseen{sets: c.StringSlice("set"), varied: grid.varied()}
	var warnings []scenarios.Warning
	if f.points, warnings, err = grid.open(name, nil); err != nil {
		return err
	}
	warn(c.App.ErrWriter, warnings)
	first := f.points[0]
	f.target, f.run, f.set = calibration.TargetOf(first), c.String("run"), settingPaths(first, grid.paths())
	if f.constants, err = constantsOf(name, first); err != nil {
		return err
	}
	if err := f.constants.refuse(first, grid.paths()); err != nil {
		return err
	}
	forecaster := &calibration.Forecaster{Fit: f.constants.fit, Seeds: seedsWithout, Progress: forecastProgress(c)}
	if f.constants.fit != nil {
		forecaster.Seeds = seedsOfFits
	}
	if c.IsSet("seeds") {
		if forecaster.Seeds = c.Int64("seeds"); forecaster.Seeds < 1 {
			return text.Refuse("circsim forecast: --seeds is %d, expected at least 1", forecaster.Seeds)
		}
	}
	run, err := f.runOf(c)
	if err != nil {
		return err
	}
	candidates, err := f.candidates(c, name)
	if err != nil {
		return err
	}
	for _, s := range f.points {
		networks, err := forecaster.Simulate(c.Context, s)
		if err != nil {
			return err
		}
		if run != nil {
			f.forecasts = append(f.forecasts, networks.ForecastRun(run))
		} else {
			f.forecasts = append(f.forecasts, networks.Forecast())
		}
		if candidates != nil {
			all, err := forecaster.Next(c.Context, networks, f.target, candidates)
			if err != nil {
				return err
			}
			f.rank(all)
		}
	}
	if dir != "" {
		if err := f.writeTable(c, dir); err != nil {
			return err
		}
	}
	if f.constants.fit == nil {
		fmt.Fprintf(c.App.ErrWriter, "%s has no %s: intervals are over seeds alone, the constants are taken as exact (warning)\n", name, calibration.FitFile(name))
	}
	return answer(c, f.json, f.text)
}

// settingPaths are the full paths of settings.
func settingPaths(s *scenarios.Scenario, paths []string) (list []string) {
	for _, path := range paths {
		if key, ok := s.Setting(path); ok {
			list = append(list, key.Path)
		}
	}
	return list
}

// constantsOf reads the fit beside a scenario, if there is one, or that of a built-in scenario.
func constantsOf(name string, s *scenarios.Scenario) (constants, error) {
	path := calibration.FitFile(name)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if built, ok := scenarios.Fit(s.Source); ok {
			data, err = built, nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return constants{File: s.Source, SHA256: hashOf([]byte(s.Text))}, nil
	}
	if err != nil {
		return constants{}, text.Refuse("%s: %v, expected a fit by circsim calibrate", path, errors.Unwrap(err))
	}
	fit, err := calibration.ReadFit(data)
	switch {
	case err != nil:
		return constants{}, text.Refuse("%s: %v, expected a fit by circsim calibrate", path, err)
	case fit.ScenarioSHA256 != "" && fit.ScenarioSHA256 != hashOf([]byte(s.Text)):
		return constants{}, text.Refuse("%s: is the fit of another version of %s, expected one by circsim calibrate; without it intervals are over seeds alone", path, s.Source)
	}
	return constants{File: path, SHA256: hashOf(data), fit: fit}, nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// refuse refuses to set constants that the fit gives.
func (k *constants) refuse(s *scenarios.Scenario, set []string) error {
	if k.fit == nil || len(k.fit.Ensemble) == 0 {
		if k.fit != nil {
			return text.Refuse("%s: has no ensemble of constants, expected a fit by circsim calibrate", k.File)
		}
		return nil
	}
	for _, member := range k.fit.Ensemble {
		if len(member) != len(k.fit.Free) {
			return text.Refuse("%s: a set of %s for %s, expected one of each", k.File, text.Count(len(member), "constant"), text.Count(len(k.fit.Free), "free key"))
		}
	}
	given := k.fit.Assignments(s, k.fit.Ensemble[0])
	for _, path := range set {
		key, _ := s.Setting(path)
		if slices.ContainsFunc(given, func(a scenarios.Assignment) bool {
			fitted, ok := s.Setting(a.Path)
			return a.Path == path || ok && fitted.Path == key.Path
		}) {
			return text.Refuse("--set %s: is a constant of %s, expected a key that was not fitted", path, k.File)
		}
	}
	if _, err := s.With(given...); err != nil {
		return text.Refuse("%s: its constants do not suit %s: %w", k.File, s.Source, err)
	}
	return nil
}

// writeTable writes the forecasts as a table. Other forecasts in the folder are refused unless they are to be replaced.
func (f *foreseen) writeTable(c *cli.Context, dir string) error {
	data, err := calibration.ForecastTable(f.forecasts, f.varied)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, f.points[0].Name, calibration.ForecastsName)
	if there, err := os.ReadFile(path); err == nil && !bytes.Equal(there, data) && !c.Bool("replace") {
		return text.Refuse("%s: holds other forecasts; choose another -o, or delete them with --replace", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return text.Refuse("circsim forecast: -o: %w", err)
	}
	if err := output.WriteFile(path, data); err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "forecasts in %s\n", path)
	return nil
}
