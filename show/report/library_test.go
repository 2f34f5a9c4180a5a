package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show/browser"
	"github.com/circsim/circsim/sweep"
)

// small is a sweep at both ends of each axis of a scenario, or at the first and last point of its list, with one seed.
func small(s *scenarios.Scenario) string {
	var axes []string
	for _, a := range s.Sweep.Axes {
		ends := []any{}
		if a.Range != nil {
			ends = append(ends, a.Range.From, a.Range.To)
		} else {
			ends = append(ends, a.Values[0])
			if last := a.Values[len(a.Values)-1]; last != a.Values[0] || s.Sweep.Design == scenarios.PointList {
				ends = append(ends, last)
			}
		}
		axes = append(axes, fmt.Sprintf("{path: %s, values: [%s]}", a.Path, strings.Join(words(ends), ", ")))
	}
	design := ""
	if s.Sweep.Design == scenarios.PointList {
		design = "design: list, "
	}
	return fmt.Sprintf("sweep={%sseeds: 1, axes: [%s]}", design, strings.Join(axes, ", "))
}

func words(values []any) []string {
	var list []string
	for _, v := range values {
		if word, ok := v.(string); ok {
			list = append(list, word)
			continue
		}
		list = append(list, text.Number(scenarios.Number(v), -1))
	}
	return list
}

// Every scenario of the library has a report: all of its views are drawn at both widths.
func TestLibrary(t *testing.T) {
	dir := t.TempDir()
	for _, name := range scenarios.List() {
		s, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		less, _, err := scenarios.Parse(name+".yaml", []byte(s.Text), []string{small(s), "record.points=12"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sweep.Run(t.Context(), less, sweep.Options{Dir: dir}); err != nil {
			t.Fatal(err)
		}
	}
	path := written(t, dir)
	for _, v := range []browser.View{browser.Wide, {Width: 390, Height: 844, Dark: true}} {
		p := browser.Open(t, v)
		opened(t, p, path)
		studies := browser.Eval[[]string](p, "[...document.querySelectorAll('nav option')].map(o => o.value)")
		if len(studies) != len(scenarios.List()) {
			t.Errorf("%d studies, the library has %d", len(studies), len(scenarios.List()))
		}
		for i, key := range studies {
			p.Do("{const s = document.querySelector('nav select'); s.value = '" + key + "'; s.dispatchEvent(new Event('change'))}")
			settled(p)
			name := browser.Eval[string](p, "document.querySelector('.facts dd').textContent")
			drawn(t, p, v, name)
			if n := browser.Eval[int](p, "document.querySelectorAll('.run .u-wrap').length"); n < 4 {
				t.Errorf("%s: %d pictures of a run", name, n)
			}
			if i%7 == 0 {
				p.Accessible()
			}
		}
		p.Clean("file:")
	}
}
