package calibration

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const twoTasks = small + `  facts:
    classes: 50
    items: 0
    memorization: {gain: 60, initial: 0.005}
`

func read(t *testing.T, table string, columns ...string) (*Data, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "runs.csv")
	if err := os.WriteFile(path, []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := Read(path, parsed(t, twoTasks), columns, nil)
	if err != nil {
		return nil, err
	}
	for i, note := range d.Notes {
		d.Notes[i] = strings.ReplaceAll(note, filepath.Dir(path)+"/", "")
	}
	return d, nil
}

// Curves are read run by run, whatever the columns are called.
func TestReadCurves(t *testing.T) {
	for _, table := range []string{
		"run,params,items,facts,seed,step,test_loss,train_accuracy,facts_accuracy,width\n" +
			"a,1000,500,0,1,0,3,0,,8\na,1000,500,0,1,10,2,1,,8\na,1000,500,0,1,1000,0.5,1,,8\n" +
			"b,1000,500,0,2,0,3,0,,8\nb,1000,500,0,2,100,2,0.5,,8\n" +
			"c,2000,600,9,1,0,3,0,0,8\nc,2000,600,9,1,10,0.5,1,1,8\n",
		"_step;run_id;n_params;train_size;facts;replicate;val/loss;training.acc;facts_train_acc;width\n" +
			"0;a;1000;500;0;1;3;0;;8\n0;c;2000;600;9;1;3;0;0;8\n10;a;1000;500;0;1;;1;;8\n10;a;1000;500;0;1;2;;;8\n" +
			"1000;a;1000;500;0;1;0.5;1;;8\n0;b;1000;500;0;2;3;0;;8\n10;c;2000;600;9;1;0.5;1;1;8\n100;b;1000;500;0;2;2;0.5;;8\n",
	} {
		d, err := read(t, strings.ReplaceAll(table, "_step", "global_step"))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Runs) != 3 || len(d.Settings) != 2 || d.Events() != 5 {
			t.Fatalf("%d runs, %d settings, %d events", len(d.Runs), len(d.Settings), d.Events())
		}
		if !strings.HasSuffix(d.Notes[1], "not used: width; --column PATH=COLUMN uses a column") {
			t.Error(d.Notes)
		}
		for _, r := range d.Runs {
			for _, o := range r.Observations {
				if r.Name == "b" && o.Kind == StepTest && (!o.Censored || math.Abs(o.Value-math.Log(100)) > 1e-12) {
					t.Errorf("the run that ends at step 100 has %+v", o)
				}
			}
		}
	}
}

// In a table of events, each is somewhere between the step that states it and the one logged before.
func TestReadEvents(t *testing.T) {
	table := "run,items,steps,step_train,step_test,peak_test_loss\n" +
		"a,500,9000,300,8000,9.5\nb,600,9000,200,4000,9\nc,700,9000,200,,8\nd,700,9000,200,NaN,8\n"
	d, err := read(t, table)
	if err != nil {
		t.Fatal(err)
	}
	if d.Events() != 6 || len(d.Runs) != 4 {
		t.Fatalf("%d events of %d runs", d.Events(), len(d.Runs))
	}
	for _, o := range d.Runs[0].Observations {
		if o.Kind == StepTrain && (o.Value != math.Log(250) || math.Abs(o.Rounding-math.Log(1.5)/math.Sqrt(12)) > 1e-12) {
			t.Errorf("step 300 in steps of 100 is %+v", o)
		}
	}
	for _, o := range d.Runs[3].Observations {
		if o.Kind == StepTest && (!o.Censored || o.Value != math.Log(9000)) {
			t.Errorf("an event that did not happen is %+v", o)
		}
	}
}

// Tables that nothing can be fitted to are refused in one line that says why.
func TestTablesThatAreRefused(t *testing.T) {
	const header = "run,items,step,test_loss,train_accuracy\n"
	rows := "a,500,0,3,0\na,500,9,0.5,1\n"
	for _, c := range []struct {
		table, want string
		columns     []string
	}{
		{table: header + rows, want: "runs.csv: one run, expected at least two"},
		{table: header + rows + "b,500,0,3,0\nb,500,9,2,1\n", want: "do not differ in any key of the scenario, expected keys such as params or items that do (constant: items)"},
		{table: header + "a,500,0,3,0\na,500,9,2,0.1\nb,600,9,3,0\n", want: "no event happens in any of 2 runs"},
		{table: header + "a,500,9,3,0\na,500,0,0.5,1\nb,600,0,3,0\n", want: "runs.csv:3: step 0 of a follows its step 9, expected ascending steps"},
		{table: header + rows + "b,,0,3,0\n", want: "runs.csv:4: no value of tasks.sums.items in column \"items\""},
		{table: header + rows + "a,600,10,3,0\n", want: "runs.csv:4: tasks.sums.items of a is 600, and was 500 on line 2"},
		{table: header + rows + "b,2.5,9,3,0\n", want: "runs.csv:4: tasks.sums.items is 2.5, expected a whole number"},
		{table: header + "a,500,0,NaN,NaN\nb,600,0,nan,nan\n", want: "nothing was measured in any run"},
		{table: header + "a,500,0,what,NaN\nb,600,0,nan,nan\n", want: "nothing was measured in any run"},
		{table: header + rows + "b,600,0,3,0\nb,600,9,2,99.5\n", want: "runs.csv:5: 99.5 in column \"train_accuracy\", expected a share from 0 to 1, percent divided by 100"},
		{table: header + rows + "b,600,0,-3,0\n", want: "runs.csv:4: -3 in column \"test_loss\", expected a loss of at least 0 nats"},
		{table: "run,items,step,lr\na,1,2,3\n", want: "no column of curves or events"},
		{table: "run,items,test_loss\na,1,2\n", want: "no column of steps"},
		{table: "run,items,step,test_loss,step_test\na,1,2,3,4\n", want: "columns of curves (\"step\") and of events (\"step_test\")"},
		{table: "step,a - test_loss,b - test_loss\n1,2,3\n2,0.5,0.5\n", want: "2 runs that do not differ in any key of the scenario"},
		{table: header + rows, columns: []string{"model.parms=items"}, want: `--column model.parms=items: unknown path or role "model.parms", did you mean model.params?`},
		{table: header + rows, columns: []string{"model.params=item"}, want: `runs.csv has no column "item", did you mean items?`},
		{table: header + rows, columns: []string{"items"}, want: "expected PATH=COLUMN"},
		{table: "run,items,step_test\na,500,9\na,500,10\n", want: "runs.csv:3: second row of a"},
	} {
		_, err := read(t, c.table, c.columns...)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q is answered with\n%v\nnot with\n%s", c.table, err, c.want)
		}
	}
}

// What is odd about rows is said, with the line of the first of them.
func TestOddRows(t *testing.T) {
	d, err := read(t, "run,items,step,test_loss\na,500,-1,3\na,500,0,3\na,500,9,0.5\na,500,9,0.6\na,500,9,0.6\nb,600,NaN,3\nb,600,9,0.5\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"runs.csv:2: 2 rows without a step of at least 0: left out",
		`runs.csv:5: 1 row with a step that the run has already, and other values: is column "run" what tells runs apart?`,
	} {
		if !slices.Contains(d.Notes, want) {
			t.Errorf("%q lacks %q", d.Notes, want)
		}
	}
}

// A table with runs side by side says what one with a row for each run and step says.
func TestRunsSideBySide(t *testing.T) {
	long := "run,items,lr,step,test_loss,train_accuracy,facts_train_accuracy\n" +
		"a - items500-lr1e-3,500,1e-3,0,3,0,0\na - items500-lr1e-3,500,1e-3,10,2,1,1\na - items500-lr1e-3,500,1e-3,100,0.5,1,1\n" +
		"b - items600-lr1e-3,600,1e-3,0,3,0,\nb - items600-lr1e-3,600,1e-3,5,2,0.5,\n"
	wide := "Step,a - items500-lr1e-3 - val/loss,a - items500-lr1e-3 - val/loss__MAX,a - items500-lr1e-3 - train/acc,a - items500-lr1e-3 - facts_train_accuracy," +
		"b - items600-lr1e-3 - _step,b - items600-lr1e-3 - val/loss,b - items600-lr1e-3 - train/acc,b - items600-lr1e-3 - facts_train_accuracy\n" +
		"0,3,9,0,0,0,3,0,\n10,2,9,1,1,5,2,0.5,\n100,0.5,9,1,1,,,,\n"
	a, err := read(t, long)
	if err != nil {
		t.Fatal(err)
	}
	b, err := read(t, wide)
	if err != nil {
		t.Fatal(err)
	}
	ignored := cmpopts.IgnoreFields(Run{}, "Line")
	if diff := cmp.Diff(a.Runs, b.Runs, ignored); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(a.Settings, b.Settings); diff != "" || len(a.Settings) != 2 {
		t.Error(diff)
	}
	if diff := cmp.Diff(a.Paths, b.Paths); diff != "" {
		t.Error(diff)
	}
}
