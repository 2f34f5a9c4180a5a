package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tree is every text of the repository that may refer to a page, by its path from the root.
func tree(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	kinds := []string{".go", ".md", ".yaml", ".py", ".sh"}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); name == ".git" || name == "results" {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.Contains(kinds, filepath.Ext(path)) {
			return nil
		}
		text, err := os.ReadFile(path)
		// A comment goes on over the end of its line.
		texts[path] = regexp.MustCompile(`\n\s*(//|#)?\s*`).ReplaceAllString(string(text), " ")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

var (
	toSection  = regexp.MustCompile(`model\.md,? \(?sections? (\d+)(?:(?: and | to |, |-)(\d+))?`)
	toEquation = regexp.MustCompile(`(?:model\.md, )?equations? \(?(\d+)(?:(?: and | to |-)(\d+))?(?: of (?:\[?docs/)?model\.md)?`)
	toName     = regexp.MustCompile(`model\.md, "([^"]+)"`)
	toPage     = regexp.MustCompile(`\bdocs/[a-z/-]+\.md`)
)

// Sections and equations of docs/model.md that code, columns and pages name are there, and so are all pages.
func TestReferences(t *testing.T) {
	model := read(t, "model.md").text
	sections, equations, names, pages := 0, 0, 0, 0
	for path, text := range tree(t) {
		for _, m := range toSection.FindAllStringSubmatch(text, -1) {
			for _, number := range m[1:] {
				sections++
				if number != "" && !strings.Contains(model, "\n## "+number+". ") {
					t.Errorf("%s: %q, but docs/model.md has no section %s", path, m[0], number)
				}
			}
		}
		for _, m := range toEquation.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(m[0], "model.md") {
				continue
			}
			for _, number := range m[1:] {
				equations++
				if number != "" && !strings.Contains(model, "\n    ("+number+")") && !strings.Contains(model, "\n      ("+number+")") {
					t.Errorf("%s: %q, but docs/model.md has no equation %s", path, m[0], number)
				}
			}
		}
		for _, m := range toName.FindAllStringSubmatch(text, -1) {
			names++
			if !regexp.MustCompile(`(?im)^(#+ .*|\*\*)` + regexp.QuoteMeta(m[1])).MatchString(model) {
				t.Errorf("%s: docs/model.md has nothing called %s", path, m[1])
			}
		}
		for _, page := range toPage.FindAllString(text, -1) {
			pages++
			if _, err := os.Stat(filepath.Join("..", page)); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if sections < 40 || equations < 10 || names < 5 || pages < 100 {
		t.Errorf("only %d references to sections, %d to equations, %d to names, %d to pages", sections, equations, names, pages)
	}
}

// Every equation of docs/model.md has a number of its own, and they ascend; so do its sections.
func TestModelIsInOrder(t *testing.T) {
	model := read(t, "model.md").text
	for _, what := range []string{`(?m)^## (\d+)\. `, `(?m)^ {4,6}\((\d+)\) `} {
		for i, m := range regexp.MustCompile(what).FindAllStringSubmatch(model, -1) {
			if m[1] != strconv.Itoa(i+1) {
				t.Errorf("%q is number %d", m[0], i+1)
			}
		}
	}
}
