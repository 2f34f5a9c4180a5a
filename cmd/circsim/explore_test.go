//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// explored starts circsim explore in a folder, and gives the address that it prints, and what ends it.
func explored(t *testing.T, dir string, args ...string) (address string, end func()) {
	t.Helper()
	cmd := exec.Command("circsim", append([]string{"explore"}, args...)...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	address, rest, _ := strings.Cut(line, " ")
	if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") || rest != "(Ctrl-C ends it)\n" {
		cmd.Process.Kill()
		cmd.Wait()
		t.Fatalf("%v: it prints %q and %s", err, line, stderr.String())
	}
	return address, func() {
		t.Helper()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		watch := time.AfterFunc(5*time.Second, func() { cmd.Process.Signal(syscall.SIGKILL) })
		defer watch.Stop()
		if err := cmd.Wait(); err != nil || stderr.Len() > 0 {
			t.Errorf("after Ctrl-C: %v %s", err, stderr.String())
		}
	}
}

// begun is the scenario that the page begins with.
func begun(t *testing.T, address string) (name, yaml string) {
	t.Helper()
	response, err := http.Post(address+"api/library", "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var library struct{ Start *struct{ Name, YAML string } }
	if err := json.NewDecoder(response.Body).Decode(&library); err != nil {
		t.Fatal(err)
	}
	if library.Start == nil {
		return "", ""
	}
	return library.Start.Name, library.Start.YAML
}

// The page begins with the scenario, or the study, that the command line names, with its settings in its text.
func TestExplore(t *testing.T) {
	dir := t.TempDir()
	file := "name: mine # of me\n" + strings.SplitN(slow, "\n", 2)[1]
	if err := os.WriteFile(filepath.Join(dir, "mine.yaml"), []byte(file), 0o644); err != nil {
		t.Fatal(err)
	}
	sweep := exec.Command("circsim", "sweep", "mine.yaml", "--set", "model.params=777", "--set", "sweep.axes.0.values=[10, 12]", "--set", "sweep.seeds=1", "--quiet")
	sweep.Dir = dir
	if out, err := sweep.CombinedOutput(); err != nil {
		t.Fatalf("%s\n%s", err, out)
	}
	for _, c := range []struct {
		args       []string
		name, says string
	}{
		{nil, "", ""},
		{[]string{"ungrokking"}, "ungrokking", "phases:"},
		{[]string{"mine.yaml", "--set", "tasks.first.items=55"}, "mine", "    items: 55\n"},
		{[]string{"results/mine"}, "mine", "model: {params: 777}"},
		{[]string{"results/mine", "--set", "training.weight_decay=0.5"}, "mine", "training: {weight_decay: 0.5, steps: 10, dynamics: gd}"},
	} {
		address, end := explored(t, dir, c.args...)
		name, yaml := begun(t, address)
		if name != c.name || !strings.Contains(yaml, c.says) || c.name == "mine" && !strings.Contains(yaml, "# of me") {
			t.Errorf("%v: it begins with %s\n%s", c.args, name, yaml)
		}
		end()
	}
}

// The laboratory answers with the bytes that run --json prints, and shows the same digits.
func TestExploreAnswersAsRun(t *testing.T) {
	address, end := explored(t, t.TempDir())
	defer end()
	for _, name := range []string{"grokking", "ungrokking", "heads", "hastie", "davies-grokking", "chain-of-thought"} {
		printed, err := exec.Command("circsim", "run", name, "--seed", "3", "--json").Output()
		if err != nil {
			t.Fatal(err)
		}
		source, err := exec.Command("circsim", "scenario", "show", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		request, err := json.Marshal(map[string]any{"yaml": string(source), "seed": 3})
		if err != nil {
			t.Fatal(err)
		}
		answers := map[string][]byte{}
		for _, method := range []string{"run", "run_json"} {
			response, err := http.Post(address+"api/"+method, "application/json", bytes.NewReader(request))
			if err != nil {
				t.Fatal(err)
			}
			answers[method], err = io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(answers["run_json"], printed) {
			t.Errorf("%s: run_json answers %.300s, run prints %.300s", name, answers["run_json"], printed)
		}
		var want struct {
			Tasks map[string]map[string]json.RawMessage
		}
		var got struct{ Tasks []map[string]json.RawMessage }
		if err := errors.Join(json.Unmarshal(printed, &want), json.Unmarshal(answers["run"], &got)); err != nil {
			t.Fatal(err)
		}
		compared := 0
		for _, task := range got.Tasks {
			var final map[string]json.RawMessage
			var taskName string
			if err := errors.Join(json.Unmarshal(task["final"], &final), json.Unmarshal(task["name"], &taskName)); err != nil {
				t.Fatal(err)
			}
			maps.Copy(final, task)
			for column, digits := range want.Tasks[taskName] {
				if shown, there := final[column]; there {
					compared++
					if string(shown) != string(digits) {
						t.Errorf("%s: %s of %s is %s, run prints %s", name, column, taskName, shown, digits)
					}
				}
			}
		}
		if compared != 15*len(want.Tasks) { // nine metrics, the regime and five events
			t.Errorf("%s: %d columns compared", name, compared)
		}
	}
}

// Ctrl-C ends the program at once, although it computes.
func TestExploreEndsAtOnce(t *testing.T) {
	address, end := explored(t, t.TempDir())
	request, err := json.Marshal(map[string]any{"yaml": strings.Replace(slow, "steps: 10,", "steps: 90000000,", 1)})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if response, err := http.Post(address+"api/run", "application/json", bytes.NewReader(request)); err == nil {
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
	}()
	time.Sleep(300 * time.Millisecond)
	began := time.Now()
	end()
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it went on for %s", took)
	}
	<-done
}
