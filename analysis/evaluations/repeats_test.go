package evaluations

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAgreeingReplicates reads lines of the same key and score.
func TestAgreeingReplicates(t *testing.T) {
	for _, c := range []struct {
		name, text string
		rows       int
	}{
		{"written twice", "params,score\n1e6,0\n1e6,0\n1e7,1\n", 2},
		{"questions", "params,question,score\n1e6,a,0\n1e6,b,0\n1e7,a,1\n1e7,b,1\n", 4},
		{"a question twice", "params,question,score\n1e6,a,0\n1e6,a,0\n1e7,a,1\n1e7,b,1\n", 3},
		{"others differ", "params,score\n1e6,0\n1e6,0\n1e7,1\n1e7,0\n", 4},
		{"same seed", "params,seed,score\n1e6,1,0\n1e6,1,0\n1e7,1,1\n1e7,1,0\n", 3},
		{"same seed, other remark", "params,seed,remark,score\n1e6,1,x,0\n1e6,1,y,0\n1e7,1,z,1\n", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := readText(t, c.text, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(table.Rows) != c.rows {
				t.Errorf("%d rows, want %d: %v", len(table.Rows), c.rows, table.Warnings)
			}
			var long strings.Builder
			for i, line := range strings.Split(strings.TrimSpace(c.text), "\n") {
				at := strings.LastIndex(line, ",")
				if i == 0 {
					fmt.Fprintf(&long, "%s,metric,value\n", line[:at])
				} else {
					fmt.Fprintf(&long, "%s,acc,%s\n", line[:at], line[at+1:])
				}
			}
			if table, err = readText(t, long.String(), ""); err != nil {
				t.Fatal(err)
			}
			if len(table.Rows) != c.rows {
				t.Errorf("long: %d rows, want %d: %v", len(table.Rows), c.rows, table.Warnings)
			}
		})
	}
}

// TestMeansOfGradedQuestions checks that questions graded 0 or 1 keep the mean of their size, whatever the grades.
func TestMeansOfGradedQuestions(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var wide, long strings.Builder
		wide.WriteString("params,question,score\n")
		long.WriteString("params,question,metric,value\n")
		var right [4]int
		for size := range right {
			right[size] = rapid.IntRange(0, 7).Draw(rt, "right")
			for q := range 7 {
				grade := 0
				if q < right[size] {
					grade = 1
				}
				fmt.Fprintf(&wide, "1e%d,q%d,%d\n", 6+size, q, grade)
				fmt.Fprintf(&long, "1e%d,q%d,acc,%d\n", 6+size, q, grade)
			}
		}
		for _, text := range []string{wide.String(), long.String()} {
			table, err := readText(t, text, "")
			if err != nil {
				rt.Fatal(err)
			}
			var sum, n [4]float64
			for _, r := range table.Rows {
				for size := range right {
					if r.Params == []float64{1e6, 1e7, 1e8, 1e9}[size] {
						sum[size] += r.Scores[0]
						n[size]++
					}
				}
			}
			for size := range right {
				if n[size] != 7 || sum[size] != float64(right[size]) {
					rt.Fatalf("%v of %v right, want %v of 7", sum, n, right)
				}
			}
		}
	})
}
