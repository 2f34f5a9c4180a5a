//go:build unix

package duckdbtest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// sevenShards makes each shard in a folder of its own, three at once, with one worker or two.
func sevenShards(t *testing.T, c circsim) (folders []string) {
	for shards := range slices.Chunk([]int{1, 2, 3, 4, 5, 6, 7}, 3) {
		var running []process
		for _, i := range shards {
			folder := fmt.Sprint("shard-", i)
			folders = append(folders, folder)
			running = append(running, c.sweep(t, folder, "--shard", fmt.Sprint(i, "/7"), "--workers", fmt.Sprint(1+i%2)))
		}
		for _, p := range running {
			p.exits(t, 0)
		}
	}
	return folders
}

// threeShards makes all three at once in one folder, kills the second between its first part and
// its last, and goes on with it while the others run.
func threeShards(t *testing.T, c circsim, o string) {
	shard := func(i int) process { return c.sweep(t, o, "--shard", fmt.Sprint(i, "/3")) }
	first, second, third := shard(1), shard(2), shard(3)
	appeared, unfinished := filepath.Join(c.tables(o), "runs", "part-*.parquet"), filepath.Join(c.tables(o), "*", ".part-*.unfinished-*")
	for start := time.Now(); ofShard(t, appeared, 2, 3) < 2; {
		if time.Since(start) > time.Minute {
			t.Fatalf("no two parts in a minute\n%s", second.said)
		}
		time.Sleep(time.Millisecond)
	}
	if err := second.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	second.exits(t, -1)
	if status, ok := second.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("ended by %v", second.ProcessState)
	}
	have := ofShard(t, appeared, 2, 3)
	if have >= waysParts/3 {
		t.Fatalf("the killed shard had all of its %d parts", have)
	}
	t.Logf("killed with %d of its %d parts and %d files unfinished", have, waysParts/3, ofShard(t, unfinished, 2, 3))
	again := shard(2)
	for _, p := range []process{first, third, again} {
		p.exits(t, 0)
	}
	for i := range 3 {
		if n := ofShard(t, unfinished, i+1, 3); n != 0 {
			t.Errorf("%d unfinished files of shard %d are left", n, i+1)
		}
	}
}

// ofShard counts the files of a glob that are of a shard's parts, number and count as in --shard.
func ofShard(t *testing.T, glob string, shard, shards int) (n int) {
	t.Helper()
	files, _ := filepath.Glob(glob)
	for _, file := range files {
		var part int
		if _, err := fmt.Sscanf(strings.TrimPrefix(filepath.Base(file), "."), "part-%d.", &part); err != nil {
			t.Fatal(err)
		}
		if part%shards == shard-1 {
			n++
		}
	}
	return n
}
