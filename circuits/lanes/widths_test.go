//go:build amd64 && !purego && unix

package lanes

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
	"pgregory.net/rapid"
)

var names = map[width]string{plain: "plain Go", avx2: "AVX2", avx512: "AVX-512"}

// widths are those of this processor.
func widths() (list []width) {
	for w := plain; w <= widest(); w++ {
		list = append(list, w)
	}
	return list
}

// with runs f at a width.
func with(w width, f func()) {
	using = w
	defer func() { using = widest() }()
	f()
}

// guarded is a page between two that must not be touched.
type guarded []float64

const sentinel = 1.25e-77

func newGuarded(t *testing.T) guarded {
	page := unix.Getpagesize()
	memory, err := unix.Mmap(-1, 0, 3*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Munmap(memory) })
	for _, outer := range [][]byte{memory[:page], memory[2*page:]} {
		if err := unix.Mprotect(outer, unix.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	return unsafe.Slice((*float64)(unsafe.Pointer(&memory[page])), page/8)
}

// slice is n numbers at the start or at the end of the page. All others are sentinels.
func (g guarded) slice(n int, atEnd bool) []float64 {
	for i := range g {
		g[i] = sentinel
	}
	if atEnd {
		return g[len(g)-n:]
	}
	return g[:n:n]
}

// intact reports whether the numbers outside of the slice are sentinels still.
func (g guarded) intact(n int, atEnd bool) bool {
	rest := g[n:]
	if atEnd {
		rest = g[:len(g)-n]
	}
	for _, x := range rest {
		if x != sentinel {
			return false
		}
	}
	return true
}

// same compares bits. All NaN are alike.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

var special = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.5, math.Inf(1), math.Inf(-1), math.NaN(),
	math.SmallestNonzeroFloat64, 0x1p-1022, -0x1p-1022, math.MaxFloat64, -math.MaxFloat64,
	1e-18, -1e-18, 1e-300, 1e5, -1e5, 1e300, math.Ln2 / 2, -math.Ln2 / 2, math.Ln2, 1.5 * math.Ln2,
	-708, math.Nextafter(-708, -709), 709.4, math.Nextafter(709.4, 710), 709.78, 709.79, 710, -745, -750,
	math.Sqrt2, math.Sqrt(0.5), math.Nextafter(1, 0), math.Nextafter(1, 2), 0x1p52, 0x1p63,
}

// numbersIn draws numbers of a range, special ones and any others.
func numbersIn(from, to float64) *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(from, to), rapid.SampledFrom(special), rapid.Float64())
}

// Every width gives the bits of plain Go, and touches nothing outside of the slices.
func TestWidthsGiveTheSameBits(t *testing.T) {
	pages := make([]guarded, 9)
	for i := range pages {
		pages[i] = newGuarded(t)
	}
	for _, c := range calls {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n, atEnd := rapid.IntRange(0, most).Draw(t, "n"), rapid.Bool().Draw(t, "at the end of a page")
				read := make([][]float64, c.reads)
				for i, r := range c.ranges {
					numbers := numbersIn(r[0], r[1])
					if i >= c.reads-c.within {
						numbers = rapid.Float64Range(r[0], r[1])
					}
					read[i] = rapid.SliceOfN(numbers, n, n).Draw(t, "read")
				}
				x := c.numbers
				if !rapid.Bool().Draw(t, "typical numbers") {
					for i := range x {
						x[i] = numbersIn(0, 1).Draw(t, "number")
					}
				}
				var want [][]float64
				var wantSums [5]float64
				for _, w := range widths() {
					written, held := make([][]float64, c.writes), make([][]float64, c.reads)
					for i := range written {
						written[i] = pages[i].slice(n, atEnd)
					}
					for i := range held {
						held[i] = pages[c.writes+i].slice(n, atEnd)
						copy(held[i], read[i])
					}
					var sums [5]float64
					with(w, func() { sums = c.run(written, held, x) })
					for i := range c.writes + c.reads {
						if !pages[i].intact(n, atEnd) {
							t.Fatalf("%s wrote outside of its slices", names[w])
						}
					}
					if w == plain {
						for _, v := range written {
							want = append(want, append([]float64(nil), v...))
						}
						wantSums = sums
						continue
					}
					for i, v := range written {
						for k := range v {
							if !same(v[k], want[i][k]) {
								t.Fatalf("%s: element %d of output %d = %x, plain Go %x", names[w], k, i, v[k], want[i][k])
							}
						}
					}
					for i := range sums {
						if !same(sums[i], wantSums[i]) {
							t.Fatalf("%s: sum %d = %x, plain Go %x", names[w], i, sums[i], wantSums[i])
						}
					}
				}
			})
		})
	}
}

// The same over many typical numbers, which fill every length.
func TestWidthsGiveTheSameBitsOnTypicalNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range calls {
		for n := range most {
			for range 20 {
				read := typical(c, n, random)
				var want [][]float64
				var wantSums [5]float64
				for _, w := range widths() {
					written := make([][]float64, c.writes)
					for i := range written {
						written[i] = make([]float64, n)
					}
					var sums [5]float64
					with(w, func() { sums = c.run(written, read, c.numbers) })
					if w == plain {
						want, wantSums = written, sums
						continue
					}
					for i, v := range written {
						for k := range v {
							if !same(v[k], want[i][k]) {
								t.Fatalf("%s by %s: element %d of %d of output %d = %x, plain Go %x", c.name, names[w], k, n, i, v[k], want[i][k])
							}
						}
					}
					if sums != wantSums {
						t.Fatalf("%s by %s over %d elements: sums %x, plain Go %x", c.name, names[w], n, sums, wantSums)
					}
				}
			}
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range calls {
		read, written := typical(c, 13, random), make([][]float64, c.writes)
		for i := range written {
			written[i] = make([]float64, 13)
		}
		for _, w := range widths() {
			with(w, func() {
				if got := testing.AllocsPerRun(100, func() { c.run(written, read, c.numbers) }); got != 0 {
					t.Errorf("%s by %s allocates %g times", c.name, names[w], got)
				}
			})
		}
	}
}

// BenchmarkKernels reports the cost of an element.
func BenchmarkKernels(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range calls {
		for _, w := range widths() {
			for _, n := range []int{8, 13, 512} {
				read, written := typical(c, n, random), make([][]float64, c.writes)
				for i := range written {
					written[i] = Make(n)
				}
				b.Run(c.name+"/"+names[w]+"/"+strconv.Itoa(n), func(b *testing.B) {
					with(w, func() {
						for range b.N {
							c.run(written, read, c.numbers)
						}
					})
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/element")
					b.ReportMetric(0, "ns/op")
				})
			}
		}
	}
}
