package scenarios

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Tags that nothing reads, defaults that the bounds refuse and designs that there are not would go unnoticed.
func TestTags(t *testing.T) {
	known := []string{
		"yaml", "jsonschema", "jsonschema_description", "word", "default", "follows", "unset", "refused", "form",
		"swept", "phase", "designs", "required_by", "unit", "more", "choose",
	}
	tag := regexp.MustCompile(`(\w+):"`)
	designs := sweepShape.field("design").shape.enum
	fields := 0
	var check func(s *shape, path string)
	check = func(s *shape, path string) {
		for i := range s.fields {
			f, at := &s.fields[i], join(path, s.fields[i].key)
			fields++
			for _, m := range tag.FindAllStringSubmatch(string(f.tag), -1) {
				if !slices.Contains(known, m[1]) {
					t.Errorf("%s: unknown tag %s", at, m[1])
				}
			}
			for part := range strings.SplitSeq(f.tag.Get("jsonschema"), ",") {
				if key, value, bound := strings.Cut(part, "="); bound && key != "enum" {
					if _, err := strconv.ParseFloat(value, 64); err != nil {
						t.Errorf("%s: %s", at, part)
					}
				}
			}
			if value := f.tag.Get("default"); value != "" {
				x, _ := strconv.ParseFloat(value, 64)
				if f.required || f.shape.kind == textual && !slices.Contains(f.shape.enum, value) || f.shape.kind != textual && !f.shape.admits(x) {
					t.Errorf("%s has the default %s, expected %s", at, value, f.shape.expected())
				}
			}
			for _, list := range []string{f.tag.Get("designs"), f.tag.Get("required_by")} {
				for design := range strings.SplitSeq(list, ",") {
					if list != "" && !slices.Contains(designs, design) {
						t.Errorf("%s: no design %s", at, design)
					}
				}
			}
			if name := f.tag.Get("form"); name != "" && forms[name] == nil {
				t.Errorf("%s: no form %s", at, name)
			}
			if section, below := f.shape.section(at); below != "" {
				check(section, below)
			}
		}
	}
	check(root, "")
	if fields < 70 {
		t.Errorf("only %d keys", fields)
	}
}

// Sections whose keys have the tag follows, or whose rules ask whether a key was written, have notes.
func TestSectionsWithNotes(t *testing.T) {
	for _, s := range []*shape{taskShape, memorizationShape, generalizationShape} {
		if _, ok := reflect.New(s.typ).Interface().(noter); !ok {
			t.Errorf("%s has no notes", s.typ)
		}
	}
	for _, f := range []*shape{root, trainingShape, sweepShape} {
		if follows := f.keysWhere(func(f field) bool { return f.follows }); len(follows) > 0 {
			t.Errorf("%s has no notes of %s", f.typ, follows)
		}
	}
}
