package output

import "fmt"

// MergeRefusal says why folders cannot be merged as they are.
type MergeRefusal struct {
	Reason string // with the folders or files that are at fault
	Err    error  // its cause, if it has one
}

// Error gives the reason on one line.
func (r *MergeRefusal) Error() string { return r.Reason }

// Unwrap gives the cause.
func (r *MergeRefusal) Unwrap() error { return r.Err }

func refuseMerge(cause error, format string, args ...any) error {
	return &MergeRefusal{fmt.Sprintf(format, args...), cause}
}
