package evaluations

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// TestParquetTypes reads columns of each supported type.
func TestParquetTypes(t *testing.T) {
	type line struct {
		Params  uint64   `parquet:"params"`
		Tokens  float32  `parquet:"tokens"`
		Step    int32    `parquet:"step"`
		Width   uint32   `parquet:"width"`
		Small   uint8    `parquet:"small"`
		Loss    *float64 `parquet:"loss,optional"`
		Right   bool     `parquet:"right"`
		Layers  int64    `parquet:"layers"`
		Dropout float64  `parquet:"dropout"`
		Rotary  bool     `parquet:"rotary"`
		Text    string   `parquet:"text"`
		Kind    string   `parquet:"kind,enum"`
		Seed    *int64   `parquet:"seed,optional"`
	}
	loss, inf, nan, seed := 2.5, math.Inf(1), math.NaN(), int64(7)
	path := filepath.Join(t.TempDir(), "table.parquet")
	if err := parquet.WriteFile(path, []line{
		{1 << 63, 0.5, 3, 1 << 31, 200, &loss, true, 12, 0.25, true, " 0.75 ", "x", &seed},
		{1e6, 0.1, 4, 5, 6, &inf, false, 12, 0.25, true, "0.5", "x", nil},
		{1e6, 0.1, 5, 5, 6, &nan, false, 12, 0.25, true, "half", "x", nil},
		{1e6, 0.1, 6, 5, 6, nil, false, 12, 0.25, true, "", "x", nil},
	}); err != nil {
		t.Fatal(err)
	}
	m, err := ParseMapping("map.yaml", []byte("scores: [right, text]\naxes: [width, small]\ncondition: [layers, dropout, rotary, kind]\ntask: t"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := Read(path, m)
	must(t, table, err)
	r := table.Rows[0]
	if r.Params != 1<<63 || r.Tokens != 0.5 || r.Step != 3 || r.Axis[0] != 1<<31 || r.Axis[1] != 200 || r.Loss != 2.5 ||
		r.Scores[0] != 1 || r.Scores[1] != 0.75 || r.Condition != "layers=12, dropout=0.25, rotary=true, kind=x" || r.Seed != 7 {
		t.Errorf("read %+v of %+v", r, r.Subject)
	}
	if r := table.Rows[1]; !math.IsNaN(r.Loss) || r.Tokens != float64(float32(0.1)) || r.Scores[0] != 0 || r.Seed != NoSeed {
		t.Errorf("read %+v", r)
	}
	var got []string
	for _, w := range table.Warnings[:5] {
		got = append(got, strings.TrimPrefix(w.String(), path))
	}
	want := strings.Join([]string{
		`:3: column "loss" has no value (2 rows)`,
		`:2: column "loss" has "+Inf", infinite or beyond 1.8e308: taken as missing`,
		`:4: column "text" has no value`,
		`:3: column "text" has "half", not a number: taken as missing`,
		`:2: seed is "", expected an integer of at least 0: taken as unknown (3 rows)`,
	}, "\n")
	if strings.Join(got, "\n") != want {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n"), want)
	}
}

// TestBadParquet checks the exact errors of files that are not flat tables of numbers and words.
func TestBadParquet(t *testing.T) {
	t.Chdir(t.TempDir())
	type when struct {
		Params time.Time `parquet:"params,timestamp"`
		Score  float64   `parquet:"score"`
	}
	type nested struct {
		Params struct{ Count int64 } `parquet:"params"`
		Score  float64               `parquet:"score"`
	}
	type repeated struct {
		Params float64   `parquet:"params"`
		Score  []float64 `parquet:"score"`
	}
	type listed struct {
		Params float64   `parquet:"params"`
		Score  []float64 `parquet:"score,list"`
	}
	type id struct {
		Params [16]byte `parquet:"params,uuid"`
		Score  float64  `parquet:"score"`
	}
	type plain struct {
		Params float64 `parquet:"params"`
		Score  float64 `parquet:"score"`
		Tags   []string
	}
	for _, c := range []struct {
		write func() error
		want  string
	}{
		{func() error { return parquet.WriteFile("t.parquet", []when{{time.Unix(0, 0), 1}}) }, `t.parquet: column "params" is of type TIMESTAMP(isAdjustedToUTC=true,unit=MILLIS), expected numbers or text`},
		{func() error { return parquet.WriteFile("t.parquet", []nested{{}}) }, `t.parquet: column "params" holds lists or groups, expected a flat table`},
		{func() error { return parquet.WriteFile("t.parquet", []repeated{{1, []float64{1}}}) }, `t.parquet: column "score" holds lists or groups, expected a flat table`},
		{func() error { return parquet.WriteFile("t.parquet", []listed{{1, []float64{1}}}) }, `t.parquet: column "score" holds lists or groups, expected a flat table`},
		{func() error { return parquet.WriteFile("t.parquet", []id{{}}) }, `t.parquet: column "params" is of type UUID, expected numbers or text`},
		{func() error { return parquet.WriteFile("t.parquet", []plain{}) }, `t.parquet: has no rows`},
		{func() error { return parquet.WriteFile("t.parquet", []plain{{1e6, 0.5, []string{"a", "b"}}}) }, ""},
	} {
		if err := c.write(); err != nil {
			t.Fatal(err)
		}
		_, err := Read("t.parquet", Mapping{})
		if got := ""; err != nil {
			got = err.Error()
			if got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		} else if c.want != "" {
			t.Errorf("read, expected %s", c.want)
		}
	}
}

// TestDamagedParquet changes bytes of a file: it is read, or the error has one line.
func TestDamagedParquet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.parquet")
	var some []longLine
	for i := range 300 {
		some = append(some, longLine{Model: "m", Metric: []string{"acc", "f1"}[i%2], Value: 0.5, Step: int64(i), Params: 1e6})
	}
	if err := parquet.WriteFile(path, some, parquet.Compression(&parquet.Zstd)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		damaged := append([]byte{}, whole...)
		for range rapid.IntRange(1, 5).Draw(rt, "changes") {
			damaged[rapid.IntRange(0, len(damaged)-1).Draw(rt, "at")] = rapid.Byte().Draw(rt, "byte")
		}
		if cut := rapid.IntRange(0, 3*len(damaged)).Draw(rt, "cut"); cut < len(damaged) {
			damaged = damaged[:cut]
		}
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path, Mapping{}); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			rt.Fatalf("more than one line: %q", err)
		}
	})
}

// TestDecimal reads DECIMAL columns in each of their physical types.
func TestDecimal(t *testing.T) {
	type line struct {
		Params int64    `parquet:"params,decimal(0:18)"`
		Loss   int32    `parquet:"loss,decimal(3:9)"`
		Score  [16]byte `parquet:"score,decimal(2:38)"`
		Shot   int32    `parquet:"shot,decimal(1:4)"`
	}
	path := filepath.Join(t.TempDir(), "decimal.parquet")
	if err := parquet.WriteFile(path, []line{
		{1e9, 2566, [16]byte{15: 25}, 5},
		{2e9, -1, [16]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x9c}, 15},
	}); err != nil {
		t.Fatal(err)
	}
	m, err := ParseMapping("map.yaml", []byte("condition: [shot]"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := Read(path, m)
	must(t, table, err)
	a, b := table.Rows[0], table.Rows[1]
	if a.Params != 1e9 || a.Loss != 2.566 || a.Scores[0] != 0.25 || a.Condition != "shot=0.5" || b.Loss != -0.001 || b.Scores[0] != -1 {
		t.Errorf("read %+v and %+v", a, b)
	}
}
