package laboratory

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/circsim/circsim/show/web"
)

//go:embed page
var page embed.FS

// Carrier is how requests of the page reach the laboratory: the content of its meta element circsim-engine.
type Carrier string

// The carriers.
const (
	HTTP Carrier = "http"
	WASM Carrier = "wasm"
)

// meta is the element that names the carrier.
const meta = `<meta name="circsim-engine" content="%s">`

// Page gives the files of the page by their names, with slashes: those of the folder page; look.css, the colours and the look
// that all pages of circsim share; and charts.js, the chart library.
func Page(by Carrier) (map[string][]byte, error) {
	files := map[string][]byte{"look.css": []byte(web.CSS()), "charts.js": []byte(web.Charts)}
	err := fs.WalkDir(page, "page", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := page.ReadFile(path)
		files[strings.TrimPrefix(path, "page/")] = content
		return err
	})
	if err != nil {
		return nil, err
	}
	const index = "index.html"
	old := fmt.Appendf(nil, meta, HTTP)
	if !bytes.Contains(files[index], old) {
		return nil, fmt.Errorf("%s has no %s", index, old)
	}
	now := fmt.Appendf(nil, meta, by)
	if by == WASM { // a web host may not send the policy
		now = fmt.Appendf(now, "\n<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">", policy)
	}
	files[index] = bytes.Replace(files[index], old, now, 1)
	return files, nil
}

// kinds are the types of content by the end of a name.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
	".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".wasm": "application/wasm",
}

// ContentType is the type of content of a file of the page.
func ContentType(name string) string {
	for _, end := range slices.Sorted(maps.Keys(kinds)) {
		if strings.HasSuffix(name, end) {
			return kinds[end]
		}
	}
	return "application/octet-stream"
}

// Policy is the content security policy of the page: it runs no script but its own, asks nothing of other hosts, and stands in
// no other page.
const Policy = policy + "; frame-ancestors 'none'"

// policy is what a page can say of itself.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
	"worker-src 'self'; base-uri 'none'; form-action 'none'"
