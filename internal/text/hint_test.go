package text

import "testing"

func TestNearest(t *testing.T) {
	keys := []string{"params", "noise", "leak", "leak_params"}
	for name, want := range map[string]string{"parms": "params", "Noise": "noise", "laek": "leak", "x": "", "entirely": "", "leakparams": "leak_params"} {
		if got := Nearest(name, keys); got != want {
			t.Errorf("nearest to %s is %q", name, got)
		}
	}
}
