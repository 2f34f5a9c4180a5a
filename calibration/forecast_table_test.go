package calibration

import (
	"bytes"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// The table has a row for every configuration, task and quantity; what never happens is null.
func TestForecastTable(t *testing.T) {
	list := []*Forecast{
		networksOf(t, toyFit(0.02), "tasks.addition.items=1500").Forecast(),
		networksOf(t, toyFit(0.02), "tasks.addition.items=5108").Forecast(),
	}
	data, err := ForecastTable(list, []string{"tasks.addition.items"})
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Items    int64    `parquet:"tasks_addition_items,optional"`
		Task     string   `parquet:"task"`
		Quantity string   `parquet:"quantity"`
		Median   *float64 `parquet:"median,optional"`
		Low80    *float64 `parquet:"low80,optional"`
		High80   *float64 `parquet:"high80,optional"`
		Never    *float64 `parquet:"never,optional"`
		Regime   string   `parquet:"regime"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2*len(Kinds) {
		t.Fatalf("%d rows", len(rows))
	}
	for i, r := range rows {
		items, k := []int64{1500, 5108}[i/len(Kinds)], Kinds[i%len(Kinds)]
		q := list[i/len(Kinds)].Task("addition").Of(k)
		switch {
		case r.Items != items || r.Task != "addition" || r.Quantity != string(k) || (r.Never != nil) != k.IsStep():
			t.Errorf("row %d: %+v", i, r)
		case k.IsStep() && *r.Never != q.Never:
			t.Errorf("row %d: never %g, expected %g", i, *r.Never, q.Never)
		case items == 1500 && k == StepTest && (r.Median != nil || r.Low80 != nil || r.High80 != nil || r.Regime != "memorization"):
			t.Errorf("row %d: %+v of a network that never generalizes", i, r)
		case items == 5108 && (*r.Median != q.Median || *r.Low80 != q.Intervals[1].Low || *r.High80 != q.Intervals[1].High):
			t.Errorf("row %d: %+v, expected %+v", i, r, q)
		}
	}
}
