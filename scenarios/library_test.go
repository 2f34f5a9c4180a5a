package scenarios

import (
	"fmt"
	"strings"
	"testing"
)

const libraryIntro = `<!-- Generated from the files: go test ./scenarios -run Pages -update -->

# The library

Every scenario is one study. ` + "`circsim scenario show NAME`" + ` prints it, ` + "`circsim sweep NAME`" + ` makes its runs. What the studies show
is on the pages of [phenomena](../docs/phenomena/README.md).

| scenario | what is studied | runs | sources |
|---|---|---|---|
`

func TestPagesOfLibrary(t *testing.T) {
	var b strings.Builder
	b.WriteString(libraryIntro)
	for _, name := range List() {
		s, _, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		runs, err := s.Runs()
		if err != nil {
			t.Fatal(err)
		}
		if s.Title == "" {
			t.Errorf("%s has no title", name)
		}
		fmt.Fprintf(&b, "| [%s](%s.yaml) | %s | %d | %s |\n", name, name, s.Title, runs, strings.Join(s.Cites, "; "))
	}
	same(t, "README.md", b.String())
}
