package report

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show/browser"
)

// written makes the page of folders.
func written(t *testing.T, dirs ...string) string {
	t.Helper()
	page, _, err := Page(t.Context(), dirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, page, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened is a page that has drawn everything. Texts that it offers as CSV are kept in saved.
func opened(t *testing.T, p *browser.Page, path string) {
	t.Helper()
	p.GoFile(path)
	p.Wait("document.documentElement.dataset.ready > 0")
	p.Do(`{const make = URL.createObjectURL; URL.createObjectURL = blob => { window.saved = blob; return make.call(URL, blob); }}`)
	settled(p)
}

// settled waits until charts that were put on the page are drawn.
func settled(p *browser.Page) {
	p.Do("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")
}

// drawn reports canvases that are blank, and a page that is wider than the window.
func drawn(t *testing.T, p *browser.Page, v browser.View, where string) {
	t.Helper()
	for _, blank := range browser.Eval[[]string](p, `[...document.querySelectorAll('canvas')].filter(c => {
		if (!c.width || !c.height) return true;
		const list = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);
		return list.every(x => x === list[0]);
	}).map(c => c.outerHTML + ' in ' + (c.closest('[aria-label]') || c).getAttribute('aria-label'))`) {
		t.Errorf("%s: blank: %s", where, blank)
	}
	if width := browser.Eval[float64](p, "document.scrollingElement.scrollWidth"); width > float64(v.Width) {
		t.Errorf("%s: the page is %v wide, the window %d: %v", where, width, v.Width, browser.Eval[[]string](p,
			`[...document.querySelectorAll('#report *')].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll, pre')).map(e => e.tagName + '.' + e.className).slice(0, 5)`))
	}
}

var views = []struct {
	name string
	browser.View
}{
	{"wide", browser.Wide}, {"wide-dark", browser.View{Width: 1440, Height: 900, Dark: true}},
	{"narrow", browser.Narrow}, {"narrow-dark", browser.View{Width: 390, Height: 844, Dark: true}},
}

// Everything is drawn at both widths, light and dark, with nothing wrong, and asks for nothing but the file.
func TestViews(t *testing.T) {
	tables := t.TempDir()
	path := written(t, made(t, tables, plane))
	for _, v := range views {
		t.Run(v.name, func(t *testing.T) {
			p := browser.Open(t, v.View)
			opened(t, p, path)
			drawn(t, p, v.View, v.name)
			if n := browser.Eval[int](p, "document.querySelectorAll('canvas.map, .u-wrap').length"); n != 6 { // map, lines, four of a run
				t.Errorf("%d pictures", n)
			}
			if frames := browser.Eval[[]string](p, "[...new Set([...document.querySelectorAll('.run .chart')].map(c => c.plot.bbox.left + ' to ' + c.plot.bbox.width))]"); len(frames) != 1 {
				t.Errorf("charts over the same steps have frames of %d widths: %v", len(frames), frames)
			}
			p.Accessible()
			p.Clean("file:")
			p.Screenshot("report-" + v.name)
		})
	}
}

// Cells reach beyond the values of their axis. Its numbers do not.
func TestNumbersOfTheMap(t *testing.T) {
	for _, c := range []struct{ name, items, side string }{
		{"few values", "values: [1000, 3000, 5000]", "right"},                    // upward, beside the map
		{"many values", "linear: {from: 1500, to: 11500, points: 11}", "center"}, // to the right, below the map
	} {
		t.Run(c.name, func(t *testing.T) {
			p := browser.Open(t, browser.Wide)
			opened(t, p, written(t, made(t, t.TempDir(), plane, "sweep.axes.1={path: tasks.addition.items, "+c.items+"}")))
			p.Do(`window.words = []; {const write = CanvasRenderingContext2D.prototype.fillText;
				CanvasRenderingContext2D.prototype.fillText = function (word, ...at) { words.push([this.textAlign, Number(word)]); write.call(this, word, ...at); }}`)
			p.Do("document.querySelector('canvas.map').dispatchEvent(new Event('focus'))") // it is drawn again
			numbers := browser.Eval[[]float64](p, fmt.Sprintf("words.filter(([side, x]) => side == %q && !isNaN(x)).map(([, x]) => x)", c.side))
			if len(numbers) < 3 || slices.Min(numbers) < 1000 || slices.Max(numbers) > 11500 {
				t.Errorf("the axis has the numbers %v", numbers)
			}
		})
	}
}

const runTitle = "document.querySelector('.run h3').textContent"

// clickMap clicks the map at a share of its width and height.
const clickMap = `((x, y) => {
	const map = document.querySelector('canvas.map'), box = map.getBoundingClientRect();
	map.dispatchEvent(new MouseEvent('click', {clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true}));
})`

// accuracy is the test accuracy of the run that is shown.
const accuracy = "JSON.stringify(document.querySelector('.run .chart').plot.data[2])"

// A cell that is clicked shows its run; another metric has another line; all of it works from the keyboard.
func TestChoosing(t *testing.T) {
	dir := made(t, t.TempDir(), plane)
	p := browser.Open(t, browser.Wide)
	opened(t, p, written(t, dir))

	p.Do(clickMap + "(0.9, 0.1)")
	settled(p)
	learned, curve := browser.Eval[string](p, runTitle), browser.Eval[string](p, accuracy)
	if !strings.HasSuffix(learned, "params 300000, items 12000") {
		t.Errorf("a click at the upper right shows %s", learned)
	}
	p.Do(clickMap + "(0.2, 0.86)")
	settled(p)
	if title := browser.Eval[string](p, runTitle); !strings.HasSuffix(title, "params 300, items 1000") {
		t.Errorf("a click at the lower left shows %s", title)
	}
	if browser.Eval[string](p, accuracy) == curve {
		t.Error("the curves of another cell are the same")
	}

	// From the keyboard: Tab to the map, arrows, Enter.
	p.Do("document.querySelector('#report select').focus()")
	for range 20 {
		if browser.Eval[bool](p, "document.activeElement.classList.contains('map')") {
			break
		}
		p.Tab()
	}
	for range 3 {
		p.Press(kb.ArrowRight)
		p.Press(kb.ArrowUp)
	}
	p.Press(kb.Enter)
	settled(p)
	if title := browser.Eval[string](p, runTitle); title != learned {
		t.Errorf("the keyboard chooses %s, want %s", title, learned)
	}
	p.Press(kb.ArrowLeft)
	if said := browser.Eval[string](p, "document.querySelector('.view .reading').textContent"); !strings.HasPrefix(said, "params 30000, items 12000: ") {
		t.Errorf("the map says %q", said)
	}

	// Another quantity on the map, another metric along the key.
	p.Do(choose("Show", "step_test"))
	if said := browser.Eval[string](p, "document.querySelector('.view h3').textContent"); said != "Step test (steps) of addition" {
		t.Errorf("the map is of %q", said)
	}
	line := "JSON.stringify(document.querySelectorAll('.view')[1].querySelector('.chart').plot.data)"
	settled(p)
	before := browser.Eval[string](p, line)
	p.Do(choose("Metric", "test_loss"))
	settled(p)
	if browser.Eval[string](p, line) == before {
		t.Error("another metric has the same lines")
	}
	drawn(t, p, browser.Wide, "after choices")

	// A run chosen by its values, and zoom by a button.
	p.Do("{const s = document.querySelector('.point select'); s.value = '0'; s.dispatchEvent(new Event('change'))}")
	settled(p)
	if title := browser.Eval[string](p, runTitle); !strings.HasSuffix(title, "params 300, items 12000") {
		t.Errorf("the select chooses %s", title)
	}
	span := "(() => { const {min, max} = document.querySelector('.run .chart').plot.scales.x; return Math.log(max / min); })()"
	whole := browser.Eval[float64](p, span)
	p.Click(".run .tools button")
	settled(p)
	if zoomed := browser.Eval[float64](p, span); zoomed > 0.6*whole {
		t.Errorf("the zoom spans %v of %v", zoomed, whole)
	}
	if spans := browser.Eval[int](p, "new Set([...document.querySelectorAll('.run .chart')].map(c => c.plot.scales.x.max)).size"); spans != 1 {
		t.Errorf("the four charts of a run have %d spans", spans)
	}
	p.Accessible()
	p.Clean("file:", "blob:")
}

// choose sets a labelled select.
func choose(label, value string) string {
	return `{const s = document.getElementById([...document.querySelectorAll('label')].find(l => l.textContent === '` + label + `').htmlFor);
		s.value = '` + value + `'; s.dispatchEvent(new Event('change'))}`
}

// saved is what a button offers as a CSV file.
func saved(t *testing.T, p *browser.Page, selector string) (header []string, rows [][]string) {
	t.Helper()
	p.Do("document.querySelector(" + strconv.Quote(selector) + ").click()")
	all, err := csv.NewReader(strings.NewReader(browser.Eval[string](p, "window.saved.text()"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// The CSV files have the numbers of the tables.
func TestNumbersBehindThePictures(t *testing.T) {
	dir := made(t, t.TempDir(), plane)
	p := browser.Open(t, browser.Narrow)
	opened(t, p, written(t, dir))
	runs := frames.Read(dir, output.Runs)
	close := func(cell string, want, digit float64, what string) {
		t.Helper()
		got, err := strconv.ParseFloat(cell, 64)
		if cell == "" {
			got, err = math.Inf(1), nil
		}
		if err != nil || got != want && math.Abs(got-want) > digit*math.Abs(want) {
			t.Errorf("%s is %q, want %v", what, cell, want)
		}
	}
	number := func(cell string) float64 {
		x, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			t.Error(err)
		}
		return x
	}

	header, rows := saved(t, p, ".view .csv")
	if len(rows) != 16 {
		t.Fatalf("%d points, %v", len(rows), header)
	}
	for _, row := range rows {
		at := runs.At("model_params", number(row[2])).At("tasks_addition_items", number(row[3]))
		for k, name := range header {
			if quantity, found := output.QuantityOf(name); !found || quantity == nil {
				continue
			}
			values := at.Floats(name)
			if strings.HasPrefix(name, "step_") && name != "step_peak_test_loss" {
				values = frames.Never(values)
			}
			close(row[k], (values[0]+values[1])/2, 5e-6, name)
		}
	}

	header, rows = saved(t, p, ".run .csv")
	curve := frames.Read(dir, output.Curves).At("run", number(rows[0][1]))
	for k, name := range header {
		if name == "scenario" || name == "task" {
			continue
		}
		for i, x := range curve.Floats(name) {
			close(rows[i][k], x, 5e-5, name)
		}
	}

	header, rows = saved(t, p, ".view:nth-of-type(2) .csv")
	if got := strings.Join(header, ","); got != "tasks.addition.items,model.params,runs,test_accuracy,lowest,highest" && got != "model.params,tasks.addition.items,runs,test_accuracy,lowest,highest" {
		t.Errorf("header %s", got)
	}
	if len(rows) != 16 {
		t.Errorf("%d rows of all lines", len(rows))
	}
	if err := runs.Err(); err != nil {
		t.Fatal(err)
	}
	p.Clean("file:", "blob:")
}

// Two folders open with their comparison: both beside each other, and the differences with intervals.
func TestComparisonView(t *testing.T) {
	before := made(t, filepath.Join(t.TempDir(), "before"), plane)
	after := made(t, filepath.Join(t.TempDir(), "after"), plane, "training.weight_decay=0.5")
	path := written(t, before, after)
	for _, v := range []browser.View{browser.Wide, browser.Narrow} {
		p := browser.Open(t, v)
		opened(t, p, path)
		drawn(t, p, v, "comparison")
		if n := browser.Eval[int](p, "document.querySelectorAll('canvas.map').length"); n != 3 {
			t.Errorf("%d maps", n)
		}
		header, rows := saved(t, p, ".comparison .csv")
		if got := strings.Join(header, ","); got != "model.params,tasks.addition.items,pairs,before,after,difference,low,high" || len(rows) != 16 {
			t.Errorf("header %s, %d rows", got, len(rows))
		}
		p.Accessible()
		p.Screenshot("report-comparison-" + strconv.FormatInt(v.Width, 10))
		p.Click(".comparison .pair button")
		settled(p)
		drawn(t, p, v, "first study")
		p.Clean("file:", "blob:")
	}
}

// A board beside the studies is on the page, and its claims can be chosen.
func TestBoardView(t *testing.T) {
	dir := t.TempDir()
	made(t, dir, plane, "sweep={axes: []}")
	rows, err := claims.Choose([]string{"grokking"})
	if err != nil {
		t.Fatal(err)
	}
	board := claims.Board{Lines: []claims.Line{
		{Row: rows[0], Claim: &claims.Claim{Name: "sooner", Expect: claims.Range{Low: 1, High: 2}}, Simulated: stat.Exact(1.5), Met: true},
		{Row: rows[0], Claim: &claims.Claim{Name: "later", Expect: claims.Range{Low: 1, High: math.Inf(1)}}, Simulated: stat.Undefined("")},
	}}
	if err := board.WriteParquet(filepath.Join(dir, claims.BoardName), claims.Others{}); err != nil {
		t.Fatal(err)
	}
	p := browser.Open(t, browser.Narrow)
	opened(t, p, written(t, dir))
	p.Do(choose("Show", "b0"))
	settled(p)
	rowsShown := "document.querySelectorAll('.board tbody tr').length"
	if n := browser.Eval[int](p, rowsShown); n != 2 {
		t.Errorf("%d claims", n)
	}
	p.Do(choose("Verdict", "true"))
	if n := browser.Eval[int](p, rowsShown); n != 1 {
		t.Errorf("%d claims are met", n)
	}
	header, lines := saved(t, p, ".board .csv")
	if len(lines) != 2 || len(header) != len(lines[0]) || !slices.Contains(lines[0], "sooner") || !slices.Contains(lines[1], "later") {
		t.Errorf("%v: %v", header, lines)
	}
	drawn(t, p, browser.Narrow, "board")
	p.Accessible()
	p.Clean("file:", "blob:")
}

// A study of one key has two metrics along it. The keyboard reads a line and chooses a run from it.
func TestOneKey(t *testing.T) {
	dir := made(t, t.TempDir(), plane, "sweep.axes.0.values=[30000]")
	p := browser.Open(t, browser.Narrow)
	opened(t, p, written(t, dir))
	titles := browser.Eval[[]string](p, "[...document.querySelectorAll('.view h3')].map(h => h.textContent)")
	if got := strings.Join(titles, "; "); got != "Test accuracy (share) of addition along items; Test loss (nats per token) of addition along items" {
		t.Errorf("views %s", got)
	}
	if !strings.Contains(browser.Eval[string](p, "document.querySelector('.view table').textContent"), "mean rises through 0.5") {
		t.Error("no threshold")
	}
	p.Do("document.querySelector('.view .plot').focus()")
	p.Press(kb.ArrowRight)
	settled(p)
	if said := browser.Eval[string](p, "document.querySelector('.view .reading').textContent"); !strings.HasPrefix(said, "items 1000: test accuracy 0.00885 [") {
		t.Errorf("the first point says %q", said)
	}
	p.Press(kb.Enter)
	settled(p)
	if title := browser.Eval[string](p, runTitle); !strings.HasSuffix(title, ": items 1000") {
		t.Errorf("Enter shows %s", title)
	}
	p.Press(kb.ArrowRight)
	p.Press(kb.Enter)
	settled(p)
	if title := browser.Eval[string](p, runTitle); !strings.HasSuffix(title, ": items 3000") {
		t.Errorf("Enter on the next point shows %s", title)
	}
	p.Click(".view .key")
	if browser.Eval[bool](p, "document.querySelector('.view .chart').plot.series[1].show") {
		t.Error("a line that is switched off is shown")
	}
	p.Clean("file:")
}

// A design that samples has a map of its points, and says which keys explain the outcomes.
func TestSampled(t *testing.T) {
	dir := made(t, t.TempDir(), plane, "sweep={design: sobol, points: 64, axes: [{path: model.params, log: {from: 300, to: 300000}}, "+
		"{path: tasks.addition.items, log: {from: 1000, to: 12000}}, {path: training.weight_decay, log: {from: 0.3, to: 3}}]}")
	p := browser.Open(t, browser.Narrow)
	opened(t, p, written(t, dir))
	drawn(t, p, browser.Narrow, "Sobol points")
	header, rows := saved(t, p, "[aria-label='Which keys explain the outcomes'] .csv")
	if got := strings.Join(header, ","); got != "task,outcome,key,share,low,high" || len(rows) < 3 || len(rows)%3 != 0 {
		t.Errorf("header %s, %d rows", got, len(rows))
	}
	_, rows = saved(t, p, ".view .csv")
	if len(rows) != 64 {
		t.Errorf("%d points, of 64", len(rows))
	}
	p.Accessible()
	p.Clean("file:", "blob:")
	p.Screenshot("report-sobol")
}
