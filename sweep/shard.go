package sweep

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of Count processes that make a sweep together, each the parts whose
// number leaves Index-1 when divided by Count. The zero Shard makes all parts.
type Shard struct {
	Index, Count int // Index from 1 to Count
}

// ParseShard reads I/N, such as 2/7.
func ParseShard(text string) (Shard, error) {
	index, count, found := strings.Cut(text, "/")
	i, err1 := strconv.Atoi(index)
	n, err2 := strconv.Atoi(count)
	if !found || err1 != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("shard is %q, expected I/N with I from 1 to N, such as 2/7", text)
	}
	return Shard{i, n}, nil
}

// Whole says whether there is only this process.
func (s Shard) Whole() bool { return s.Count == 0 }

// makes says whether a part is the shard's.
func (s Shard) makes(part int) bool {
	return s.Whole() || part%s.Count == s.Index-1
}
