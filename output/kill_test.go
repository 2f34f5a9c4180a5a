//go:build darwin || freebsd || linux || netbsd || openbsd

package output

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// A writer that commits its part after every run and is killed again and again loses no run
// that it has committed, and its part has the bytes of one written in one go.
func TestKilledCommitsLoseNothing(t *testing.T) {
	const env = "CIRCSIM_TEST_KILLED_COMMITS"
	const runs = 120
	m := study(runs, runs, scenarios.CircuitsFinal)
	result := func(run int64) *sim.Result { return like(run, 4) }
	if dir := os.Getenv(env); dir != "" {
		commitEveryRun(t, dir, m, result)
		return
	}
	dir := killedAgainAndAgain(t, env, runs)
	whole := t.TempDir()
	writeAll(t, whole, m, result)
	sameFiles(t, files(t, whole), files(t, dir))
}

// Nor does one that commits parts while it writes others lose a part that has appeared.
func TestKilledCommitterLosesNothing(t *testing.T) {
	const env = "CIRCSIM_TEST_KILLED_COMMITTER"
	const parts = 300
	m := study(parts, 1, scenarios.CircuitsFinal)
	result := func(run int64) *sim.Result { return like(run, 4) }
	if dir := os.Getenv(env); dir != "" {
		commitBehind(t, dir, m, result)
		return
	}
	dir := killedAgainAndAgain(t, env, parts)
	whole := t.TempDir()
	writeAll(t, whole, m, result)
	sameFiles(t, files(t, whole), files(t, dir))
}

// commitBehind writes the missing parts, and says how many are committed.
func commitBehind(t *testing.T, dir string, m *Manifest, result func(run int64) *sim.Result) {
	l, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Unlock()
	from := 0
	for state := Complete; state == Complete && from < m.Parts; {
		if state, _ = m.PartState(dir, from); state == Complete {
			from++
		}
	}
	fmt.Println(from)
	c := NewCommitter()
	for part := from; part < m.Parts; part++ {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		first, runs := m.Block(part)
		addAll(t, p, first, first+runs, result)
		if err := c.Commit(p); err != nil {
			t.Fatal(err)
		}
		if part%10 == 9 {
			if err := c.Wait(); err != nil {
				t.Fatal(err)
			}
			fmt.Println(part + 1)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// killedAgainAndAgain starts the calling test as a writer, with its folder in env, and kills it until it says that a number
// of things is committed. It says first how many it finds.
func killedAgainAndAgain(t *testing.T, env string, runs int64) (dir string) {
	t.Helper()
	dir = t.TempDir()
	var committed int64
	kills := 0
	for committed < runs {
		writer := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		writer.Env = append(os.Environ(), env+"="+dir)
		out, err := writer.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := writer.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		var from, n int64
		if !lines.Scan() {
			t.Fatal("the writer says nothing")
		}
		fmt.Sscan(lines.Text(), &from)
		if from < committed {
			t.Fatalf("%d were committed, %d are there", committed, from)
		}
		go func() {
			time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
			writer.Process.Kill()
		}()
		committed = from
		for lines.Scan() {
			if _, err := fmt.Sscan(lines.Text(), &n); err == nil && n > committed {
				committed = n
			}
		}
		if writer.Wait() != nil {
			kills++
		}
	}
	if kills < 3 {
		t.Errorf("killed only %d times", kills)
	}
	t.Logf("killed %d times", kills)
	return dir
}

// commitEveryRun goes on with the part, and says how far it is committed.
func commitEveryRun(t *testing.T, dir string, m *Manifest, result func(run int64) *sim.Result) {
	l, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Unlock()
	for first := true; ; first = false {
		if state, _ := m.PartState(dir, 0); state == Complete {
			fmt.Println(m.Runs)
			return
		}
		p, err := NewPart(dir, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		held, err := p.Resume(dir)
		from := int64(len(held))
		if err != nil {
			t.Fatal(err)
		}
		if first {
			fmt.Println(from)
		}
		addAll(t, p, from, from+1, result)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
		fmt.Println(from + 1)
	}
}
