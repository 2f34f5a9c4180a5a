package output

// Table is one of a scenario's tables, and the folder of its parts.
type Table string

// The tables of a scenario.
const (
	Runs     Table = "runs"
	Curves   Table = "curves"
	Circuits Table = "circuits"
)

// tables are all tables, in the order in which the files of a part appear.
var tables = []Table{Circuits, Curves, Runs}

// Type is what a column holds.
type Type string

// The types of columns; readers see BIGINT, DOUBLE and VARCHAR.
const (
	Int64   Type = "int64"
	Float64 Type = "float64"
	String  Type = "string"
)

// Column says what one column of a table means. Float columns of results are
// all nullable: a value that is not finite is null and named in invalid.
type Column struct {
	Name     string `json:"name"`
	Type     Type   `json:"type"`
	Nullable bool   `json:"nullable"`
	Unit     string `json:"unit"`
	Meaning  string `json:"meaning"`
	Source   string `json:"source"` // where its formula stands

	repeats bool // few values, in long runs: worth a dictionary
}

// Columns are the columns of a table, in file order, for a sweep along axes.
func Columns(t Table, axes []Axis) []Column {
	columns := append([]Column{}, keyColumns...)
	for _, axis := range axes {
		columns = append(columns, axis.column())
	}
	switch t {
	case Runs:
		columns = append(columns, runColumns...)
	case Curves:
		columns = append(columns, curveColumns...)
	case Circuits:
		columns = append(columns, circuitColumns...)
	}
	return append(columns, invalidColumn)
}

var keyColumns = []Column{
	{"scenario", String, false, "", "name of the study", "scenario file, name", true},
	{"run", Int64, false, "", "index of the run in the plan, from 0", "scenario file, sweep", true},
	{"seed", Int64, false, "", "seed of the run's random streams", "scenario file, sweep.seeds", true},
}

var taskColumn = Column{"task", String, false, "", "the task that the row is about", "scenario file, tasks", true}

var invalidColumn = Column{"invalid", String, true, "",
	"columns whose value was not finite and is null here, each as name=value; null where there is none", "output", true}

var identityColumn = Column{"identity", String, false, "",
	"hash of everything that determines the run: the scenario as run with all defaults, without name, title, cites and sweep; seed; format; circsim version and build settings",
	"output", false}

var runColumns = join(
	[]Column{identityColumn, taskColumn}, metricColumns, measuredColumns, chainColumns, stateColumns, ablationColumns, headAblationColumns,
	[]Column{
		{"regime", String, false, "", "confusion, memorization, progression, grokking, semi-grokking or comprehension", "arXiv:2205.10343 Table 1; arXiv:2402.15175 section 3", true},
		result("step_train", "steps", "first step with train accuracy >= 0.99; null: never", "docs/model.md section 5", false),
		result("step_test", "steps", "first step with test loss < 1; null: never", "docs/model.md section 5", false),
		result("step_test_accuracy", "steps", "first step with test accuracy >= 0.97; null: never", "docs/model.md section 5", false),
		result("peak_test_loss", "nats per token", "highest test loss of the run", "docs/model.md section 5", false),
		result("step_peak_test_loss", "steps", "step of the highest test loss", "docs/model.md section 5", false),
	},
	networkColumns,
	[]Column{
		tokensColumn, flopsColumn,
		{"steps", Int64, false, "steps", "optimizer steps simulated", "scenario file, training.steps", true},
	},
)

var curveColumns = join(
	[]Column{taskColumn, stepColumn, tokensColumn, flopsColumn},
	metricColumns, measuredColumns, chainColumns, stateColumns, networkColumns,
)

var circuitColumns = []Column{
	taskColumn,
	{"kind", String, false, "", "memorization, generalization or head", "docs/model.md section 1", true},
	{"index", Int64, false, "", "number of the circuit within its task and kind", "docs/model.md section 1", false},
	stepColumn,
	{"depth", Int64, false, "factors", "factors in the circuit's product", "docs/model.md section 1", true},
	result("gain", "per step", "growth rate; of a cohort with its items' sampling weight", "docs/model.md section 3", false),
	result("footprint", "parameters", "parameters occupied when learned; 0 for memorization, which pays in bits", "docs/model.md section 4", true),
	result("multiplicity", "items", "items that a memorization cohort stands for; 1 for generalization and heads", "docs/model.md section 6", true),
	result("strength", "logit", "strength of the circuit", "docs/model.md section 3", false),
	result("born", "steps", "first step with strength >= 1; null: never", "docs/model.md section 3", false),
	result("died", "steps", "first step after born with strength < 1; null: never", "docs/model.md section 3", false),
	result("relative_depth", "share of the layers", "layer of a head, by the number of layers; null: not a head", "docs/model.md section 12", true),
	result("induction", "logit", "induction strength of a head, a_c m c; null: not a head", "docs/model.md section 12; arXiv:2209.11895", false),
	result("function_vector", "logit", "function-vector strength of a head, a_f m f F; null: not a head", "docs/model.md section 12; arXiv:2502.14010", false),
	result("induction_born", "steps", "first step with induction >= 1; null: never, or not a head", "docs/model.md section 12", false),
	result("function_vector_born", "steps", "first step with function_vector >= 1; null: never, or not a head", "docs/model.md section 12", false),
}

var (
	stepColumn   = result("step", "steps", "training time, in optimizer steps", "scenario file, record", true)
	tokensColumn = result("tokens", "items", "items seen, steps times batch", "docs/model.md section 6", true)
	flopsColumn  = result("flops", "floating-point operations", "6 N tokens", "docs/model.md section 6; arXiv:2001.08361 section 2.1", true)
)
