package main

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show"
	"github.com/circsim/circsim/sim"
)

// Inks of the two sides of the race, as in the pictures of runs: what memorization does to training items, generalization does to test items.
const (
	generalizationInk = 0
	memorizationInk   = 1
)

// Rows that are no curves, and heights from which on there is a second frame.
const (
	leastHeight   = 10
	roomForLoss   = 20
	mostCircuits  = 8
	fixedRows     = 5 // title, numbers, budget, end of the X axis, keys
	leastOfCurves = 3
)

// View is the screen, apart from what was there before.
func (w watch) View() tea.View {
	view := tea.NewView(w.shown())
	view.AltScreen = true
	return view
}

// shown is the whole screen.
func (w watch) shown() string {
	moments, ended := w.race.so()
	page := text.NewPage(text.Screen{Width: w.width, Colour: w.colour, Moves: true})
	if len(moments) == 0 {
		page.Line("%s", w.cut(w.scenario.Name+": at the start"))
		return page.String()
	}
	now := moments[w.at].points[w.task]
	w.line(page, w.title(now, ended && w.at == len(moments)-1))
	w.line(page, w.numbers(now))
	if w.height >= leastHeight {
		rows := w.height - fixedRows
		circuits := min(mostCircuits, max(2, rows/3))
		rows -= circuits
		if w.height >= roomForLoss {
			rows -= 3 // two labels, and the end of a second X axis
			w.line(page, "accuracy: a test, b train")
			w.curves(page, moments, rows-rows/2, false)
			w.line(page, "loss (nats per token)")
			w.curves(page, moments, rows/2, true)
		} else {
			w.curves(page, moments, max(rows, leastOfCurves), false)
		}
		w.budget(page, moments[w.at].points)
		w.circuits(page, moments[w.at].circuits, circuits)
	}
	w.line(page, w.keys())
	return strings.TrimSuffix(page.String(), "\n")
}

// line writes a line that fits.
func (w watch) line(page *text.Page, words string) { page.Line("%s", w.cut(words)) }

// cut leaves away what does not fit.
func (w watch) cut(words string) string {
	if letters := []rune(words); len(letters) > w.width {
		return string(letters[:max(w.width, 0)])
	}
	return words
}

func (w watch) title(now sim.CurvePoint, over bool) string {
	state := fmt.Sprintf("%d a second", speeds[w.speed])
	switch {
	case over:
		state = "the end"
	case w.paused:
		state = "paused"
	}
	return fmt.Sprintf("step %.0f of %d, %s: %s, seed %d", now.Step, w.scenario.Training.Steps, state, w.scenario.Name, w.seed)
}

func (w watch) numbers(now sim.CurvePoint) string {
	if w.narrow() {
		return fmt.Sprintf("%s: train %s, test %s", now.Task, rate(now.TrainAccuracy), rate(now.TestAccuracy))
	}
	return fmt.Sprintf("%s: accuracy train %s, test %s; loss train %s, test %s", now.Task,
		rate(now.TrainAccuracy), rate(now.TestAccuracy), short(now.TrainLoss), short(now.TestLoss))
}

// narrow says whether words are shortened.
func (w watch) narrow() bool { return w.width < 72 }

func (w watch) keys() string {
	words := "space pause  n step  +/- speed  q quit"
	if len(w.scenario.Tasks) > 1 {
		words += "  tab task"
	}
	return words
}

// curves draws accuracy or loss of training and test up to the moment that is shown.
func (w watch) curves(page *text.Page, moments []moment, rows int, loss bool) {
	logarithmic := w.scenario.Record.Spacing == scenarios.LogSpacing
	panel := show.Panel{X: show.Axis{Log: logarithmic, Holds: []float64{0, float64(w.scenario.Training.Steps)}}}
	if logarithmic {
		panel.X.Holds[0] = 1
	}
	test, train := show.Line{Name: "test", Ink: generalizationInk}, show.Line{Name: "train", Ink: memorizationInk}
	for _, m := range moments[:w.at+1] {
		p := m.points[w.task]
		test.X, train.X = append(test.X, p.Step), append(train.X, p.Step)
		if loss {
			test.Y, train.Y = append(test.Y, p.TestLoss), append(train.Y, p.TrainLoss)
		} else {
			test.Y, train.Y = append(test.Y, p.TestAccuracy), append(train.Y, p.TrainAccuracy)
		}
	}
	panel.Lines = []show.Line{test, train}
	panel.Y.Holds = []float64{0, 1}
	panel.Sketch(page, w.width, max(rows, leastOfCurves))
}

// budget draws what memorization and generalization of all tasks take of the parameters, and what is free.
func (w watch) budget(page *text.Page, points []sim.CurvePoint) {
	memorization, generalization := 0.0, 0.0
	for _, p := range points {
		memorization, generalization = memorization+p.MemorizationLoad, generalization+p.GeneralizationLoad
	}
	free := max(0, 1-memorization-generalization)
	words := fmt.Sprintf("  memorization %s, generalization %s, free %s", asPercent(memorization), asPercent(generalization), asPercent(free))
	if w.narrow() {
		words = fmt.Sprintf("  M %s G %s free %s", asPercent(memorization), asPercent(generalization), asPercent(free))
	}
	const frame = 9 // the letters around the bar
	words = words[:min(len(words), max(0, w.width-frame-leastBar))]
	room := max(1, w.width-len(words)-frame)
	m := signs(memorization, room)
	g := min(signs(generalization, room), room-m)
	page.Inked("budget |", strings.Repeat("M", m)+strings.Repeat("G", g)+strings.Repeat(".", room-m-g)+"|"+words, func(letter rune) string {
		switch letter {
		case 'M':
			return palette.ANSI(memorizationInk)
		case 'G':
			return palette.ANSI(generalizationInk)
		}
		return ""
	})
}

// leastBar is the length of a bar that has room for words beside it.
const leastBar = 4

// signs is the length of a bar; what is there at all has one sign.
func signs(share float64, room int) int {
	n := int(share*float64(room) + 0.5)
	if n == 0 && share > 1e-4 {
		n = 1
	}
	return min(n, room)
}

func asPercent(share float64) string { return text.Fixed(100*share, 1) + "%" }

// circuits draws bars of the strongest circuits of the task, as many of each kind as there is room for.
func (w watch) circuits(page *text.Page, all []sim.CircuitState, rows int) {
	task := w.scenario.Tasks[w.task].Name
	var kinds []sim.Kind
	of := map[sim.Kind][]sim.CircuitState{}
	for _, c := range all {
		if c.Task != task && c.Task != "" {
			continue
		}
		if of[c.Kind] == nil {
			kinds = append(kinds, c.Kind)
		}
		of[c.Kind] = append(of[c.Kind], c)
	}
	strongest := 0.0
	for _, k := range kinds {
		strongest = max(strongest, of[k][0].Strength)
	}
	slices.Sort(kinds)
	drawn := 0
	for i, kind := range kinds {
		room := rows - drawn
		for _, later := range kinds[i+1:] {
			room -= min(len(of[later]), (rows-drawn)/(len(kinds)-i))
		}
		for _, c := range of[kind][:min(len(of[kind]), room)] {
			w.circuit(page, c, strongest)
			drawn++
		}
	}
	for ; drawn < rows; drawn++ {
		page.Gap()
	}
}

// circuit draws a bar from strength 0 to the greatest one of this moment.
func (w watch) circuit(page *text.Page, c sim.CircuitState, strongest float64) {
	name := fmt.Sprintf("%s %d", c.Kind, c.Index)
	if w.narrow() {
		name = fmt.Sprintf("%s %d", strings.ToUpper(string(c.Kind[:1])), c.Index)
	}
	label := fmt.Sprintf("%-*s |", min(18, w.width/4), name)
	value := " " + short(c.Strength)
	room := max(0, w.width-len(label)-len(value))
	length := 0
	if strongest > 0 {
		length = signs(max(0, c.Strength/strongest), room)
	}
	ink := palette.ANSI(generalizationInk)
	if c.Kind == sim.MemorizationKind {
		ink = palette.ANSI(memorizationInk)
	}
	page.Inked(label, strings.Repeat("#", length)+value, func(letter rune) string {
		if letter == '#' {
			return ink
		}
		return ""
	})
}
