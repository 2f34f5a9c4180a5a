package web

import (
	"strings"
	"testing"
)

// The style names every colour that the look uses, and asks nothing of the network.
func TestCSS(t *testing.T) {
	css := CSS()
	for _, want := range []string{"--ground:#ffffff", "--ground:#14181c", "--line-0:#1c42e7", "--regime-5:", ".uplot"} {
		if !strings.Contains(css, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, bad := range []string{"http:", "https:", "@import"} {
		if strings.Contains(css, bad) {
			t.Errorf("the style has %s", bad)
		}
	}
}
