package sweep

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of Count processes that together make a sweep. Part p, counted from 0, belongs to the
// shard with Index-1 = p mod Count. In an adaptive design that is the rule for searches, not for parts:
// see share. The zero Shard makes all.
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

// makes reports whether the shard makes a part, or a search.
func (s Shard) makes(number int) bool {
	return s.Whole() || shardOf(number, s.Count) == s.Index
}

// shardOf is the index of the shard of count that makes a part, or a search.
func shardOf(number, count int) int { return number%count + 1 }
