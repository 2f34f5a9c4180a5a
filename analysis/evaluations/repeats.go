package evaluations

// Lines of the same model, task, condition, sizes, step and seed are a group. They are replicates, or one of them was
// written several times. They are replicates where their scores differ. Where their scores are equal they are:
//
//   - repetitions, if their seed is known: the same seed gives the same score
//   - replicates, if columns that are not used differ between them, such as the number of a question
//   - replicates, if other lines of the table have no seed and are replicates: keeping only what differs would bias
//     their mean and their variance
//   - repetitions otherwise
//
// Of repetitions one is kept.

const (
	repetition    = "repetition"
	contradiction = "contradiction"
	agreement     = "agreement"
)

func repeated() string { return "repeats an earlier line: one of them is kept" }

func contradicted() string {
	return "has another score than an earlier line of the same model, task, condition, seed, sizes and step: all are kept, as replicates; a column mapped to seed or condition would tell them apart"
}

func agreed() string {
	return "has the score of an earlier line of the same model, task, condition, sizes and step: kept, as a replicate"
}

// agrees reports whether a line whose scores equal those of the first of its group is a replicate. replicated says
// whether lines of the table without a seed have different scores.
func agrees(r *Row, rest, first uint64, replicated bool) bool {
	return r.Seed == NoSeed && (replicated || rest != first)
}
