package columns

import (
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim"
	orderedmap "github.com/pb33f/ordered-map/v2"
)

// runObject is what run --json prints. Its values are those of the run's rows in the runs table.
type runObject struct {
	Scenario string  `json:"scenario"`
	Seed     int64   `json:"seed"`
	Steps    int64   `json:"steps"`
	Tasks    *object `json:"tasks"`
	Network  *object `json:"network"`
}

// object is a JSON object that keeps the order of its members.
type object = orderedmap.OrderedMap[string, any]

// objectOf has the values of an R by the names of its columns: float64, int64, string, or nil for null.
func objectOf[R any](columns Group[R], r *R) *object {
	o := orderedmap.New[string, any]()
	for _, f := range columns.Fields() {
		o.Set(f.Name, f.Value(r))
	}
	return o
}

// RunJSON writes a run as one object on one line.
func RunJSON(r *sim.Result) ([]byte, error) {
	tasks := orderedmap.New[string, any]()
	for i := range r.Tasks {
		tasks.Set(r.Tasks[i].Name, objectOf(Task[1:], &r.Tasks[i])) // without the name, the first column
	}
	return text.JSON(runObject{r.Scenario.Name, r.Seed, r.Steps, tasks, objectOf(Network, &r.Network)})
}
