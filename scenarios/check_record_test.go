package scenarios

import (
	"strings"
	"testing"
)

func TestTooManyRowsOfCircuits(t *testing.T) {
	text := strings.NewReplacer("steps: 100", "steps: 1e6", "{points: 20}", "{points: 1000, circuits: all}").Replace(small)
	const zipf, cohorts = "tasks.first.frequency.zipf=1.3", "tasks.first.memorization.cohorts="
	for _, c := range []struct {
		sets []string
		want string // the fault, "" where there is none
	}{
		{nil, ""},
		{[]string{zipf, cohorts + "19988"}, ""}, // and 12 tickets
		{[]string{zipf, cohorts + "19989"}, "x.yaml:17:34: record.circuits is all, which keeps 20001000 rows per run (1000 points of 20001 circuits), expected at most 20000000: fewer points, fewer cohorts, or final"},
		{[]string{zipf, cohorts + "19989", "record.circuits=final"}, ""},
		{[]string{zipf, cohorts + "19989", "record.points=999"}, ""},
		{[]string{zipf, cohorts + "19989", "training.steps=100"}, ""}, // at most 101 points
		{[]string{zipf, cohorts + "1e4"}, ""},
		{[]string{zipf, cohorts + "1e4", "tasks.first.label_noise=0.1"}, "keeps 20012000 rows"},
		{[]string{zipf, cohorts + "1e4", "tasks.first.generalization.coverage=0.5"}, "keeps 20012000 rows"},
		{[]string{zipf, cohorts + "1e4", "tasks.first.generalization=[{gain: 1, initial: 0.1}, {gain: 1, initial: 0.1}]"}, ""},
		{[]string{"tasks.first.memorization={gain: 0, cohorts: 1e6}"}, ""}, // no circuits of it
		{[]string{"tasks.second={classes: 2, items: 3, memorization: {gain: 1, initial: 0.1, cohorts: 2e4}}"}, "keeps 20013000 rows"},
		{
			[]string{"sweep.axes=[{path: tasks.first.memorization.cohorts, values: [10, 1e5, 1e3]}, {path: model.leak, values: [0, 1]}]"},
			"keeps 100012000 rows per run (1000 points of 100012 circuits), expected at most 20000000: fewer points, fewer cohorts, or final (at model.leak 0)",
		},
		{ // only the middle value makes a third segment
			[]string{"sweep.axes=[{path: tasks.first.generalization.0.coverage, values: [0.5, 0.7, 1]}]", cohorts + "8e3", "tasks.first.generalization=[{gain: 1, initial: 0.1}, {gain: 1, initial: 0.1, coverage: 0.5}]"},
			"keeps 24024000 rows",
		},
	} {
		_, _, err := Parse("x.yaml", []byte(text), c.sets)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%q: %v", c.sets, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q\n got %v\nwant %s", c.sets, err, c.want)
		}
	}
}
