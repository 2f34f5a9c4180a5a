package text

import (
	"errors"
	"fmt"
)

// Refusal says why what was asked for cannot be done: the command line, a file or a folder does not allow it. The
// program ends with exit status 2. The message is one line that begins with what is at fault, and says what was
// expected or what to do.
type Refusal struct{ err error }

// Refuse makes a [Refusal] as [fmt.Errorf] makes an error; %w keeps the cause.
func Refuse(format string, args ...any) error { return &Refusal{fmt.Errorf(format, args...)} }

// Error gives the message.
func (r *Refusal) Error() string { return r.err.Error() }

// Unwrap gives the cause, nil if there is none.
func (r *Refusal) Unwrap() error { return errors.Unwrap(r.err) }
