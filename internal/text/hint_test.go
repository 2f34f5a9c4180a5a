package text

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	keys := []string{"params", "noise", "leak", "leak_params", "test_accuracy_alone", "test_accuracy"}
	for name, want := range map[string]string{"parms": "params", "Noise": "noise", "laek": "leak", "x": "", "entirely": "", "leakparams": "leak_params", "Test_Acc": "test_accuracy", "tes": ""} {
		if got := Nearest(name, keys); got != want {
			t.Errorf("nearest to %s is %q", name, got)
		}
	}
}

func TestHint(t *testing.T) {
	many := strings.Fields(strings.Repeat("quantity ", maxListed+1))
	for _, c := range []struct {
		name  string
		known []string
		want  string
	}{
		{"parms", []string{"params", "noise"}, ", did you mean params?"},
		{"x", []string{"params", "noise"}, ", expected one of params, noise"},
		{"x", []string{"params"}, ", expected params"},
		{"x", many, ""},
		{"quantiti", many, ", did you mean quantity?"},
		{"x", nil, ""},
		{"par\x1bms", []string{"par\x1bams"}, `, did you mean par\x1bams?`},
	} {
		if got := Hint(c.name, c.known); got != c.want {
			t.Errorf("%s of %v: %q, not %q", c.name, c.known, got, c.want)
		}
	}
}
