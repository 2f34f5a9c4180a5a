package output

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Of many processes that share a folder out at the same time, all agree on one number.
func TestSetShardsOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "study")
	if n, err := Shards(dir); n != 0 || err != nil {
		t.Errorf("no folder: %d shards, error %v", n, err)
	}
	var group sync.WaitGroup
	errs := make([]error, 32)
	for i := range errs {
		group.Go(func() { errs[i] = SetShards(dir, 2+i%4) })
	}
	group.Wait()
	n, err := Shards(dir)
	if err != nil || n < 2 || n > 5 {
		t.Fatalf("%d shards, error %v", n, err)
	}
	for i, err := range errs {
		var other *sharedOutError
		switch {
		case 2+i%4 == n && err != nil:
			t.Errorf("%d shards: %v", n, err)
		case 2+i%4 != n && (!errors.As(err, &other) || other.Shards != n):
			t.Errorf("%d shards where there are %d: %v", 2+i%4, n, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) != 1 {
		t.Errorf("left %v", left)
	}
	if err := Clear(dir); err != nil {
		t.Fatal(err)
	}
	if err := SetShards(dir, 9); err != nil {
		t.Errorf("after Clear: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, shardsName), []byte("many"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := SetShards(dir, 9); err == nil {
		t.Error("a damaged note: no error")
	}
}
