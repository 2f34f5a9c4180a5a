package stat

import (
	"context"
	"errors"
	"testing"
)

func TestParallelIsInOrder(t *testing.T) {
	list, err := Parallel(t.Context(), 1000, func(i int) int { return i * i })
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range list {
		if x != i*i {
			t.Fatalf("%d at %d", x, i)
		}
	}
}

func TestParallelStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	list, err := Parallel(ctx, 1_000_000, func(i int) bool { cancel(); return true })
	done := 0
	for _, did := range list {
		if did {
			done++
		}
	}
	if !errors.Is(err, context.Canceled) || done > 1000 {
		t.Errorf("%d done, %v", done, err)
	}
}
