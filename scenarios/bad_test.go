package scenarios

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/small.yaml
var small string

// edited is the small scenario with one text in place of another.
func edited(t testing.TB, old, new string) string {
	t.Helper()
	if strings.Count(small, old) != 1 {
		t.Fatalf("%q stands %d times in testdata/small.yaml", old, strings.Count(small, old))
	}
	return strings.Replace(small, old, new, 1)
}

func fromTemplate(t testing.TB, name string) string {
	t.Helper()
	text, err := New(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// badCase is an edit of testdata/small.yaml (or a whole file, where old is empty) and
// the error that it gives.
type badCase struct{ name, old, new, want string }

// TestBadScenario holds each way to write a bad file against the exact line it must give.
func TestBadScenario(t *testing.T) {
	for _, c := range slices.Concat(badKeysAndValues, badBounds, badComposites, badTraining, badSweeps, badDesigns, badYAML) {
		t.Run(c.name, func(t *testing.T) {
			text := c.new
			if c.old != "" {
				text = edited(t, c.old, c.new)
			}
			_, _, err := Parse("dir/bad.yaml", []byte(text), nil)
			if err == nil {
				t.Fatalf("accepted:\n%s", text)
			}
			if err.Error() != c.want {
				t.Errorf("\n got %s\nwant %s", err, c.want)
			}
		})
	}
}
