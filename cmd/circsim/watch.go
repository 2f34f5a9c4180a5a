package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"
)

// moment is what is shown of a recorded step.
type moment struct {
	points   []sim.CurvePoint   // by task
	circuits []sim.CircuitState // the strongest of each task and kind, strongest first
}

// mostShown is the number of circuits of a task and kind that are kept.
const mostShown = 12

// race is a run under way: the moments so far. The engine does not wait for those who watch.
type race struct {
	mu      sync.Mutex
	moments []moment
	ended   bool
}

// observe takes what the tables record of a step.
func (r *race) observe(points []sim.CurvePoint, circuits []sim.CircuitState) {
	m := moment{points: slices.Clone(points), circuits: strongest(circuits)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.moments = append(r.moments, m)
}

// end says that there will be no more moments.
func (r *race) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
}

// so is what there is so far.
func (r *race) so() (moments []moment, ended bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.moments, r.ended
}

// strongest keeps the strongest circuits of each task and kind, strongest first.
func strongest(all []sim.CircuitState) (kept []sim.CircuitState) {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b sim.CircuitState) int {
		switch {
		case a.Strength > b.Strength:
			return -1
		case a.Strength < b.Strength:
			return 1
		}
		return 0
	})
	type group struct {
		task string
		kind sim.Kind
	}
	counts := map[group]int{}
	for _, c := range sorted {
		if g := (group{c.Task, c.Kind}); counts[g] < mostShown {
			counts[g]++
			kept = append(kept, c)
		}
	}
	return kept
}

// watchable says whether a run can be watched: both ends are a terminal that moves.
func watchable(c *cli.Context) bool {
	in, ok := c.App.Reader.(*os.File)
	return ok && term.IsTerminal(int(in.Fd())) && text.ScreenOf(c.App.Writer).Moves
}

// watchRace runs a scenario and shows it as it goes. The result is that of [sim.Run], nil if the run was left before its end.
func watchRace(c *cli.Context, s *scenarios.Scenario, seed int64) (*sim.Result, error) {
	ctx, stop := context.WithCancel(c.Context)
	defer stop()
	r := &race{}
	var result *sim.Result
	var failed error
	ran := make(chan struct{})
	go func() {
		defer close(ran)
		defer r.end()
		result, failed = sim.Run(ctx, s, seed, sim.Options{Workers: cores(), Observe: r.observe})
	}()
	screen := text.ScreenOf(c.App.Writer)
	program := tea.NewProgram(newWatch(r, s, seed, screen.Colour), tea.WithContext(ctx),
		tea.WithInput(c.App.Reader), tea.WithOutput(c.App.Writer), tea.WithoutSignalHandler())
	last, shown := program.Run()
	stop()
	<-ran
	switch w, ok := last.(watch); {
	case c.Context.Err() != nil || ok && w.interrupted:
		return nil, context.Canceled
	case shown != nil && ok && !w.left:
		return nil, fmt.Errorf("the terminal: %w", shown)
	case failed != nil && ctx.Err() != nil && result == nil:
		moments, _ := r.so()
		sayLeft(c.App.ErrWriter, s, moments)
		return nil, nil
	}
	return result, failed
}

// sayLeft says where a run was left.
func sayLeft(out io.Writer, s *scenarios.Scenario, moments []moment) {
	step := 0.0
	if n := len(moments); n > 0 {
		step = moments[n-1].points[0].Step
	}
	fmt.Fprintf(out, "%s: left at step %.0f of %d\n", s.Name, step, s.Training.Steps)
}

// speeds are the recorded steps that are shown in a second.
var speeds = []int{2, 5, 10, 20, 50, 100}

const usualSpeed = 3 // place in speeds

// watch is the state of the screen.
type watch struct {
	race        *race
	scenario    *scenarios.Scenario
	seed        int64
	colour      bool
	width       int
	height      int
	at          int // the moment that is shown
	task        int
	speed       int // place in speeds
	paused      bool
	left        bool // with q
	interrupted bool
}

func newWatch(r *race, s *scenarios.Scenario, seed int64, colour bool) watch {
	task := slices.IndexFunc(s.Tasks, func(t scenarios.Task) bool { return len(t.Generalization) > 0 })
	return watch{race: r, scenario: s, seed: seed, colour: colour, width: 80, height: 24, task: max(task, 0), speed: usualSpeed}
}

// tick is the time to show the next moment.
type tick struct{}

func (w watch) next() tea.Cmd {
	return tea.Tick(time.Second/time.Duration(speeds[w.speed]), func(time.Time) tea.Msg { return tick{} })
}

// Init starts the clock.
func (w watch) Init() tea.Cmd { return w.next() }

// Update takes a key, a tick or a new size.
func (w watch) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch m := message.(type) {
	case tea.WindowSizeMsg:
		w.width, w.height = m.Width, m.Height
	case tick:
		if !w.paused {
			w.forward()
		}
		return w, w.next()
	case tea.KeyPressMsg:
		switch m.String() {
		case "space":
			w.paused = !w.paused
		case "right", "n":
			w.paused = true
			w.forward()
		case "+", "=":
			w.speed = min(w.speed+1, len(speeds)-1)
		case "-":
			w.speed = max(w.speed-1, 0)
		case "tab":
			w.task = (w.task + 1) % len(w.scenario.Tasks)
		case "q":
			w.left = true
			return w, tea.Quit
		case "ctrl+c":
			w.interrupted = true
			return w, tea.Quit
		}
	}
	return w, nil
}

// forward shows the next moment, if there is one.
func (w *watch) forward() {
	if moments, _ := w.race.so(); w.at < len(moments)-1 {
		w.at++
	}
}
