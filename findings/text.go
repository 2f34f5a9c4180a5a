package findings

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/circsim/circsim/emergence"
)

// Limits of the tables for people; the Parquet file and the JSON object have everything.
const (
	maxWidth = 120 // columns
	maxRows  = 30  // of one table
)

// WriteText writes a report for people.
func (r *Report) WriteText(w io.Writer) error {
	var text strings.Builder
	r.writeCurves(&text)
	r.writeOthers(&text)
	r.writeVerdicts(&text)
	r.writeFits(&text)
	if text.Len() == 0 {
		text.WriteString("nothing found: no curve with enough scales, no law with enough models\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// grouped cuts a list where the key changes, and keeps the order.
func grouped[T any](list []T, key func(*T) string) [][]T {
	var groups [][]T
	last := ""
	for i := range list {
		if k := key(&list[i]); i == 0 || k != last {
			groups = append(groups, nil)
			last = k
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], list[i])
	}
	return groups
}

// onCurves are the estimators that every curve has.
var onCurves = map[Estimator]bool{OnsetScale: true, HalfRise: true, Width: true, Breakpoint: true, Breakthroughness: true, Linearity: true, EmergenceScore: true}

// writeCurves has a row for every curve.
func (r *Report) writeCurves(w io.Writer) {
	var list []Threshold
	for _, t := range r.Thresholds {
		if onCurves[t.Estimator] {
			list = append(list, t)
		}
	}
	for _, study := range grouped(list, func(t *Threshold) string { return t.Study + "\x00" + t.Along }) {
		unit := ""
		if study[0].Unit != "" {
			unit = ", " + study[0].Unit
		}
		fmt.Fprintf(w, "%s along %s%s, [95%% intervals]\n", study[0].Study, study[0].Along, unit)
		rows := grouped(study, func(t *Threshold) string { return fmt.Sprint(t.Place) })
		t := newTable("curve", "onset", "half rise", "width", "breakpoint")
		for _, row := range rows[:min(len(rows), maxRows)] {
			cells := map[Estimator]string{}
			for i := range row {
				cells[row[i].Estimator] = estimate(row[i].Value, row[i].Low, row[i].High)
			}
			t.row(row[0].curve(), cells[OnsetScale], cells[HalfRise], cells[Width], cells[Breakpoint])
		}
		t.write(w, len(rows))
	}
}

// writeOthers has a row for every threshold that belongs to several curves or to some alone.
func (r *Report) writeOthers(w io.Writer) {
	var list []Threshold
	for _, t := range r.Thresholds {
		if !onCurves[t.Estimator] && t.Value == t.Value {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(w, "phases and turning points, [95% intervals]")
	t := newTable("estimator", "curve", "along", "value", "unit")
	for _, x := range list[:min(len(list), maxRows)] {
		t.row(string(x.Estimator), x.curve(), x.Along, estimate(x.Value, x.Low, x.High), x.Unit)
	}
	t.write(w, len(list))
}

// order of the verdicts for people: what is emergent first.
var order = []string{emergence.Emergent, emergence.NotEmergent, emergence.Undecided}

// writeVerdicts counts them by definition, and lists them.
func (r *Report) writeVerdicts(w io.Writer) {
	if len(r.Verdicts) == 0 {
		return
	}
	fmt.Fprintln(w, "is it emergent?")
	counts := newTable(append([]string{"definition"}, order...)...)
	for _, definition := range []string{emergence.ByPerformance, emergence.ByMetric, emergence.ByLoss, emergence.ByRepresentation} {
		cells, all := []string{definition}, 0
		for _, word := range order {
			n := 0
			for _, v := range r.Verdicts {
				if v.Definition == definition && v.Verdict.Verdict == word {
					n++
				}
			}
			cells, all = append(cells, strconv.Itoa(n)), all+n
		}
		if all > 0 {
			counts.row(cells...)
		}
	}
	counts.write(w, counts.rows)
	list := slices.Clone(r.Verdicts)
	slices.SortStableFunc(list, func(a, b Verdict) int {
		return cmp.Compare(slices.Index(order, a.Verdict.Verdict), slices.Index(order, b.Verdict.Verdict))
	})
	t := newTable("definition", "verdict", "curve", "because")
	for _, v := range list[:min(len(list), maxRows)] {
		t.row(v.Definition, v.Verdict.Verdict, v.curve(), v.Reason)
	}
	t.write(w, len(list))
}

// writeFits has a paragraph for every law.
func (r *Report) writeFits(w io.Writer) {
	if len(r.Fits) == 0 {
		return
	}
	fmt.Fprintln(w, "laws, [95% intervals]")
	for _, f := range r.Fits[:min(len(r.Fits), maxRows)] {
		words := []string{f.Form, "of", f.Of}
		if curve := f.curve(); curve != "" && curve != f.Of {
			words = append(words, "of", curve)
		}
		fmt.Fprintf(w, "%s, %d points\n", strings.Join(words, " "), f.Points)
		var constants []string
		for _, c := range f.Constants {
			text := c.Name + " " + estimate(c.Value, c.Low, c.High)
			if !c.Identified {
				text += " not identified"
			}
			constants = append(constants, text)
		}
		wrap(w, constants, ", ")
		for _, warning := range f.Warnings {
			wrap(w, strings.Fields(warning), " ")
		}
	}
	if more := len(r.Fits) - maxRows; more > 0 {
		fmt.Fprintf(w, "… and %d more; --json has them all\n", more)
	}
	fmt.Fprintln(w)
}

// wrap writes parts on indented lines of the width.
func wrap(w io.Writer, parts []string, between string) {
	const indent = "    "
	line := indent
	for i, part := range parts {
		if i < len(parts)-1 {
			part += between
		}
		if utf8.RuneCountInString(line+strings.TrimRight(part, " ")) > maxWidth && line != indent {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = indent
		}
		line += part
	}
	if line != indent {
		fmt.Fprintln(w, line)
	}
}

// curve names a place within its study, the score first.
func (p *Place) curve() string {
	var parts []string
	for i, part := range []string{p.Task, p.Metric, p.Family, p.Model, p.Fixed} {
		if part != "" && part != p.Study && !(i == 1 && part == p.Task) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// table aligns rows of cells; what does not fit the width is cut off.
type table struct {
	text    strings.Builder
	aligned *tabwriter.Writer
	rows    int
}

func newTable(header ...string) *table {
	t := &table{rows: -1}
	t.aligned = tabwriter.NewWriter(&t.text, 0, 0, 2, ' ', 0)
	t.row(header...)
	return t
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		if len(cells) > i+1 && utf8.RuneCountInString(cell) > 48 {
			cells[i] = string([]rune(cell)[:47]) + "…"
		}
	}
	fmt.Fprintln(t.aligned, strings.Join(cells, "\t"))
	t.rows++
}

// write ends the table, and says how many rows of all it leaves out.
func (t *table) write(w io.Writer, all int) {
	t.aligned.Flush()
	for line := range strings.Lines(t.text.String()) {
		line = strings.TrimRight(line, " \n")
		if utf8.RuneCountInString(line) > maxWidth {
			line = string([]rune(line)[:maxWidth-1]) + "…"
		}
		fmt.Fprintln(w, line)
	}
	if all > t.rows {
		fmt.Fprintf(w, "… and %d more; --json has them all\n", all-t.rows)
	}
	fmt.Fprintln(w)
}

// estimate writes a value with its interval; a bound that the data do not set is open.
func estimate(x, low, high float64) string {
	if x != x {
		return "-"
	}
	if low != low && high != high || low == x && high == x {
		return number(x)
	}
	return fmt.Sprintf("%s [%s, %s]", number(x), bound(low), bound(high))
}

func bound(x float64) string {
	if x-x != 0 || x == 0 {
		return ".."
	}
	return number(x)
}

// number writes four digits, and whole numbers below a million in full.
func number(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e6 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	if math.Abs(rounded) >= 1e-3 && math.Abs(rounded) < 1e6 {
		return strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-").Replace(strconv.FormatFloat(x, 'g', 4, 64))
}
