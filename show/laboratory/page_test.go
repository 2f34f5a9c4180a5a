package laboratory

import (
	"fmt"
	"strings"
	"testing"

	"github.com/circsim/circsim/show"
)

// The page's regimes, their order and their letters are those of the figures. It has them in its own text, since figures draw
// with packages that WebAssembly does not need.
func TestPageHasTheRegimesOfFigures(t *testing.T) {
	text, err := page.ReadFile("page/look.js")
	if err != nil {
		t.Fatal(err)
	}
	var names, letters []string
	for _, r := range show.RegimeLetters {
		names = append(names, fmt.Sprintf("'%s'", r.Regime))
		name := string(r.Regime)
		if strings.Contains(name, "-") {
			name = "'" + name + "'"
		}
		letters = append(letters, fmt.Sprintf("%s: '%s'", name, r.Letter))
	}
	for _, want := range []string{
		"regimes = [" + strings.Join(names, ", ") + "];", "letters = {" + strings.Join(letters, ", ") + "};",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("page/look.js has not %s", want)
		}
	}
}
