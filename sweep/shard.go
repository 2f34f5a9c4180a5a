package sweep

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of Count processes that together make a sweep. Part p, counted from 0, belongs to the
// shard with Index-1 = p mod Count. The zero Shard makes all parts.
type Shard struct {
	Index, Count int // 1 <= Index <= Count
}

// ParseShard reads a shard from text of the form I/N, such as 2/7.
func ParseShard(text string) (Shard, error) {
	index, count, found := strings.Cut(text, "/")
	i, err1 := strconv.Atoi(index)
	n, err2 := strconv.Atoi(count)
	if !found || err1 != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("shard is %q, expected I/N with I from 1 to N, such as 2/7", text)
	}
	return Shard{i, n}, nil
}

// Whole reports whether this process makes all parts.
func (s Shard) Whole() bool { return s.Count == 0 }

// makes reports whether the shard makes a part.
func (s Shard) makes(part int) bool {
	return s.Whole() || part%s.Count == s.Index-1
}
