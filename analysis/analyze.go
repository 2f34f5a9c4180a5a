package analysis

import (
	"context"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// Options says how a table is analyzed.
type Options struct {
	Along     string // the only scale; empty for all scales of the table
	Resamples int    // of every bootstrap; 0 for up to 1000, fewer for large tables

	Tell func(Progress) // called from several goroutines; nil: nobody listens
}

// maxCurves is the number of rows of a sweep's curves that are read for the judgement by loss.
const maxCurves = 2_000_000

// Analyze reports on the table at a path: thresholds, fits and verdicts. In the folder of a sweep it reads the training
// curves too. It returns a text.Refusal for bad input, and the context's error when that is cancelled.
func Analyze(ctx context.Context, path string, mapping evaluations.Mapping, o Options) (*Report, error) {
	o.tell(Progress{Doing: "reading"})
	t, err := evaluations.Read(path, mapping)
	if err != nil {
		return nil, err
	}
	t, apart, err := tellApart(t, mapping)
	if err != nil {
		return nil, err
	}
	r, resamples, err := look(ctx, t, o)
	if err != nil {
		return nil, err
	}
	for _, warning := range apart {
		r.warn(t, warning)
	}
	if t.Simulated {
		err = r.lookInto(ctx, path, t, o, resamples)
	}
	return r, err
}

// look analyzes the rows of a table. It also returns the number of resamples.
func look(ctx context.Context, t *evaluations.Table, o Options) (*Report, int, error) {
	t = sorted(t)
	r := &Report{Warnings: slices.Clone(t.Warnings)}
	scales, err := scalesOf(t, o.Along)
	if err != nil {
		return nil, 0, err
	}
	if len(scales) == 0 {
		r.warn(t, noScale(t))
	}
	var curves []curve
	for _, s := range scales {
		lines, short, zero := linesAlong(t, s)
		if short > 0 {
			r.warn(t, tooShort(s, short))
		}
		if zero > 0 && len(lines) > 0 {
			r.warn(t, atZero(s, zero))
		}
		r.warn(t, pooledModels(s, lines))
		curves = append(curves, curve{s, lines})
	}
	resamples := o.Resamples
	if resamples == 0 {
		resamples = affordable(t, curves)
		var few string
		resamples, few = limitIntervals(t, curves, resamples)
		limits := slices.DeleteFunc([]string{few, limitSeeds(t, curves)}, func(limit string) bool { return limit == "" })
		if len(limits) > 0 {
			r.warn(t, strings.Join(limits, "; ")+": all would take too long")
		}
	}
	if err := r.lookAlong(ctx, t, curves, o, resamples); err != nil {
		return nil, 0, err
	}
	if err := r.lookAcross(ctx, t, o, resamples); err != nil {
		return nil, 0, err
	}
	r.Verdicts = append(r.Verdicts, labels(t)...)
	if !t.Simulated {
		err = r.judgeByLoss(ctx, t, o, resamples)
	}
	return r, resamples, err
}

// warn adds a warning about a table, unless it is empty.
func (r *Report) warn(t *evaluations.Table, warning string) {
	if warning != "" {
		r.Warnings = append(r.Warnings, evaluations.Warning{Path: t.Path, Text: warning})
	}
}

// curve holds all lines along one scale.
type curve struct {
	scale scale
	lines []line
}

// lookAlong estimates and judges every line.
func (r *Report) lookAlong(ctx context.Context, t *evaluations.Table, curves []curve, o Options, resamples int) error {
	metrics := scoresOf(t)
	for _, c := range curves {
		var judged []emergence.Judged
		type looked struct {
			found     []measured
			judgement judgement
			more      []Threshold
		}
		done := o.counting("fitting curves along "+c.scale.name, len(c.lines))
		all, err := stat.Parallel(ctx, len(c.lines), func(i int) looked {
			defer done()
			l := &c.lines[i]
			resamples := l.resamples(resamples)
			var found []measured
			for _, m := range metrics {
				found = append(found, l.measure(m, resamples))
			}
			thin := l.thinned()
			x := looked{found: found, judgement: l.judge(found, thin, resamples)}
			if t.Simulated {
				x.more = append(thin.descents(resamples), thin.susceptibility(resamples)...)
			}
			return x
		})
		if err != nil {
			return err
		}
		var found [][]measured
		for _, x := range all {
			for _, m := range x.found {
				r.Thresholds = append(r.Thresholds, m.thresholds...)
			}
			r.Thresholds = append(r.Thresholds, x.more...)
			r.Verdicts = append(r.Verdicts, x.judgement.verdicts...)
			judged = append(judged, x.judgement.metrics...)
			found = append(found, x.found)
		}
		r.warn(t, scattering(c.scale, found))
		r.Fits = append(r.Fits, exponents(t, c.scale, c.lines, found)...)
		r.Fits = append(r.Fits, fractions(t, c.scale, judged)...)
	}
	return nil
}

// across holds findings about several lines together.
type across struct {
	thresholds []Threshold
	fits       []Fit
}

// lookAcross fits laws and boundaries to several lines together.
func (r *Report) lookAcross(ctx context.Context, t *evaluations.Table, o Options, resamples int) error {
	var parts []func() across
	fits, warning := laws(t, resamples)
	r.warn(t, warning)
	for _, law := range fits {
		parts = append(parts, func() across { return across{fits: []Fit{law()}} })
	}
	errors, warning := downstreams(t)
	if warning != "" {
		r.warn(t, "gadre-downstream: "+warning)
	}
	for _, d := range errors {
		parts = append(parts, func() across { return across{fits: []Fit{d.fit(resamples)}} })
	}
	for _, p := range planes(t, min(resamples, enough)) {
		parts = append(parts, p.boundaries, p.finiteSizes)
	}
	parts = append(parts, func() across { return across{thresholds: hystereses(t, min(resamples, enough))} })
	done := o.counting("fitting laws and boundaries", len(parts))
	found, err := stat.Parallel(ctx, len(parts), func(i int) across {
		defer done()
		return parts[i]()
	})
	for _, a := range found {
		r.Thresholds, r.Fits = append(r.Thresholds, a.thresholds...), append(r.Fits, a.fits...)
	}
	return err
}

// lookInto judges simulated networks by the loss along their training.
func (r *Report) lookInto(ctx context.Context, dir string, t *evaluations.Table, o Options, resamples int) error {
	if axisOf(t, "model.params") < 0 {
		return nil
	}
	o.tell(Progress{Doing: "reading training curves"})
	curves, err := evaluations.ReadCurves(dir, maxCurves)
	if err != nil {
		r.warn(t, "not judged by loss: "+err.Error())
		return nil
	}
	return r.judgeByLoss(ctx, curves, o, resamples)
}

// judgeByLoss judges the tasks of a table by loss.
func (r *Report) judgeByLoss(ctx context.Context, t *evaluations.Table, o Options, resamples int) error {
	judges, warning := byLoss(t, resamples)
	r.warn(t, warning)
	done := o.counting("judging by loss", len(judges))
	verdicts, err := stat.Parallel(ctx, len(judges), func(i int) Verdict {
		defer done()
		return judges[i]()
	})
	r.Verdicts = append(r.Verdicts, verdicts...)
	return err
}
