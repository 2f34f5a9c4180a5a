package text

import (
	"errors"
	"fmt"
)

// Refusal is an error of the user: in the command line, a file or a folder. The program ends with exit status 2. The
// message is one line. It begins with what is at fault, and says what was expected or what to do.
type Refusal struct{ error }

// Refuse makes a [Refusal] as [fmt.Errorf] makes an error; %w keeps the cause.
func Refuse(format string, args ...any) error { return &Refusal{fmt.Errorf(format, args...)} }

// Unwrap gives the cause, nil if there is none.
func (r *Refusal) Unwrap() error { return errors.Unwrap(r.error) }
