package calibration

import (
	"math"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// ForecastsName is the name of a file of forecasts.
const ForecastsName = "forecasts.parquet"

// forecasts is the table of forecasts: a row for every configuration, task and quantity.
const forecasts output.Table = "forecasts"

// ForecastColumns are the columns of a table of forecasts behind those of the varied keys, in file order.
var ForecastColumns = []output.Column{
	described("task", output.String, "", "the task"),
	described("quantity", output.String, "", "step_train, step_test, step_test_accuracy, peak_test_loss, train_accuracy or test_accuracy, as in the runs table"),
	possible("median", "of the quantity", "null: in half of the cases or more it never happens"),
	possible("low50", "of the quantity", "lower end of the 50% interval; null: it never happens"),
	possible("high50", "of the quantity", "upper end of the 50% interval; null: it may never happen"),
	possible("low80", "of the quantity", "lower end of the 80% interval; null: it never happens"),
	possible("high80", "of the quantity", "upper end of the 80% interval; null: it may never happen"),
	possible("low95", "of the quantity", "lower end of the 95% interval; null: it never happens"),
	possible("high95", "of the quantity", "upper end of the 95% interval; null: it may never happen"),
	possible("never", "", "probability that it does not happen within the steps; null: not an event"),
	described("regime", output.String, "", "the task's most probable regime"),
	possible("regime_probability", "", "its probability"),
}

func described(name string, kind output.Type, unit, meaning string) output.Column {
	return output.Column{Name: name, Type: kind, Unit: unit, Meaning: meaning, Source: "docs/forecast.md"}
}

func possible(name, unit, meaning string) output.Column {
	c := described(name, output.Float64, unit, meaning)
	c.Nullable = true
	return c
}

// ForecastTable is a Parquet file of forecasts of one scenario that differ in some keys.
func ForecastTable(list []*Forecast, varied []string) ([]byte, error) {
	var columns []output.Column
	for _, path := range varied {
		c, ok := output.ColumnOf(list[0].Scenario, path)
		if !ok {
			return nil, text.Refuse("%s is no number or word, expected a key with a column of its own", path)
		}
		columns = append(columns, c)
	}
	columns = append(columns, ForecastColumns...)
	var rows [][]any
	for _, f := range list {
		var keys []any
		for _, path := range varied {
			key, _ := f.Scenario.Setting(path)
			keys = append(keys, key.Of(f.Scenario))
		}
		for i := range f.Tasks {
			t := &f.Tasks[i]
			for _, q := range t.Quantities {
				row := append(append([]any{}, keys...), t.Name, string(q.Kind), cell(q.Median))
				for _, w := range q.Intervals {
					row = append(row, cell(w.Low), cell(w.High))
				}
				never := math.NaN()
				if q.Kind.IsStep() {
					never = q.Never
				}
				rows = append(rows, append(row, cell(never), string(t.Regimes[0].Regime), cell(t.Regimes[0].Probability)))
			}
		}
	}
	return output.Standalone(forecasts, columns, rows)
}

// cell is nil for a number that is not finite.
func cell(x float64) any {
	if x-x != 0 {
		return nil
	}
	return x
}
