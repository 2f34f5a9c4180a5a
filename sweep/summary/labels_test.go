package summary

import (
	"strings"
	"testing"
)

func TestLabelsAreShortAndDifferent(t *testing.T) {
	for _, c := range []struct{ paths, want string }{
		{"tasks.a.items model.params", "items params"},
		{"tasks.a.items tasks.b.items model.params", "a.items b.items params"},
		{"tasks.a.generalization.gain tasks.a.memorization.gain", "generalization.gain memorization.gain"},
		{"gain tasks.a.gain", "gain a.gain"},
	} {
		if got := Labels(strings.Fields(c.paths)); strings.Join(got, " ") != c.want {
			t.Errorf("%v, not %s", got, c.want)
		}
	}
}
