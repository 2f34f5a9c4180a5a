package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// A page is heard: what it logs as an error, and what it asks for.
func TestHears(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.html")
	html := `<!doctype html><html lang="en"><title>page</title><main><h1>page</h1>
		<button onclick="console.error('broken'); new Image().src='http://192.0.2.1/x'">go</button></main></html>`
	if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	p := Open(t, Wide)
	p.GoFile(file)
	p.Clean("file:")
	p.Accessible()
	p.Click("button")
	p.Wait("performance.getEntriesByType('navigation').length == 1")
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.errors) == 0 {
		t.Error("the console error was not heard")
	}
	if len(p.requests) != 2 {
		t.Errorf("requests %v", p.requests)
	}
}
