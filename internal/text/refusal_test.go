package text

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestRefusalKeepsItsCause(t *testing.T) {
	err := fmt.Errorf("in a sweep: %w", Refuse("%s: cannot write there: %w", "results", fs.ErrPermission))
	var refused *Refusal
	if !errors.As(err, &refused) || refused.Error() != "results: cannot write there: permission denied" || !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
	if err := Refuse("a flag is missing"); errors.Unwrap(err) != nil {
		t.Error("a cause out of nothing")
	}
}
