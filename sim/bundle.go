package sim

import "github.com/circsim/circsim/circuits/lanes"

// bundle is a run of blocks that share the calls of kernels: one block of many agents, or neighbours of one kind, each so small
// that a call takes longer than its numbers. The results of a block are the same alone, to the bit.
type bundle struct {
	span   // agents
	of     population
	blocks span
	ends   []int // of its blocks, from its first agent on
	idle   bool  // of cohorts: nothing memorizes their items
	place  int   // of its first cohort among those that are answered together
}

// shared reports whether the bundle has several blocks.
func (u *bundle) shared() bool { return u.blocks.end-u.blocks.first > 1 }

// sums adds up x and y, which are by agent, over each of its blocks. The result is by block of the network.
func (u *bundle) sums(f *fields, x, y []float64) (ofX, ofY []float64) {
	lanes.Sums(f.ofX[u.blocks.first:u.blocks.end], f.ofY[u.blocks.first:u.blocks.end], x, y, u.ends)
	return f.ofX, f.ofY
}

// apart is the bundle's part of an array over all cohorts that are answered together.
func (u *bundle) apart(of []float64) []float64 { return of[u.place : u.place+u.end-u.first] }

// smallBlock is the number of agents up to which a block may share its bundle.
const smallBlock = 16

// bundleBlocks puts all blocks into bundles.
func (n *network) bundleBlocks() {
	for b := range n.blocks {
		blk := &n.blocks[b]
		if last := len(n.bundles) - 1; last >= 0 && n.joins(&n.bundles[last], blk) {
			u := &n.bundles[last]
			u.end, u.blocks.end, u.ends = blk.end, b+1, append(u.ends, blk.end-u.first)
			continue
		}
		n.bundles = append(n.bundles, bundle{span: blk.span, of: blk.of, blocks: span{b, b + 1}, ends: []int{blk.end - blk.first}})
	}
	for k := range n.bundles {
		u := &n.bundles[k]
		if u.blocks.first >= n.itemBlocks {
			break
		}
		n.itemBundles++
		u.idle = !n.tasks[n.blocks[u.blocks.first].task].memory.exists()
		if u.shared() && !u.idle {
			u.place = n.together
			n.together += u.end - u.first
		}
	}
}

// joins reports whether a block belongs in the bundle before it.
func (n *network) joins(u *bundle, blk *block) bool {
	before := &n.blocks[u.blocks.end-1]
	return u.of == blk.of && blk.end-u.first <= blockAgents &&
		before.end-before.first <= smallBlock && blk.end-blk.first <= smallBlock &&
		blk.of.alike(before, blk)
}
