package analysis

import "sync/atomic"

// Progress says how far the analysis of a table is.
type Progress struct {
	Doing    string // what is done, such as "fitting laws"
	Done, Of int    // parts of it; Of is 0 where they are not counted
}

// tell passes progress on, if anybody listens.
func (o *Options) tell(p Progress) {
	if o.Tell != nil {
		o.Tell(p)
	}
}

// counting tells that work of some parts begins. The function that it returns tells that one more part is done.
func (o *Options) counting(doing string, of int) func() {
	o.tell(Progress{Doing: doing, Of: of})
	var done atomic.Int64
	return func() { o.tell(Progress{Doing: doing, Done: int(done.Add(1)), Of: of}) }
}
