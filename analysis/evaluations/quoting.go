package evaluations

import (
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Names in advice are quoted as the reader of the advice needs it.

var (
	shellSafe = text.Pattern(`^[A-Za-z0-9_./:=@%+,-]+$`)
	yamlSafe  = text.Pattern(`^[A-Za-z_][A-Za-z0-9_./@-]*$`)
	yamlWord  = text.Pattern(`(?i)^(y|yes|n|no|true|false|on|off|null|nan|inf)$`)
)

// shellText quotes an argument for a POSIX shell.
func shellText(s string) string {
	if shellSafe().MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// yamlText quotes a name as a scalar in a YAML list or mapping on one line.
func yamlText(s string) string {
	if yamlSafe().MatchString(s) && !yamlWord().MatchString(s) {
		return s
	}
	return strconv.QuoteToGraphic(s)
}
