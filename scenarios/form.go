package scenarios

import "regexp"

// form is what a text must look like, and how a message says so.
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
