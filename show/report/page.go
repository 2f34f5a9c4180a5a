package report

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/show"
	"github.com/circsim/circsim/show/web"
)

// The script and the style of the page.
//
//go:embed page
var assets embed.FS

// scripts are the files of the script, in the order in which they build on each other.
var scripts = []string{"dom.js", "numbers.js", "csv.js", "chart.js", "map.js", "points.js", "run.js", "study.js", "laws.js", "compare.js", "board.js", "main.js"}

// whole is what a page has besides its studies, each of which is in a script element of its own that is read when it is shown.
type whole struct {
	Title       string              `json:"title"`
	Version     string              `json:"version"`
	Studies     []entry             `json:"studies"`
	Comparisons []*comparison       `json:"comparisons"`
	Boards      []*board            `json:"boards"`
	Regimes     []show.RegimeLetter `json:"regimes"` // their places are those of their colours
	Shades      []string            `json:"shades"`  // from low to high
}

// entry names a study.
type entry struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Dir   string `json:"dir"`
}

const shades = 33

// Page is the HTML file of the studies in folders. Each folder is that of a study, or has several. Two folders are compared: their
// studies of the same name, or their only ones. Remarks say what the reader of the file is told too. An error of the user is a *text.Refusal.
// It tells how far it is with a folder, from several goroutines, unless tell is nil.
func Page(ctx context.Context, dirs []string, tell func(dir string, at analysis.Progress)) (page []byte, remarks []string, err error) {
	folders, err := folders(dirs)
	if err != nil {
		return nil, nil, err
	}
	w := &whole{Version: output.CurrentBuild().Version, Studies: []entry{}, Comparisons: []*comparison{}, Boards: []*board{}, Regimes: show.RegimeLetters}
	for i := range shades {
		c := palette.Shade(float64(i) / (shades - 1))
		w.Shades = append(w.Shades, fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
	}
	count := 0
	for _, f := range folders {
		count += len(f.studies)
	}
	if tell == nil {
		tell = func(string, analysis.Progress) {}
	}
	room := roomFor(count)
	room.keep = len(folders) == 2
	var all [][]*study
	var data [][]byte
	for _, f := range folders {
		var studies []*study
		for _, dir := range f.studies {
			s, err := read(ctx, dir, room, func(at analysis.Progress) { tell(dir, at) })
			if err != nil {
				return nil, nil, err
			}
			if int64(s.rows) < s.planned {
				remarks = append(remarks, fmt.Sprintf("%s: not finished, %d of %s are there", dir, s.rows, text.Count(s.planned, "run")))
			}
			studies = append(studies, s)
			w.Studies = append(w.Studies, entry{s.Name, s.Title, s.Dir})
			content, err := json.Marshal(s)
			if err != nil {
				return nil, nil, err
			}
			data = append(data, content)
		}
		all = append(all, studies)
		if f.board != "" {
			b, err := readBoard(f.board)
			if err != nil {
				return nil, nil, err
			}
			w.Boards = append(w.Boards, b)
		}
	}
	if len(all) == 2 {
		if w.Comparisons, err = comparisons(all[0], all[1]); err != nil {
			return nil, nil, err
		}
		if len(w.Comparisons) == 0 {
			remarks = append(remarks, fmt.Sprintf("%s, %s: no studies of the same name to compare", dirs[0], dirs[1]))
		}
	}
	w.Title = title(w)
	content, err := json.Marshal(w)
	if err != nil {
		return nil, nil, err
	}
	page, err = build(w, content, data)
	return page, remarks, err
}

// folders looks at all folders before any table is read.
func folders(dirs []string) ([]*folder, error) {
	var list []*folder
	for i, dir := range dirs {
		for _, other := range dirs[:i] {
			if filepath.Clean(other) == filepath.Clean(dir) {
				return nil, text.Refuse("%s: is named twice, expected each folder once", dir)
			}
		}
		f, err := look(dir)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// roomFor is the room that each of several studies has.
func roomFor(studies int) budget {
	return budget{points: mostPoints, numbers: max(mostNumbers/10, mostNumbers/studies), curves: max(mostCurves/10, mostCurves/studies)}
}

// comparisons are of studies of the same name, or of the only two.
func comparisons(a, b []*study) ([]*comparison, error) {
	list := []*comparison{}
	for i, x := range a {
		k := slices.IndexFunc(b, func(y *study) bool { return y.Name == x.Name })
		if len(a) == 1 && len(b) == 1 {
			k = 0
		}
		if k < 0 {
			continue
		}
		c, err := compare(x, b[k])
		if err != nil {
			return nil, err
		}
		c.Studies = [2]int{i, len(a) + k}
		list = append(list, c)
	}
	return list, nil
}

func title(w *whole) string {
	switch {
	case len(w.Studies) == 1:
		return w.Studies[0].Title
	case len(w.Studies) == 2 && len(w.Comparisons) == 1 && w.Studies[0].Title == w.Studies[1].Title:
		return w.Studies[0].Title + ": two studies compared"
	case len(w.Comparisons) > 0:
		return "Studies compared"
	}
	return text.Count(len(w.Studies), "study")
}

// build puts the page together. Its policy lets nothing load, and runs the scripts that it came with alone.
func build(w *whole, content []byte, studies [][]byte) ([]byte, error) {
	var script bytes.Buffer
	script.WriteString("'use strict';(()=>{\n")
	for _, name := range scripts {
		part, err := assets.ReadFile("page/" + name)
		if err != nil {
			return nil, err
		}
		script.Write(part)
	}
	script.WriteString("})()")
	own, err := assets.ReadFile("page/report.css")
	if err != nil {
		return nil, err
	}
	style := web.CSS() + string(own)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'">
<meta name="generator" content="circsim %s">
<title>%s</title>
<style>%s</style>
</head>
<body>
<main id="report"><h1>%[5]s</h1><noscript><p>This page draws its tables with its own script, which is switched off here.</p></noscript></main>
`, source(web.Charts), source(script.String()), source(style), html.EscapeString(w.Version), html.EscapeString(w.Title), style)
	element := func(id string, data []byte) {
		fmt.Fprintf(&b, "<script type=\"application/json\" id=\"%s\">%s</script>\n", id, data)
	}
	element("page", content)
	for i, data := range studies {
		element(fmt.Sprintf("study-%d", i), data)
	}
	fmt.Fprintf(&b, "<script>%s</script>\n<script>%s</script>\n</body>\n</html>\n", web.Charts, script.String())
	return b.Bytes(), nil
}

// source is the content of a script or style as the policy of the page names it.
func source(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
