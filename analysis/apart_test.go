package analysis

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// warned is whether some warning matches.
func (r *Report) warned(pattern string) bool {
	return slices.ContainsFunc(r.Warnings, func(w evaluations.Warning) bool { return regexp.MustCompile(pattern).MatchString(w.Text) })
}

// corpora are models of two corpora that follow a law of compute each, with the settings of their training.
func corpora(exponents map[string]float64) string {
	random := draws(11)
	lines := []string{"params,tokens,corpus,tokenizer,shuffle,loss"}
	for _, corpus := range []string{"web", "books"} {
		for i, n := range steps(1e7, 1e10, 12) {
			d := 20 * n * math.Exp(random.NormFloat64())
			loss := map[string]float64{"web": 40, "books": 7}[corpus] * math.Pow(6*n*d, -exponents[corpus]) * math.Exp(0.003*random.NormFloat64())
			lines = append(lines, fmt.Sprintf("%g,%g,%s,%s-bpe,%d,%g", n, d, corpus, corpus, i%3, loss))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// Two corpora in one table get a law each, and the column that tells them apart is named.
func TestUnlikeCorporaGetALawEach(t *testing.T) {
	exponents := map[string]float64{"web": 0.06, "books": 0.05}
	r := analyze(t, csvFile(t, "runs.csv", corpora(exponents)), evaluations.Mapping{})
	if !r.warned(`differ in loss by a factor of up to .* column "tokenizer" explains (99|100)% of it \(so would "corpus"\): taken as condition, a law for each of its 2 values`) {
		t.Error(r.Warnings)
	}
	found := 0
	for _, f := range r.Fits {
		if f.Form != "kaplan-c" {
			continue
		}
		corpus := strings.TrimSuffix(strings.TrimPrefix(f.Fixed, "tokenizer="), "-bpe")
		c := f.of(t, "aC")
		holds(t, "aC of "+corpus, c.Value, c.Low, c.High, exponents[corpus], 0.05)
		found++
	}
	if found != 2 {
		t.Errorf("%d laws of compute, want one a corpus", found)
	}
}

// searchedRuns are runs of a learning rate each, several at every size and amount of data, whose losses differ.
func searchedRuns(column string, values int) string {
	random := draws(12)
	lines := []string{"params,tokens,loss" + column}
	for _, n := range steps(1e8, 1e9, 5) {
		for _, d := range steps(1e9, 1e11, 5) {
			for k := range values {
				off := float64(k) - float64(values)/2
				line := fmt.Sprintf("%g,%g,%g", n, d, trueLoss(n, d)*(1+0.03*off*off)*math.Exp(0.002*random.NormFloat64()))
				if column != "" {
					line += fmt.Sprintf(",%g", 1e-4*float64(k+1))
				}
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// No law is told of runs whose settings were searched: the reason is the first, and names the column if there is one.
func TestASearchHasNoLaw(t *testing.T) {
	for column, why := range map[string]string{"": "no column explains it", ",lr": `column "lr", of 12 values, explains \d+% of it`} {
		r := analyze(t, csvFile(t, "runs.csv", searchedRuns(column, 12)), evaluations.Mapping{})
		if !r.warned(`differ in loss by a factor of up to [0-9.]+, and ` + why + `: no law is told; take the best run`) {
			t.Error(r.Warnings)
		}
		for _, f := range r.Fits {
			if len(f.Warnings) == 0 || !strings.HasPrefix(f.Warnings[0], "runs of like params and tokens differ in loss by a factor") {
				t.Errorf("%s: %q", f.Form, f.Warnings)
			}
			if slices.ContainsFunc(f.Constants, func(c Constant) bool { return c.Identified }) {
				t.Errorf("%s is told", f.Form)
			}
		}
	}
}

// Runs that differ by the noise of seeds have one law, whatever columns they have.
func TestLikeRunsHaveOneLaw(t *testing.T) {
	var lines []string
	for i, line := range madeModels(0.01) {
		lines = append(lines, fmt.Sprintf("%s,%c", line, 'a'+i/2%2))
	}
	r := analyze(t, csvFile(t, "made.csv", "params,tokens,loss,task,score,node\n"+strings.Join(lines, "\n")+"\n"), evaluations.Mapping{})
	if f := r.law(t, "hoffmann", "loss"); f.Points != 49 || f.Fixed != "" || len(f.Warnings) > 0 {
		t.Errorf("%d points of %q: %q", f.Points, f.Fixed, f.Warnings)
	}
}

// The name of a run tells its size: it explains the losses, and leaves no law.
func TestTheNameOfARunIsNoCorpus(t *testing.T) {
	lines := []string{"run_name,params,tokens,loss"}
	random := draws(14)
	for _, n := range steps(1e8, 1.2e9, 8) {
		for range 2 {
			own := math.Exp(0.06 * random.NormFloat64()) // two depths of a size
			for _, d := range steps(1e9, 1e11, 8) {
				lines = append(lines, fmt.Sprintf("m-%g-%.2f,%g,%g,%g", n, own, n, d, trueLoss(n, d)*own))
			}
		}
	}
	r := analyze(t, csvFile(t, "runs.csv", strings.Join(lines, "\n")+"\n"), evaluations.Mapping{})
	if f := r.law(t, "hoffmann", "loss"); f.Points != 128 || f.Fixed != "" {
		t.Errorf("%d points of %q", f.Points, f.Fixed)
	}
}

// trainingLog is a log of four runs, whose rises are at 30, 100, 300 and 1000 steps.
func trainingLog(head string, columns func(run int) string) string {
	lines := []string{"step,test_accuracy," + head}
	for run, middle := range []float64{30, 100, 300, 1000} {
		for _, step := range append([]float64{0}, steps(10, 1e4, 41)...) {
			y := 0.0
			if step > 0 {
				y = rise(math.Log10(math.Round(step)/middle), 0.5)
			}
			lines = append(lines, fmt.Sprintf("%g,%.6f,%s", math.Round(step), y, columns(run)))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// Runs of a log are curves of their own, named by the column that tells them apart.
func TestRunsOfALogAreApart(t *testing.T) {
	for _, c := range []struct {
		head         string
		columns      func(run int) string
		fixed, model string // of the first run
		curves       int
		warning      string
	}{
		{"run", func(run int) string { return fmt.Sprintf("r%d-%c", run, 'a'+run) }, "", "r0-a", 4, `column "run" tells them apart: taken as model, 4 values`},
		{"lr,decay", func(run int) string { return fmt.Sprintf("%g,%g", 1e-3*float64(run+1), 0.1*float64(run/2)) }, "lr=0.001", "", 4, `column "lr" tells them apart: taken as condition, 4 values`},
		{"lr,decay", func(run int) string { return fmt.Sprintf("%g,%g", 1e-3*float64(run%2+1), 0.1*float64(run/2+1)) }, "lr=0.001, decay=0.1", "", 4, `columns "lr" and "decay" tell them apart: taken as conditions`},
		{"trial", func(run int) string { return fmt.Sprint(run) }, "", "", 1, ""},
	} {
		r := analyze(t, csvFile(t, "log.csv", trainingLog(c.head, c.columns)), evaluations.Mapping{})
		found := r.pick(halfRise, "test_accuracy")
		if len(found) != c.curves || found[0].Fixed != c.fixed || found[0].Model != c.model {
			t.Fatalf("%s: %d curves, the first of %q %q", c.head, len(found), found[0].Fixed, found[0].Model)
		}
		if c.warning != "" && !r.warned(regexp.QuoteMeta(c.warning)) {
			t.Errorf("%s: %v", c.head, r.Warnings)
		}
		if c.warning != "" && !r.warned(`^4 rows at step 0 left out of curves along step`) {
			t.Errorf("%s: %v", c.head, r.Warnings)
		}
		if c.curves == 4 {
			x := found[0]
			holds(t, "half rise of the first run", x.Value, x.Low, x.High, 30, 0.02)
		}
	}
}

// Models that share size and seed, and differ otherwise, are no replicates: the curve along sizes that pools them is named.
func TestPooledModelsAreNamed(t *testing.T) {
	for _, apart := range []bool{false, true} {
		lines := []string{"model,params,seed,score"}
		for i, n := range steps(1e6, 1e9, 6) {
			for k := range 2 {
				seed := 0
				if apart {
					seed = k
				}
				lines = append(lines, fmt.Sprintf("m%d-%d,%g,%d,%g", i, k, n, seed, 0.2+0.1*float64(i)+0.05*float64(k)))
			}
		}
		r := analyze(t, csvFile(t, "models.csv", strings.Join(lines, "\n")+"\n"), evaluations.Mapping{})
		if r.warned("models of the same size and seed.* are pooled in 1 curve along params") == apart {
			t.Errorf("apart %v: %v", apart, r.Warnings)
		}
	}
}

// The name of a file is not in its intervals, also where it is that of a family.
func TestTheNameOfAFileChangesNoInterval(t *testing.T) {
	lines := []string{"family,model,params,tokens,loss,score"}
	random := draws(13)
	for i, n := range steps(1e8, 1e10, 9) {
		lines = append(lines, fmt.Sprintf("tiny,m%d,%g,%g,%g,%.3f", i, n, 20*n, trueLoss(n, 20*n), 0.3+0.4*rise(math.Log10(n/1e9), 1)+0.02*random.NormFloat64()))
	}
	var all []string
	dir := t.TempDir()
	for _, name := range []string{"tiny", "other", "runs_final"} {
		path := filepath.Join(dir, name+".csv")
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		r := analyze(t, path, evaluations.Mapping{})
		var numbers strings.Builder
		for _, x := range r.Thresholds {
			fmt.Fprintln(&numbers, x.Estimator, x.Value, x.Low, x.High)
		}
		for _, f := range r.Fits {
			fmt.Fprintln(&numbers, f.Form, f.Constants)
		}
		all = append(all, numbers.String())
	}
	if all[0] != all[1] || all[1] != all[2] {
		t.Errorf("the name changes\n%s\n%s\n%s", all[0], all[1], all[2])
	}
}

// A loss falls: its middle is a half fall, in the table for people too.
func TestALossFalls(t *testing.T) {
	lines := []string{"step,train_loss,train_accuracy"}
	for _, step := range steps(1, 1e4, 31) {
		y := rise(math.Log10(step/100), 1)
		lines = append(lines, fmt.Sprintf("%g,%.6f,%.6f", step, 4-3*y, y))
	}
	r := analyze(t, csvFile(t, "log.csv", strings.Join(lines, "\n")+"\n"), evaluations.Mapping{})
	fall, up := r.pick(halfFall, "train_loss"), r.pick(halfRise, "train_accuracy")
	if len(fall) != 1 || len(up) != 1 || len(r.pick(halfRise, "train_loss")) != 0 {
		t.Fatalf("%+v %+v", fall, up)
	}
	holds(t, "half fall", fall[0].Value, fall[0].Low, fall[0].High, 100, 0.02)
}
