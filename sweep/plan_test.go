package sweep

import (
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/google/go-cmp/cmp"
)

func TestPlanOrder(t *testing.T) {
	s := &scenarios.Scenario{Sweep: scenarios.Sweep{Design: scenarios.Grid, Seeds: 2, Axes: []scenarios.Axis{
		{Path: "a", Values: []any{int64(7), int64(3), int64(5)}},
		{Path: "b", Values: []any{"x", "y"}},
	}}}
	plan, err := NewPlan(s)
	if err != nil {
		t.Fatal(err)
	}
	var want []Point
	for _, a := range s.Sweep.Axes[0].Values {
		for _, b := range s.Sweep.Axes[1].Values {
			for seed := int64(1); seed <= 2; seed++ {
				want = append(want, Point{int64(len(want)), []any{a, b}, seed})
			}
		}
	}
	var got []Point
	for run := range plan.Runs() {
		got = append(got, plan.Point(run))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestPlanOfManyRunsIsSmall(t *testing.T) {
	s := &scenarios.Scenario{Sweep: scenarios.Sweep{Design: scenarios.Grid, Seeds: 10, Axes: []scenarios.Axis{
		{Path: "a", Values: make([]any, 1000)}, {Path: "b", Values: make([]any, 1000)},
	}}}
	allocated := testing.AllocsPerRun(10, func() {
		plan, err := NewPlan(s)
		if err != nil || plan.Runs() != 1e7 {
			t.Fatal(plan, err)
		}
		if p := plan.Point(1e7 - 1); p.Seed != 10 {
			t.Error(p)
		}
	})
	if allocated > 10 {
		t.Errorf("%v allocations", allocated)
	}
}

func TestRunsPerPart(t *testing.T) {
	for _, c := range []struct{ runs, want int64 }{
		{1, 8}, {9, 8}, {512, 8}, {513, 9}, {6400, 100}, {65536, 1024}, {1e7, 1024},
	} {
		if got := runsPerPart(c.runs); got != c.want {
			t.Errorf("%d runs: %d per part, want %d", c.runs, got, c.want)
		}
	}
}

func TestParseShard(t *testing.T) {
	if s, err := ParseShard("2/7"); err != nil || s != (Shard{2, 7}) {
		t.Error(s, err)
	}
	for _, bad := range []string{"", "2", "0/7", "8/7", "a/b", "1/", "-1/2", "1/2/3"} {
		if s, err := ParseShard(bad); err == nil {
			t.Errorf("%q is %v", bad, s)
		}
	}
}

func TestEveryPartBelongsToOneShard(t *testing.T) {
	for part := range 20 {
		makers := 0
		for i := 1; i <= 3; i++ {
			if (Shard{i, 3}).makes(part) {
				makers++
			}
		}
		if makers != 1 || !(Shard{}).makes(part) {
			t.Errorf("part %d has %d makers", part, makers)
		}
	}
}

func TestSplitWorkers(t *testing.T) {
	for _, c := range []struct {
		workers      int
		runs         int64
		outer, inner int
	}{{4, 100, 4, 1}, {4, 2, 2, 2}, {4, 3, 3, 1}, {4, 0, 1, 4}, {1, 9, 1, 1}} {
		if outer, inner := splitWorkers(c.workers, c.runs); outer != c.outer || inner != c.inner {
			t.Errorf("%d workers for %d runs: %d runs at a time with %d workers each", c.workers, c.runs, outer, inner)
		}
	}
}
