package text

import (
	"regexp"
	"sync"
)

// Pattern gives a regular expression that is compiled when it is first asked for: a command needs few of all there are.
func Pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
