package analysis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
)

// resized returns the rows of tables along sizes that nothing but their scores tells from others of equal size; nil if these are
// few. They are replicates, unless a column explains how they differ.
func resized(t *evaluations.Table) *repeated {
	if distinct(t, byStep, fewest) >= fewest || max(distinct(t, byParams, fewest), distinct(t, byTokens, fewest), distinct(t, byFLOPs, fewest)) < fewest {
		return nil
	}
	type sized struct {
		identity
		flops float64
	}
	return repeats(t, func(r *evaluations.Row) (sized, bool) {
		id := sized{identityOf(r), known(r.FLOPs)}
		id.step = known(r.Step)
		return id, true
	})
}

// numbering matches the names of columns that number questions or rows.
var numbering = []string{"question", "item", "example", "sample", "id", "doc_id", "question_id", "index", "idx", "row"}

// apartByScore takes the column that explains best why rows of equal size have different scores as a condition. The warning is
// empty if no column explains it.
func (r *repeated) apartByScore(t *evaluations.Table, m evaluations.Mapping, labels []evaluations.Label) (evaluations.Mapping, string) {
	metrics := scoresOf(t)
	best, most := -1, explaining
	for k := range labels {
		l := &labels[k]
		name := strings.ToLower(l.Name)
		if slices.Contains(replicating, name) || slices.Contains(numbering, name) || l.Values*fewest > len(r.rows) || searched(l) {
			continue
		}
		share := 0.0
		for _, metric := range metrics {
			share = max(share, r.explained(t, metric, l))
		}
		if share > most*(1+1e-9) || best >= 0 && share > most*(1-1e-9) && l.Values < labels[best].Values {
			best, most = k, share
		}
	}
	if best < 0 {
		return m, ""
	}
	return m.Telling(labels[best].Name), fmt.Sprintf("rows of the same sizes have different scores, and column %s explains %.0f%% of it: taken as condition, %d values",
		text.Quote(labels[best].Name), 100*most, labels[best].Values)
}

// explained is the share of the variance of a score among rows of one size that a label explains, where every value of it moves the
// score by the same amount at all sizes; 0 unless an F test at 5% is sure of it.
func (r *repeated) explained(t *evaluations.Table, metric int, l *evaluations.Label) float64 {
	type sum struct{ y, n float64 }
	sizes, values := map[int]sum{}, map[int32]sum{}
	score := func(i int32) (float64, bool) {
		y := t.Rows[i].Scores[metric]
		return y, y-y == 0 && l.Of[i] > 0
	}
	for k, i := range r.rows {
		if y, ok := score(i); ok {
			s := sizes[r.of[k]]
			sizes[r.of[k]] = sum{s.y + y, s.n + 1}
		}
	}
	within, n := 0.0, 0.0
	for k, i := range r.rows {
		if y, ok := score(i); ok {
			s, v := sizes[r.of[k]], values[l.Of[i]]
			off := y - s.y/s.n
			within += off * off
			values[l.Of[i]] = sum{v.y + off, v.n + 1}
			n++
		}
	}
	between := 0.0
	for value := range int32(l.Values) {
		if v := values[value+1]; v.n > 0 {
			between += v.y * v.y / v.n
		}
	}
	free, left := float64(len(values)-1), n-float64(len(sizes))-float64(len(values)-1)
	if !(within > 0) || free < 1 || left < 1 {
		return 0
	}
	f := between / free / ((within - between) / left)
	if within-between > 1e-12*within && !(f > stat.FisherF(0.95, free, stat.Student(left))) {
		return 0
	}
	return between / within
}
