package scalinglaws

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// table is the rows of a file of measurements, by column. It skips the test where the file is missing.
func table(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("../../../shared/data/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the measurements are not at hand: " + name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := make([]map[string]string, len(rows)-1)
	for i, row := range rows[1:] {
		list[i] = map[string]string{}
		for j, x := range row {
			list[i][rows[0][j]] = x
		}
	}
	return list
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// chinchilla are the runs of Hoffmann et al. as Besiroglu et al. digitised and fitted them, without
// the five of fewest tokens per parameter.
func chinchilla(t testing.TB) []Run {
	var runs []Run
	for _, row := range table(t, "chinchilla_svg_extracted_data.csv") {
		n, c := number(t, row["Model Size"]), number(t, row["Training FLOP"])
		runs = append(runs, Run{Params: n, Tokens: c / 6 / n, FLOPs: c, Loss: number(t, row["loss"])})
	}
	slices.SortFunc(runs, func(a, b Run) int { return cmp.Compare(a.Tokens/a.Params, b.Tokens/b.Params) })
	return runs[5:]
}

// placed is the points of valid runs.
func placed(p *points, err error) *points {
	if err != nil {
		panic(err)
	}
	return p
}

func bootstrap(resamples int) stat.Bootstrap {
	return stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(1, "scaling laws")}
}

func (f *Fit) Get(name string) (Constant, bool) {
	for _, c := range f.Constants {
		if c.Name == name {
			return c, true
		}
	}
	return Constant{}, false
}
