package calibration

// Data are measured training runs, reduced to their events.
type Data struct {
	File     string // as the user typed it
	SHA256   string // of the file, in hexadecimal
	Paths    []string
	Columns  []string // by path, its column
	Labels   []string // other columns that runs may be told apart by, as Read was told
	Runs     []Run
	Settings []Setting
	Notes    []string // what was understood by the columns' names, and what is odd about the table
}

// Run is one measured run.
type Run struct {
	Name         string // of the table, or made from its keys
	Line         int    // where its rows begin
	Setting      int    // place in Data.Settings
	End          float64
	Labels       []string // by Data.Labels
	Observations []Observation
}

// Setting is a combination of the varied keys. Its runs are replicates.
type Setting struct {
	Values []float64 // by Data.Paths
	Runs   []int     // places in Data.Runs
	End    float64   // steps of the longest run
}

// Observation is one measured number of a run.
type Observation struct {
	Task     string
	Kind     Kind
	Value    float64 // ln steps, ln nats or logit, as the kind says
	Rounding float64 // standard deviation of the rounding to logged steps, on the same scale
	Censored bool    // the event had not happened by the step whose logarithm is Value
}

// Events counts the events that happened.
func (d *Data) Events() (n int) {
	for _, r := range d.Runs {
		for _, o := range r.Observations {
			if o.Kind.IsStep() && !o.Censored {
				n++
			}
		}
	}
	return n
}

// Varied are the places of the paths that differ between settings.
func (d *Data) Varied() (list []int) {
	for k := range d.Paths {
		for _, s := range d.Settings {
			if s.Values[k] != d.Settings[0].Values[k] {
				list = append(list, k)
				break
			}
		}
	}
	return list
}
