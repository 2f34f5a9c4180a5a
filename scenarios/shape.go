package scenarios

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

type shapeKind int

const (
	integer     shapeKind = iota
	number                // float64
	textual               // string, perhaps of an enumeration
	record                // struct: a mapping with known keys
	list                  // slice: a sequence
	oneOrMany             // slice: a mapping, or a sequence of mappings
	named                 // slice of elements that carry their key in the first field
	assignments           // []Assignment: a mapping from paths to values
	axes                  // []Axis
	anything              // any: a value of another key
)

// shape describes the values that a file may hold at one place, according to the types and tags of spec.go.
type shape struct {
	kind   shapeKind
	typ    reflect.Type
	word   string   // stands for the zero value
	form   *form    // of text
	refuse string   // "VALUE: why", for a value beyond the bounds that people try
	enum   []string // of text
	fields []field  // of a record
	elem   *shape   // of list, oneOrMany and named

	initial reflect.Value // of a record: its defaults

	least, most      int // elements of a list; most 0 is any number
	min, max         float64
	minOpen, maxOpen bool
}

// field is one key of a record.
type field struct {
	key      string
	index    int
	required bool
	follows  bool // the default follows other keys
	noted    bool // the record remembers whether it was written
	swept    bool // a section whose keys axes may name
	phase    bool // phases may set it
	tag      reflect.StructTag
	shape    *shape
}

// form is a pattern that a text must match, and the words of a message about it.
type form struct {
	pattern  *regexp.Regexp
	expected string
}

var (
	nameForm = &form{regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`), "up to 100 letters, digits, dots, dashes and underscores, a letter or digit first"}
	wordForm = &form{regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`), "the name of a pool"} // no dots: words stand in paths
)

// forms are the values of the tag form.
var forms = map[string]*form{"name": nameForm, "word": wordForm}

// root is the shape of a whole file; the others are its sections.
var (
	root                = shapeOf(reflect.TypeFor[Scenario](), "")
	trainingShape       = root.field("training").shape
	taskShape           = root.field("tasks").shape.elem
	memorizationShape   = taskShape.field("memorization").shape
	generalizationShape = taskShape.field("generalization").shape.elem
	headsShape          = root.field("heads").shape
	sweepShape          = root.field("sweep").shape
)

func shapeOf(t reflect.Type, tag reflect.StructTag) *shape {
	s := &shape{typ: t, word: tag.Get("word"), form: forms[tag.Get("form")], refuse: tag.Get("refused"), min: math.Inf(-1), max: math.Inf(1)}
	for part := range strings.SplitSeq(tag.Get("jsonschema"), ",") {
		s.constrain(part)
	}
	switch t.Kind() {
	case reflect.Int64:
		s.kind = integer
	case reflect.Float64:
		s.kind = number
	case reflect.String:
		s.kind = textual
	case reflect.Struct:
		s.kind = record
		s.fields = fieldsOf(t)
		s.initial = s.defaults()
	case reflect.Slice:
		s.ofSlice(t.Elem())
	case reflect.Interface:
		s.kind = anything
	default:
		panic("scenarios: no shape for " + t.String())
	}
	return s
}

func (s *shape) ofSlice(elem reflect.Type) {
	switch elem {
	case reflect.TypeFor[Assignment]():
		s.kind = assignments
		return
	case reflect.TypeFor[Axis]():
		s.kind = axes
		return
	case reflect.TypeFor[Pool](), reflect.TypeFor[Overlap]():
		s.kind = named
		value := elem.Field(1)
		s.elem = shapeOf(value.Type, value.Tag)
		return
	case reflect.TypeFor[Task]():
		s.kind = named
	case reflect.TypeFor[Generalization]():
		s.kind = oneOrMany
	default:
		s.kind = list
	}
	s.elem = shapeOf(elem, "")
}

func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("yaml")
		if !f.IsExported() || key == "-" || key == "" {
			continue
		}
		fields = append(fields, field{
			key:      key,
			index:    i,
			required: strings.HasPrefix(f.Tag.Get("jsonschema"), "required"),
			follows:  f.Tag.Get("follows") != "",
			noted:    f.Tag.Get("follows") != "" || f.Tag.Get("unset") != "",
			swept:    f.Tag.Get("swept") != "",
			phase:    f.Tag.Get("phase") != "",
			tag:      f.Tag,
			shape:    shapeOf(f.Type, f.Tag),
		})
	}
	return fields
}

func (s *shape) constrain(part string) {
	key, value, _ := strings.Cut(part, "=")
	bound, _ := strconv.ParseFloat(value, 64)
	switch key {
	case "enum":
		s.enum = append(s.enum, value)
	case "minItems":
		s.least = int(bound)
	case "maxItems":
		s.most = int(bound)
	case "minimum":
		s.min = bound
	case "maximum":
		s.max = bound
	case "exclusiveMinimum":
		s.min, s.minOpen = bound, true
	case "exclusiveMaximum":
		s.max, s.maxOpen = bound, true
	}
}

// field is the named field of a record, nil if there is none.
func (s *shape) field(key string) *field {
	for i := range s.fields {
		if s.fields[i].key == key {
			return &s.fields[i]
		}
	}
	return nil
}

func (s *shape) keys() []string { return s.keysWhere(func(field) bool { return true }) }

// keysWhere are the keys of the fields for which a condition holds.
func (s *shape) keysWhere(holds func(field) bool) []string {
	var keys []string
	for _, f := range s.fields {
		if holds(f) {
			keys = append(keys, f.key)
		}
	}
	return keys
}

// admits says whether x lies within the bounds.
func (s *shape) admits(x float64) bool {
	return (x > s.min || x == s.min && !s.minOpen) && (x < s.max || x == s.max && !s.maxOpen)
}

// because explains why the bounds refuse x, if the tag refused says so.
func (s *shape) because(x float64) string {
	value, why, found := strings.Cut(s.refuse, ":")
	if refused, err := strconv.ParseFloat(value, 64); !found || err != nil || refused != x {
		return ""
	}
	return ":" + why
}

// expected describes the shape in the words of an error message.
func (s *shape) expected() string {
	what := map[shapeKind]string{
		integer: "an integer", number: "a number", textual: "text", record: "a mapping", list: "a list",
		oneOrMany: "a mapping or a list of mappings", named: "a mapping", assignments: "a mapping", axes: "a list",
	}[s.kind]
	if len(s.enum) > 0 {
		what = text.OneOf(s.enum)
	}
	if s.kind == record && len(s.fields) == 1 {
		what = fmt.Sprintf("{%s: %s}", s.fields[0].key, s.fields[0].shape.expected())
	}
	if s.most > 0 {
		what += fmt.Sprintf(" of %d to %d", s.least, s.most)
	}
	what += s.bounds()
	if s.word != "" {
		what = s.word + " or " + what
	}
	return what
}

func (s *shape) bounds() string {
	low, high := s.min > math.Inf(-1), s.max < math.Inf(1)
	if low && high && !s.minOpen && !s.maxOpen {
		return fmt.Sprintf(" from %s to %s", text.Number(s.min, -1), text.Number(s.max, -1))
	}
	words := ""
	switch {
	case low && s.minOpen:
		words = " above " + text.Number(s.min, -1)
	case low:
		words = " of at least " + text.Number(s.min, -1)
	}
	if low && high {
		words += " and"
	}
	switch {
	case high && s.maxOpen:
		words += " below " + text.Number(s.max, -1)
	case high:
		words += " at most " + text.Number(s.max, -1)
	}
	return words
}
