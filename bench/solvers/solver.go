package main

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed programs
var programs embed.FS

// solver is a program that integrates exported runs.
type solver struct {
	command   []string // the path of the run follows
	methods   []method
	reference string // the method that serves as reference
}

// method is one way of a solver.
type method struct {
	name, says string
	// loosest is where the search for a tolerance begins. Of loops of fixed steps it is the length of a step, as a
	// share of training if scaled.
	loosest float64
	scaled  bool
	slow    bool // to be measured on the first seed alone
}

var (
	compiled = []method{
		{name: "bdf", says: "CVODE, BDF, dense Newton", loosest: 1e-2},
		{name: "adams", says: "CVODE, Adams, vectors of ours", loosest: 1e-2},
		{name: "packaged", says: "CVODE, Adams, as packaged", loosest: 1e-2},
	}
	interpreted = []method{
		{name: "odeint", says: "SciPy odeint (LSODA)", loosest: 1e-2},
		{name: "solve_ivp", says: "SciPy solve_ivp (LSODA)", loosest: 1e-2},
		{name: "rk4", says: "NumPy RK4, equal steps", loosest: 1e-1, scaled: true, slow: true},
		{name: "rk4-log", says: "NumPy RK4, equal steps of ln t", loosest: 1, slow: true},
		{name: "euler", says: "NumPy Euler, equal steps", loosest: 1e-1, scaled: true, slow: true},
	}
)

// writePrograms writes the sources of all programs.
func (b *bench) writePrograms() error {
	for _, name := range []string{"cvode.c", "limits.c", "python.py"} {
		source, err := programs.ReadFile("programs/" + name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(b.dir, name), source, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// prepare finds the solvers that the machine can run, and names the others.
func (b *bench) prepare() error {
	if err := b.writePrograms(); err != nil {
		return err
	}
	for _, find := range []struct {
		name string
		by   func() (solver, error)
	}{{"CVODE", b.cvode}, {"SciPy", b.scipy}} {
		s, err := find.by()
		if err != nil {
			fmt.Fprintf(b.out, "no %s: %v\n", find.name, err)
			continue
		}
		b.solvers = append(b.solvers, s)
	}
	return nil
}

func (b *bench) cvode() (solver, error) {
	binary, err := b.compile("cvode.c", "-lsundials_cvode", "-lsundials_nvecserial")
	return solver{[]string{binary}, compiled, "adams"}, err
}

func (b *bench) scipy() (solver, error) {
	python, err := pythonWithSciPy()
	return solver{[]string{python, filepath.Join(b.dir, "python.py")}, interpreted, "odeint"}, err
}

// compile makes a program of C for this machine alone.
func (b *bench) compile(source string, libraries ...string) (binary string, err error) {
	compiler := os.Getenv("CC")
	if compiler == "" {
		compiler = "cc"
	}
	if _, err := exec.LookPath(compiler); err != nil {
		return "", fmt.Errorf("there is no C compiler %q (the environment variable CC names another)", compiler)
	}
	binary = filepath.Join(b.dir, strings.TrimSuffix(source, ".c")+".exe")
	flags := []string{"-O3", "-march=native", "-ffast-math", "-o", binary, filepath.Join(b.dir, source)}
	out, err := exec.Command(compiler, append(append(flags, libraries...), "-lm")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s cannot compile %s: %w: %s", compiler, source, err, firstLine(out, "error"))
	}
	return binary, nil
}

// firstLine is the first line of a message that holds a word, or its first at all.
func firstLine(message []byte, word string) string {
	lines := strings.Split(strings.TrimSpace(string(message)), "\n")
	for _, line := range lines {
		if strings.Contains(line, word) {
			return line
		}
	}
	return lines[0]
}

// pythonWithSciPy is the first Python of the path that has SciPy.
func pythonWithSciPy() (string, error) {
	found := false
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		python, err := exec.LookPath(filepath.Join(dir, "python3"))
		if err != nil {
			continue
		}
		found = true
		if exec.Command(python, "-c", "import numpy, scipy.integrate").Run() == nil {
			return python, nil
		}
	}
	if found {
		return "", fmt.Errorf("no python3 of the path has numpy and scipy (Debian: python3-scipy)")
	}
	return "", fmt.Errorf("there is no python3")
}

// session is a solver at work on one exported run.
type session struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	said    bytes.Buffer // to standard error
}

// start starts a solver on the exported run of a file.
func (s *solver) start(path string) (*session, error) {
	w := &session{command: exec.Command(s.command[0], append(slices.Clone(s.command[1:]), path)...)}
	w.command.Stderr = &w.said
	var err error
	if w.in, err = w.command.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := w.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.out = bufio.NewReaderSize(out, 1<<20)
	return w, w.command.Start()
}

func (w *session) close() {
	w.in.Close()
	w.command.Wait()
}

// output is what a solver has to find out.
type output string

const (
	values   output = "values"   // ln s at every recorded step, in the answer
	recorded output = "recorded" // the same, not in the answer
	end      output = "end"      // ln s at the last step alone
)

// solution is the answer of a solver.
type solution struct {
	Seconds      float64   `json:"seconds"` // of one repeat
	Evaluations  int64     `json:"evaluations"`
	LogStrengths []float64 `json:"log_strengths"` // by recorded step, then by circuit
	Failed       string    `json:"failed"`        // why there is none
}

// solve has the run integrated so many times.
func (w *session) solve(method string, tolerance float64, of output, repeats int) (solution, error) {
	fmt.Fprintf(w.in, "%s %.17g %s %d\n", method, tolerance, of, repeats)
	var s solution
	line, err := w.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &s)
	}
	if err != nil {
		return s, fmt.Errorf("%s at %.2g: %w %s", method, tolerance, err, &w.said)
	}
	return s, nil
}

// tolerance is the k-th of a method's grid of eight per decade, in a training of so many steps.
func (m *method) tolerance(k int, steps float64) float64 {
	t := m.loosest * math.Pow(10, -float64(k)/perDecade)
	if m.scaled {
		return t * steps
	}
	return t
}
