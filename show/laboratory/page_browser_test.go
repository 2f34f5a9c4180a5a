package laboratory_test

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show/browser"
	"github.com/circsim/circsim/show/laboratory"
	"github.com/circsim/circsim/show/laboratory/server"
)

// serve gives the address of a laboratory that answers until the test ends.
func serve(t *testing.T) string {
	t.Helper()
	at, err := server.Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- server.Serve(ctx, at, laboratory.New(laboratory.Options{Version: "0.1.0 (devel) vcs.revision=" + strings.Repeat("0", 40)}))
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return server.Address(at)
}

// open opens the page in a state, and waits until its run and its map are shown.
func open(t *testing.T, v browser.View, state string) (*browser.Page, string) {
	t.Helper()
	p := browser.Open(t, v)
	address := serve(t)
	p.Go(address + state)
	settled(p)
	return p, address
}

// settled waits until the page shows the run and the map of its state, and its address has it.
func settled(p *browser.Page) {
	p.Wait(`document.querySelector('main').dataset.state == 'ready' && document.querySelector('#map').dataset.filled == 400
		&& document.querySelector('main').dataset.saved && '#' + document.querySelector('main').dataset.saved == location.hash`)
}

// pictures are the drawn pixels of all views, by the identities of their places.
func pictures(p *browser.Page) map[string]string {
	return browser.Eval[map[string]string](p, `Object.fromEntries(['accuracy', 'loss', 'budget', 'race', 'along', 'map', 'network'].map(id => {
		const place = document.getElementById(id);
		return [id, (place.querySelector('canvas') ?? place).toDataURL()];
	}))`)
}

// runs is the number of runs that the page has shown.
func runs(p *browser.Page) int {
	return browser.Eval[int](p, `Number(document.querySelector('main').dataset.runs)`)
}

// text is what an element says.
func text(p *browser.Page, selector string) string {
	return browser.Eval[string](p, fmt.Sprintf(`document.querySelector(%q).textContent`, selector))
}

var views = map[string]browser.View{
	"wide":        browser.Wide,
	"narrow":      browser.Narrow,
	"middle":      {Width: 800, Height: 1000},
	"wide-dark":   {Width: browser.Wide.Width, Height: browser.Wide.Height, Dark: true},
	"narrow-dark": {Width: browser.Narrow.Width, Height: browser.Narrow.Height, Dark: true},
}

// The page is drawn, accessible, within the width of the window, and quiet; a slider changes what depends on it.
func TestViews(t *testing.T) {
	for name, view := range views {
		t.Run(name, func(t *testing.T) {
			p, address := open(t, view, "#scenario=regimes&model.params=20000&step=2000")
			before := pictures(p)
			for place, picture := range before {
				if !browser.Eval[bool](p, fmt.Sprintf(`(() => {
					const place = document.getElementById(%q), c = place.querySelector('canvas') ?? place;
					return new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size > 4;
				})()`, place)) {
					t.Errorf("%s is blank: %d bytes", place, len(picture))
				}
			}
			inside(t, p, view)
			p.Accessible()
			p.Screenshot("laboratory-" + name)

			shown := runs(p)
			p.Do(`(() => {
				const slider = document.querySelector('[data-path="model.params"]');
				slider.value = 700;
				slider.dispatchEvent(new Event('input', {bubbles: true}));
			})()`)
			p.Wait(fmt.Sprintf(`document.querySelector('main').dataset.runs > %d && !location.hash.includes('model.params=20000&')`, shown))
			settled(p)
			after := pictures(p)
			for _, place := range []string{"accuracy", "loss", "budget", "race", "network"} {
				if before[place] == after[place] {
					t.Errorf("%s is as it was before the slider moved", place)
				}
			}
			if size := browser.Eval[string](p, `/params: (\S+)/.exec(document.querySelector('#yaml').value)[1]`); size == "64256" || size == "20000" {
				t.Errorf("the text has %s parameters", size)
			}
			p.Clean(address)
		})
	}
}

// Every scenario of the library can be looked at.
func TestEveryScenario(t *testing.T) {
	p, address := open(t, browser.Narrow, "")
	for _, name := range scenarios.List() {
		shown := runs(p)
		p.Do(fmt.Sprintf(`(() => {
			const pick = document.querySelector('#scenario');
			pick.value = %q;
			pick.dispatchEvent(new Event('change'));
		})()`, name))
		p.Wait(fmt.Sprintf(`document.querySelector('main').dataset.runs > %d`, shown))
		if refused := text(p, "#refused"); refused != "" {
			t.Errorf("%s: %s", name, refused)
		}
		if told := text(p, "#summary"); !strings.Contains(told, "This is ") && !strings.Contains(told, "What is left is ") {
			t.Errorf("%s: %s", name, told)
		}
		inside(t, p, browser.Narrow)
	}
	p.Clean(address)
}

// A network of the map is loaded by a click, and by keys.
func TestMapLoads(t *testing.T) {
	p, address := open(t, browser.Wide, "#scenario=regimes")
	before := text(p, "#summary")
	p.Do(`(() => {
		const map = document.querySelector('#map'), box = map.getBoundingClientRect();
		map.dispatchEvent(new MouseEvent('click', {clientX: box.left + 60, clientY: box.top + box.height - 40, bubbles: true}));
	})()`)
	p.Wait(`location.hash.includes('model.params=100&')`)
	settled(p)
	if after := text(p, "#summary"); after == before || !strings.Contains(after, "confusion") {
		t.Errorf("the smallest network: %s", after)
	}
	p.Do(`document.querySelector('#map').focus()`)
	p.Press(strings.Repeat(kb.ArrowRight, 19) + strings.Repeat(kb.ArrowUp, 19))
	if at := text(p, "#map-readout"); !strings.Contains(at, "comprehension") {
		t.Errorf("the largest network with most data: %s", at)
	}
	p.Press(kb.Enter)
	p.Wait(`document.querySelector('#summary').textContent.includes('comprehension')`)
	settled(p)
	p.Clean(address)
}

// An address that is opened again shows the same: the run, the cursor, the axes, the pinned run, and a text edited by hand.
func TestAddress(t *testing.T) {
	p, address := open(t, browser.Wide, "#scenario=grokking&tasks.addition.items=3000&seed=3&step=500&show=test_accuracy&x=training.weight_decay&y=model.params&axis=linear")
	p.Click("#pin")
	p.Click("#reroll")
	p.Wait(`location.hash.includes('seed=4') && location.hash.includes('pin=')`)
	p.Do(`(() => {
		const yaml = document.querySelector('#yaml');
		yaml.value = yaml.value.replace('interference: 0.041', 'interference: 0.05 # é');
		yaml.dispatchEvent(new Event('input', {bubbles: true}));
	})()`)
	p.Wait(`location.hash.includes('yaml=')`)
	// The network goes before its map: until the map begins anew, the one before the edit is whole.
	p.Do(`new Promise(after => setTimeout(after, 2000))`)
	settled(p)
	state := `JSON.stringify([location.hash, document.querySelector('#yaml').value, document.querySelector('#summary').textContent,
		document.querySelector('#reading').textContent, document.querySelector('#pins').textContent, document.querySelector('#x').value,
		document.querySelector('#y').value, document.querySelector('#show').value, document.querySelector('#seed').value])`
	want, pictured := browser.Eval[string](p, state), pictures(p)
	hash := browser.Eval[string](p, `location.hash`)
	p.Go("about:blank")
	p.Go(address + hash)
	settled(p)
	if got := browser.Eval[string](p, state); got != want {
		t.Errorf("opened again:\n%s\nbefore:\n%s", got, want)
	}
	for place, picture := range pictures(p) {
		if picture != pictured[place] {
			t.Errorf("%s differs when the address is opened again", place)
		}
	}
	p.Clean(address, "about:")
}

// Every story comes to its end, every number in it is one of the run that is shown, and what it claims holds.
func TestStories(t *testing.T) {
	p, address := open(t, browser.Wide, "")
	names := browser.Eval[[]string](p, `[...document.querySelectorAll('#stories button')].map(b => b.dataset.story)`)
	if len(names) != 5 {
		t.Errorf("stories %v", names)
	}
	for _, name := range names {
		p.Click("[data-story=" + name + "]")
		for step := 1; ; step++ {
			p.Wait(fmt.Sprintf(`document.querySelector('#story').dataset.step == '%s.%d'`, name, step))
			told := text(p, "#story-text")
			for _, bad := range []string{"{", "}", "none", "never", "undefined", "NaN", "…"} {
				if strings.Contains(told, bad) {
					t.Errorf("%s %d has %q: %s", name, step, bad, told)
				}
			}
			if unmet := browser.Eval[string](p, `document.querySelector('#story').dataset.unmet`); unmet != "" {
				t.Errorf("%s %d claims %s: %s", name, step, unmet, told)
			}
			if refused := text(p, "#refused"); refused != "" {
				t.Errorf("%s %d: %s", name, step, refused)
			}
			if name == "ungrokking" && step == 3 && !strings.Contains(text(p, "#summary"), "lost again") {
				t.Errorf("a network that falls back: %s", text(p, "#summary"))
			}
			p.Screenshot(fmt.Sprintf("story-%s-%d", name, step))
			if step == 2 && name == names[0] {
				p.Accessible()
				reopened(t, p, address, told)
			}
			last := text(p, "#story-next") == "End"
			p.Click("#story-next")
			if last {
				break
			}
		}
		p.Wait(`document.querySelector('#story').hidden`)
	}
	p.Clean(address, "about:")
}

// reopened opens the address of a story in a new tab's place: it goes on where it was.
func reopened(t *testing.T, p *browser.Page, address, told string) {
	t.Helper()
	p.Wait(`location.hash.includes('story=')`)
	hash := browser.Eval[string](p, `location.hash`)
	p.Go("about:blank")
	p.Go(address + hash)
	p.Wait(`!document.querySelector('#story').hidden`)
	if again := text(p, "#story-text"); again != told {
		t.Errorf("opened again, the story tells %s\nand not %s", again, told)
	}
}

// Colours mean what they mean in the figures: the first ink is of test items and generalization, the second of training items and
// memorization.
func TestColours(t *testing.T) {
	p, address := open(t, browser.Wide, "")
	got := browser.Eval[[]string](p, `(() => {
		const of = (element, part) => getComputedStyle(element)[part];
		const c = document.querySelector('#network'), ratio = devicePixelRatio;
		const last = c.getContext('2d').getImageData(((Math.floor(c.clientWidth / 11) - 1) * 11 + 4) * ratio, (4 * 11 + 4) * ratio, 1, 1).data;
		const [train, test] = document.querySelectorAll('#accuracy .dot');
		return [of(document.querySelector('#view-network .g'), 'borderBottomColor'), 'rgb(' + last.slice(0, 3).join(', ') + ')', of(test, 'backgroundColor'),
			of(document.querySelector('#view-network .m'), 'borderBottomColor'), of(train, 'backgroundColor')];
	})()`)
	rgb := func(c color.RGBA) string { return fmt.Sprintf("rgb(%d, %d, %d)", c.R, c.G, c.B) }
	first, second := rgb(palette.OnLight[0]), rgb(palette.OnLight[1])
	if want := []string{first, first, first, second, second}; !slices.Equal(got, want) {
		t.Errorf("generalization in the caption, in the squares, test accuracy, memorization in the caption, training accuracy: %q, not %q", got, want)
	}
	p.Clean(address)
}

// inside checks that nothing is wider than the window.
func inside(t *testing.T, p *browser.Page, v browser.View) {
	t.Helper()
	if wide := browser.Eval[int64](p, `document.scrollingElement.scrollWidth`); wide > v.Width {
		t.Errorf("the page is %d pixels wide, the window %d, for %s", wide, v.Width, browser.Eval[[]string](p, fmt.Sprintf(
			`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > %d).map(e => e.id || e.className || e.tagName)`, v.Width)))
	}
}

// Keys alone move a slider, scrub, walk through a story and pin a run.
func TestKeyboard(t *testing.T) {
	p, address := open(t, browser.Narrow, "")
	reach := func(selector string) {
		t.Helper()
		for range 80 {
			if browser.Eval[bool](p, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
				if !browser.Eval[bool](p, `getComputedStyle(document.activeElement).outlineStyle != 'none'`) {
					t.Errorf("%s: the focus is not seen", selector)
				}
				return
			}
			p.Tab()
		}
		t.Fatalf("Tab does not reach %s", selector)
	}
	hash := browser.Eval[string](p, `location.hash`)
	reach(".skip")
	p.Press(kb.Enter)
	if browser.Eval[string](p, `document.activeElement.id + location.hash`) != "views"+hash {
		t.Error("the link to the curves does not lead to them")
	}
	reach("[data-story=grokking]") // Tab goes round
	p.Press(kb.Enter)
	p.Wait(`document.querySelector('#story').dataset.step == 'grokking.1' && document.activeElement.id == 'story-text'`)
	inside(t, p, browser.Narrow)
	p.Press(kb.ArrowRight)
	p.Wait(`document.querySelector('#story').dataset.step == 'grokking.2' && document.activeElement.id == 'story-text'`)
	p.Press(kb.Escape)
	p.Wait(`document.querySelector('#story').hidden`)
	reach(`[data-path="training.weight_decay"]`)
	p.Press(strings.Repeat(kb.ArrowRight, 5))
	p.Wait(`/training.weight_decay=1\.0[0-9]/.test(location.hash)`)
	reach("#cursor")
	p.Press(kb.Home)
	p.Wait(`document.querySelector('#reading dd').textContent == '0'`)
	p.Press(kb.ArrowRight)
	p.Wait(`document.querySelector('#reading dd').textContent == '1' && /^step 1: train accuracy/.test(document.querySelector('#cursor').getAttribute('aria-valuetext'))`)
	reach("#play")
	p.Press(kb.Enter)
	p.Wait(`document.querySelector('#play').getAttribute('aria-pressed') == 'true' && Number(document.querySelector('#cursor').value) > 20`)
	p.Press(kb.Enter)
	p.Wait(`document.querySelector('#play').getAttribute('aria-pressed') == 'false'`)
	reach("#pin")
	p.Press(kb.Enter)
	p.Wait(`document.querySelectorAll('#pins li').length == 1`)
	reach("#map")
	p.Press(kb.ArrowUp + kb.Enter)
	p.Wait(`location.hash.includes('tasks.addition.items=')`)
	p.Clean(address)
}

// Where motion is reduced, the cursor plays in a dozen steps.
func TestReducedMotion(t *testing.T) {
	p, _ := open(t, browser.Wide, "")
	p.Do(`(() => { const asked = matchMedia; window.matchMedia = query => query.includes('reduced-motion') ? {matches: true} : asked(query); })()`)
	p.Click("#play")
	at := `Number(document.querySelector('#cursor').value)`
	p.Wait(at + ` > 0 && ` + at + ` < document.querySelector('#cursor').max`)
	if share := browser.Eval[float64](p, at+` / document.querySelector('#cursor').max * 12`); math.Abs(share-math.Round(share)) > 0.05 {
		t.Errorf("the cursor is at %v twelfths of its way", share)
	}
}

// A dropped CSV is drawn, or refused in one line; a scenario that cannot be read is marked at its line.
func TestRefusals(t *testing.T) {
	p, address := open(t, browser.Wide, "")
	drop := func(name, js string) {
		p.Do(fmt.Sprintf(`(() => {
			const file = new File([%s], %q), data = new DataTransfer();
			data.items.add(file);
			document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
		})()`, js, name))
	}
	for _, c := range []struct{ name, content, want string }{
		{"empty.csv", `''`, "empty.csv:1: no column step"},
		{"other.csv", `'a,b\n1,2\n'`, "other.csv:1: no column step"},
		{"bare.csv", `'step,test_accuracy\n'`, "bare.csv:2: no rows"},
		{"words.csv", `'step,test_accuracy\n1,0.5\n2,many\n'`, `words.csv:3: test_accuracy is "many", expected a number`},
		{"ragged.csv", `'step,test_accuracy\n1\n'`, "ragged.csv:2: 1 cells, expected the 2 of the header"},
		{"quote.csv", `'step,test_accuracy\n1,"2\n'`, "quote.csv:2: a quote is not closed"},
		{"picture.csv", `'\x00\x01'`, "picture.csv:1: not a text"},
		{"large.csv", `...Array(51).fill(new Uint8Array(20 * 2 ** 20))`, "large.csv: 1.1 GB, expected at most 20 MB"},
	} {
		drop(c.name, c.content)
		p.Wait(fmt.Sprintf(`document.querySelector('#file-error').textContent.startsWith(%q)`, c.want))
		if !browser.Eval[bool](p, `document.querySelector('#unmeasure').hidden`) {
			t.Errorf("%s is shown", c.name)
		}
	}
	before := pictures(p)["accuracy"]
	drop("runs.csv", `'run,step,items,train_acc,test_accuracy\na,1,2000,0.1,0.1\na,100,2000,1,0.2\nb,1,5000,0.1,0.3\nb,1000,5000,0.9,\n'`)
	p.Wait(`document.querySelector('#file-error').hidden && document.querySelector('#measured').options.length == 2`)
	if pictures(p)["accuracy"] == before {
		t.Error("the measured run is not drawn")
	}
	p.Click("#like")
	p.Wait(`document.querySelector('[data-path="tasks.addition.items"]').getAttribute('aria-valuetext').startsWith('2,000') && document.querySelector('#summary').textContent.includes('memorization')`)

	p.Do(`(() => {
		const yaml = document.querySelector('#yaml');
		yaml.value = yaml.value.replace('params: 226048', 'params: many');
		yaml.dispatchEvent(new Event('input', {bubbles: true}));
	})()`)
	p.Wait(`!document.querySelector('#yaml-error').hidden && document.querySelector('#gutter .wrong')`)
	p.Accessible()
	line := browser.Eval[int](p, `1 + document.querySelector('#yaml').value.split('\n').findIndex(l => l.includes('many'))`)
	if got := text(p, "#yaml-error"); !strings.HasPrefix(got, fmt.Sprintf("%d:", line)) || text(p, "#gutter .wrong") != fmt.Sprint(line) {
		t.Errorf("line %d: %s", line, got)
	}
	p.Do(`document.querySelector('#yaml').scrollTop = 1e5`)
	p.Click("#yaml-error")
	if top := browser.Eval[float64](p, `document.querySelector('#gutter .wrong').offsetTop - document.querySelector('#gutter').offsetTop - document.querySelector('#yaml').scrollTop`); top < 0 {
		t.Errorf("a click on the message leaves line %d %v pixels above the text that is seen", line, -top)
	}
	p.Do(`(() => {
		const yaml = document.querySelector('#yaml');
		yaml.value = yaml.value.replace('params: many', 'params: 1e5');
		yaml.dispatchEvent(new Event('input', {bubbles: true}));
	})()`)
	p.Wait(`document.querySelector('#yaml-error').hidden && document.querySelector('[data-path="model.params"]').getAttribute('aria-valuetext').startsWith('100,000')`)
	p.Go("about:blank")
	p.Go(address + "#scenario=none&yaml=%00&step=x&show=constructor&x=a&pin=%25&story=grokking.99&__proto__=1")
	p.Wait(`document.querySelector('#refused').textContent.includes('The library has no scenario "none"; choose another to start from.')`)
	if at := browser.Eval[int](p, `document.querySelector('#scenario').selectedIndex`); at >= 0 {
		t.Errorf("a scenario that does not exist is shown as choice %d", at)
	}
	p.Click("#reset")
	p.Wait(`document.querySelector('#refused').hidden && document.querySelector('#scenario').value == 'grokking'`)
	p.Go("about:blank")
	p.Go(address + "#scenario=grokking" + strings.Repeat("&pin=scenario%3Dgrokking", 5))
	p.Wait(`document.querySelectorAll('#pins li').length > 0 && document.querySelector('main').dataset.state == 'ready'`)
	if pins := text(p, "#pins"); strings.Contains(pins, "undefined") || strings.Count(pins, "grokking") < 3 {
		t.Errorf("of five pins in an address: %s", pins)
	}
}

// A map of 20 x 20 networks is filled within the bound that a reader waits for.
func TestMapIsQuick(t *testing.T) {
	if os.Getenv("CIRCSIM_QUIET_MACHINE") == "" {
		t.Skip("times are measured if CIRCSIM_QUIET_MACHINE is set")
	}
	p, _ := open(t, browser.Wide, "#scenario=regimes")
	p.Do(`document.querySelector('#reroll').click()`)
	p.Wait(`document.querySelector('#map').dataset.filled == 0`)
	begun := time.Now()
	p.Wait(`document.querySelector('#map').dataset.filled == 400`)
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("20 x 20 networks take %s", took)
	}
}

// The study of the page is a file that the command reads.
func TestDownloadedStudy(t *testing.T) {
	p, address := open(t, browser.Wide, "#scenario=regimes")
	p.Do(`(() => { const make = URL.createObjectURL; URL.createObjectURL = blob => { window.study = blob.text(); return make.call(URL, blob); }; })()`)
	p.Click("#study")
	p.Wait(`document.querySelector('#command code')`)
	if got := text(p, "#command code"); got != "circsim sweep regimes-study.yaml" {
		t.Error(got)
	}
	yaml := browser.Eval[string](p, `window.study`)
	file := filepath.Join(t.TempDir(), "regimes-study.yaml")
	if err := os.WriteFile(file, []byte(yaml), 0o644); err != nil {
		t.Fatal(err)
	}
	s, _, err := scenarios.Open(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Runs(); err != nil || n != 20*20*5 {
		t.Errorf("%d runs, %v", n, err)
	}
	p.Clean(address)
}
