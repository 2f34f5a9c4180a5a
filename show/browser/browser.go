// Package browser opens pages in headless Chromium for tests. It hears every error and request of a page.
//
//	page := browser.Open(t, browser.Wide)
//	page.Go("file:///…/report.html")
//	page.Click("#toggle")
//	page.Clean() // no console error; no request but the page's own
package browser

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// View is the window of a page.
type View struct {
	Width, Height int64 // CSS pixels
	Dark          bool  // prefers-color-scheme: dark
}

// The two sizes that every page is looked at.
var (
	Wide   = View{Width: 1440, Height: 900}
	Narrow = View{Width: 390, Height: 844}
)

// patience bounds every wait.
const patience = 60 * time.Second

//go:embed axe/axe.min.js
var axe string

// Page is one tab.
type Page struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	errors   []string
	requests []string
}

// Open starts Chromium with one tab. The test is skipped if Chromium is not installed.
func Open(t testing.TB, v View) *Page {
	t.Helper()
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			found = path
			break
		}
	}
	if found == "" {
		t.Skip("Chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(patience))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	p := &Page{t: t, ctx: ctx}
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, cdp.Empty{})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	p.do(chromedp.EmulateViewport(v.Width, v.Height))
	return p
}

func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, exception(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			p.errors = append(p.errors, fmt.Sprintf("console.error %s", e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			p.errors = append(p.errors, e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	}
}

func exception(e *runtime.ExceptionDetails) string {
	if e.Exception != nil && e.Exception.Description != "" {
		return e.Exception.Description
	}
	return e.Text
}

// do fails the test on an error.
func (p *Page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// call gives what a command of the browser answers, and fails the test on an error.
func call[P, R any](p *Page, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	answer, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer
}

// Go opens an address and waits until it is loaded.
func (p *Page) Go(url string) { p.t.Helper(); p.do(chromedp.Navigate(url)) }

// GoFile opens a file.
func (p *Page) GoFile(path string) {
	p.t.Helper()
	whole, err := filepath.Abs(path)
	if err != nil {
		p.t.Fatal(err)
	}
	p.Go("file://" + filepath.ToSlash(whole))
}

// Do evaluates a JavaScript expression, and waits for the promise if it gives one.
func (p *Page) Do(expression string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](expression, chromedp.EvalAwaitPromise))
}

// Eval is the value of a JavaScript expression, or of the promise that it gives.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}

// Wait waits until a JavaScript expression is true.
func (p *Page) Wait(expression string) {
	p.t.Helper()
	p.do(chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(patience)))
}

// Click clicks the first element that a CSS selector finds.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.do(chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// Press types keys into what has the focus; kb.Tab and its like are keys.
func (p *Page) Press(keys string) { p.t.Helper(); p.do(chromedp.KeyEvent(keys)) }

// Tab moves the focus as the Tab key does.
func (p *Page) Tab() { p.t.Helper(); p.Press(kb.Tab) }

// Screenshot writes the whole page as a PNG file into the folder of the environment variable CIRCSIM_SCREENSHOTS, if it is set.
func (p *Page) Screenshot(name string) {
	p.t.Helper()
	folder := os.Getenv("CIRCSIM_SCREENSHOTS")
	if folder == "" {
		return
	}
	beyond := true
	shot := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond})
	if err := os.WriteFile(filepath.Join(folder, name+".png"), shot.Data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Clean reports console errors, and requests to addresses that start with none of the allowed prefixes. Addresses of data and
// blobs are the page's own.
func (p *Page) Clean(allowed ...string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.errors {
		p.t.Errorf("the page reports: %s", e)
	}
	for _, url := range p.requests {
		own := strings.HasPrefix(url, "data:") || strings.HasPrefix(url, "blob:")
		for _, prefix := range allowed {
			own = own || strings.HasPrefix(url, prefix)
		}
		if !own {
			p.t.Errorf("the page asks for %s", url)
		}
	}
}

// Accessible reports what axe-core finds of impact serious or critical.
func (p *Page) Accessible() {
	p.t.Helper()
	p.Do(axe + ";null")
	for _, v := range Eval[[]string](p, `axe.run().then(r => r.violations.filter(v => v.impact == "serious" || v.impact == "critical")
		.map(v => v.id + ": " + v.help + " " + v.nodes.map(n => n.target).join(" ")))`) {
		p.t.Errorf("axe-core: %s", v)
	}
}
