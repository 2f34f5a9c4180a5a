//go:build !purego

package circuits

import "golang.org/x/sys/cpu"

//go:generate sh -c "cd asm && go run . -out ../heads_vector_amd64.s -stubs ../heads_stub_amd64.go -pkg circuits"

// step is stepPlain, eight heads at a time.
func (r *headRows) step(p *headPush) {
	if !cpu.X86.HasAVX2 || len(r.match) == 0 {
		r.stepPlain(p)
		return
	}
	var push [8][4]float64
	for k, x := range [...]float64{
		p.earned.Induction, p.earned.Function, p.representation, p.budget.slope, p.budget.offset, p.gain, p.decay, r.next,
	} {
		push[k] = [4]float64{x, x, x, x}
	}
	r.crossed = stepHeads(&r.match[0], &r.copy[0], &r.function[0], &r.copySite[0], &r.functionSite[0],
		&r.inductionBefore[0], &r.functionBefore[0], &r.induction[0], &r.functionVector[0],
		uint64(len(r.match)/8), &push, &r.inductionSums, &r.unitFunctionSums) != 0
}
