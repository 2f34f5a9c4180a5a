package main

import (
	"github.com/circsim/circsim/internal/series"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// kernels are the functions of the package, as its Go files define them.
var kernels = []func(*machine){
	exp, powers, regrow, oppose, answer, answerEach, answerPower, tickets, ticketsEach, runSums, rates, ratesOfPower, ratesOfPowerEach,
	combine, maxAbs,
	losses, accuracies, moments, follow, norms,
	eliminate, eliminatePace, project, projectPace, spread, spreadPace,
	gather, gatherPace, respond, respondPace,
	rateSlopes, fieldSlopes, paceSlopes, rateSlopesOfPower, freeSlopes,
}

func exp(m *machine) {
	m.function("exp", "func(dst, x *float64, n int)")
	dst, x := m.pointer("dst"), m.pointer("x")
	m.each(m.pointer("n"), func() {
		m.store(m.exponential(m.load(x)), dst)
	})
	m.end()
}

func powers(m *machine) {
	m.function("powers", "func(dst, x, exponent *float64, n int)")
	p := m.pointers("dst", "x", "exponent")
	m.each(m.pointer("n"), func() {
		m.store(m.exponential(m.mul(m.load(p[1]), m.load(p[2]))), p[0])
	})
	m.end()
}

func regrow(m *machine) {
	m.function("regrow", "func(strength, grown, y *float64, n int, start, initial float64)")
	strength, grown, y := m.pointer("strength"), m.pointer("grown"), m.pointer("y")
	start, initial := m.uniform("start"), m.uniform("initial")
	m.eachGroup(m.pointer("n"), func() {
		growth := m.bySize(func() vec { return m.sub(m.load(y), start) }, m.smallGrowth, m.growth)
		m.pass(func(i int) {
			m.store(m.mul(growth[i][0], initial), strength)
			m.store(m.mul(growth[i][1], initial), grown)
		})
	})
	m.end()
}

func oppose(m *machine) {
	m.function("oppose", "func(odds, right, wrong, logit, others, down *float64, n int)")
	p := m.pointers("odds", "right", "wrong", "logit", "others", "down")
	m.each(m.pointer("n"), func() {
		odds := m.mul(m.exponential(m.minus(m.load(p[3]))), m.load(p[4]))
		m.store(odds, p[0])
		against := m.min(m.number(series.MostOdds), m.mul(odds, m.load(p[5])))
		right := m.div(m.number(1), m.add(against, m.number(1)))
		m.store(right, p[1])
		m.store(m.mul(against, right), p[2])
	})
	m.end()
}

func answer(m *machine) {
	m.function("answer", "func(residual, grown, weight, items *float64, n int, right, wrong float64) (pull, nats float64)")
	m.answers(nil)
}

func answerPower(m *machine) {
	m.function("answerPower", "func(residual, grown, weight, items, squares *float64, n int, right, wrong float64) (pull, nats, power float64)")
	squares := m.pointer("squares")
	m.answers(&squares)
}

// answers is the body of answer, with the sum of squares if there are some.
func (m *machine) answers(squares *reg.GPVirtual) {
	residual, grown, weight, items := m.pointer("residual"), m.pointer("grown"), m.pointer("weight"), m.pointer("items")
	right, wrong := m.uniform("right"), m.uniform("wrong")
	results := m.sums(2)
	if squares != nil {
		results = append(results, m.sum())
	}
	m.eachGroup(m.pointer("n"), func() {
		answer := m.bySize(func() vec { return m.load(grown) },
			func(d vec) (residual, fall vec) { return m.slightlyStrengthened(d, wrong) },
			func(d vec) (residual, fall vec) { return m.strengthened(d, right, wrong) })
		m.pass(func(i int) {
			r, fall := answer[i][0], answer[i][1]
			m.store(r, residual)
			m.addTo(results[0], m.mul(m.load(weight), r))
			if squares != nil {
				m.addTo(results[2], m.mul(m.mul(m.load(*squares), r), r))
			}
			m.addTo(results[1], m.where(m.compare(above, m.load(grown), m.number(0)), m.mul(m.load(items), fall)))
		})
	})
	m.endWith(results)
}

func answerEach(m *machine) {
	m.function("answerEach", "func(residual, pull, nats, grown, weight, items, right, wrong *float64, n int)")
	p := m.pointers("residual", "pull", "nats", "grown", "weight", "items", "right", "wrong")
	m.eachGroup(m.pointer("n"), func() {
		answer := m.bySize(func() vec { return m.load(p[3]) },
			func(d vec) (residual, fall vec) { return m.slightlyStrengthened(d, m.load(p[7])) },
			func(d vec) (residual, fall vec) { return m.strengthened(d, m.load(p[6]), m.load(p[7])) })
		m.pass(func(i int) {
			r, fall := answer[i][0], answer[i][1]
			m.store(r, p[0])
			m.store(m.mul(m.load(p[4]), r), p[1])
			m.store(m.where(m.compare(above, m.load(p[3]), m.number(0)), m.mul(m.load(p[5]), fall)), p[2])
		})
	})
	m.end()
}

// strengthened is the residual of items whose memorization has grown by d, and the fall of their loss.
func (m *machine) strengthened(d vec, right, wrong operand.Op) (residual, fall vec) {
	kept, less1 := m.growth(m.minus(d))
	left, against := m.mul(kept, wrong), m.mul(less1, wrong)
	sum := m.choose(m.compare(above, against, m.number(-0.5)),
		m.add(against, m.number(1)), m.add(left, right))
	return m.div(left, sum), m.minusLog1p(sum, against)
}

// slightlyStrengthened is strengthened for small d.
func (m *machine) slightlyStrengthened(d vec, wrong operand.Op) (residual, fall vec) {
	kept, less1 := m.smallGrowth(m.minus(d))
	left, against := m.mul(kept, wrong), m.mul(less1, wrong)
	return m.div(left, m.add(against, m.number(1))), m.smallMinusLog1p(against)
}

func tickets(m *machine) {
	m.function("tickets", "func(slope, strength, initial, kept *float64, n int) (level, share float64)")
	p := m.pointers("slope", "strength", "initial", "kept")
	results := m.sums(2)
	m.each(m.pointer("n"), func() {
		m.addTo(results[0], m.load(p[1]))
		slope, share := m.occupied(p[1], p[2], p[3])
		m.addTo(results[1], share)
		m.store(slope, p[0])
	})
	m.endWith(results)
}

func ticketsEach(m *machine) {
	m.function("ticketsEach", "func(slope, share, strength, initial, kept *float64, n int)")
	p := m.pointers("slope", "share", "strength", "initial", "kept")
	m.each(m.pointer("n"), func() {
		slope, share := m.occupied(p[2], p[3], p[4])
		m.store(share, p[1])
		m.store(slope, p[0])
	})
	m.end()
}

// occupied are the shares of their footprints that tickets occupy, and their slopes.
func (m *machine) occupied(strength, initial, kept reg.GPVirtual) (slope, share vec) {
	left, less1 := m.growth(m.sub(m.load(initial), m.load(strength)))
	unoccupied := m.load(kept)
	grown := m.compare(notAtMost, m.load(strength), m.load(initial))
	return m.where(grown, m.mul(unoccupied, left)), m.where(grown, m.mul(m.minus(unoccupied), less1))
}

// runSums passes eight elements of a run at a time. Lanes without one add 0, which changes no sum that began at 0.
func runSums(m *machine) {
	m.function("sums", "func(ofX, ofY, x, y *float64, ends *int, count int)")
	results, slices := m.pointers("ofX", "ofY"), m.pointers("x", "y")
	ends, count := m.pointer("ends"), m.pointer("count")
	m.index = m.GP64()
	run, end, left, eight := m.GP64(), m.GP64(), m.GP64(), m.GP64()
	m.XORQ(m.index, m.index)
	m.XORQ(run, run)
	m.MOVQ(operand.U32(8), eight)
	m.JMP(operand.LabelRef("check"))

	m.Label("run")
	m.MOVQ(operand.Mem{Base: ends, Index: run, Scale: 8}, end)
	sums := m.sums(2)
	m.JMP(operand.LabelRef("rest"))
	m.Label("eight")
	m.CMPQ(left, eight)
	m.CMOVQGT(eight, left)
	for part := range m.parts() {
		m.part, m.offset = part, 32*part
		if m.wide {
			m.live = m.lanes(left)
		} else {
			m.live = m.halfLanes(left, part)
		}
		for k, x := range slices {
			m.VADDPD(m.load(x), sums[k][part], sums[k][part])
		}
	}
	m.part, m.offset, m.live = 0, 0, nil
	m.ADDQ(operand.Imm(8), m.index)
	m.Label("rest")
	m.MOVQ(end, left)
	m.SUBQ(m.index, left)
	m.JGT(operand.LabelRef("eight"))
	for k, p := range results {
		m.VMOVSD(m.total(sums[k]), operand.Mem{Base: p, Index: run, Scale: 8})
	}
	m.MOVQ(end, m.index)
	m.INCQ(run)
	m.Label("check")
	m.CMPQ(run, count)
	m.JLT(operand.LabelRef("run"))
	m.end()
}

func rates(m *machine) {
	m.function("rates", "func(rate, gain, residual, decay *float64, n int, price, depth float64)")
	rate, gain, residual, decay := m.pointer("rate"), m.pointer("gain"), m.pointer("residual"), m.pointer("decay")
	price, depth := m.uniform("price"), m.uniform("depth")
	m.each(m.pointer("n"), func() {
		earned := m.mul(m.load(residual), price)
		m.store(m.mul(m.sub(m.mul(m.load(gain), earned), m.load(decay)), depth), rate)
	})
	m.end()
}

func ratesOfPower(m *machine) {
	m.function("ratesOfPower", "func(rate, gain, power *float64, n int, earned, decay, depth float64)")
	rate, gain, power := m.pointer("rate"), m.pointer("gain"), m.pointer("power")
	earned, decay, depth := m.uniform("earned"), m.uniform("decay"), m.uniform("depth")
	m.each(m.pointer("n"), func() {
		growth := m.mul(m.mul(m.load(gain), earned), m.load(power))
		m.store(m.mul(m.sub(growth, decay), depth), rate)
	})
	m.end()
}

func ratesOfPowerEach(m *machine) {
	m.function("ratesOfPowerEach", "func(rate, gain, power, earned, depth *float64, n int, decay float64)")
	p, decay := m.pointers("rate", "gain", "power", "earned", "depth"), m.uniform("decay")
	m.each(m.pointer("n"), func() {
		growth := m.mul(m.mul(m.load(p[1]), m.load(p[3])), m.load(p[2]))
		m.store(m.mul(m.sub(growth, decay), m.load(p[4])), p[0])
	})
	m.end()
}

// combine reads the stages from a list of slices, of three words each.
func combine(m *machine) {
	m.function("combine", "func(dst, base, weights *float64, stages *[]float64, count, n int)")
	dst, base, weights, stages := m.pointer("dst"), m.pointer("base"), m.pointer("weights"), m.pointer("stages")
	count, n := m.pointer("count"), m.pointer("n")
	passed := m.GP64() // what long passes leave to the others begins so many bytes later
	m.XORQ(passed, passed)

	const registers = 4 // of a long pass
	long := operand.Imm(uint64(registers * m.lanesOfRegister()))
	m.CMPQ(n, long)
	m.JLT(operand.LabelRef("short"))
	m.Label("long")
	var sums [registers]vec
	for k := range sums {
		sums[k] = m.vec()
		m.VXORPD(sums[k], sums[k], sums[k])
	}
	at := func(p reg.GPVirtual, k int) operand.Mem {
		return operand.Mem{Base: p, Index: passed, Scale: 1, Disp: 8 * k * m.lanesOfRegister()}
	}
	m.TESTQ(base, base)
	m.JEQ(operand.LabelRef("zeros"))
	for k, x := range sums {
		m.VMOVUPD(at(base, k), x)
	}
	m.Label("zeros")
	m.eachStage(stages, count, func(data, stage reg.GPVirtual) {
		weight := m.spread(operand.Mem{Base: weights, Index: stage, Scale: 8})
		for k, x := range sums {
			term := m.vec()
			m.VMULPD(at(data, k), weight, term)
			m.VADDPD(term, x, x)
		}
	})
	for k, x := range sums {
		m.VMOVUPD(x, at(dst, k))
	}
	m.ADDQ(operand.U32(8*registers*m.lanesOfRegister()), passed)
	m.SUBQ(long, n)
	m.CMPQ(n, long)
	m.JGE(operand.LabelRef("long"))
	m.Label("short")
	m.ADDQ(passed, dst)

	m.each(n, func() {
		zero := m.label("zero")
		x := m.vec()
		m.VXORPD(x, x, x)
		m.TESTQ(base, base)
		m.JEQ(operand.LabelRef(zero))
		from := m.GP64()
		m.LEAQ(operand.Mem{Base: base, Index: passed, Scale: 1}, from)
		if m.live == nil {
			m.VMOVUPD(m.at(from), x)
		} else if m.wide {
			m.VMOVUPD_Z(m.at(from), m.live, x)
		} else {
			m.VMASKMOVPD(m.at(from), m.live, x)
		}
		m.Label(zero)
		m.eachStage(stages, count, func(data, stage reg.GPVirtual) {
			m.ADDQ(passed, data)
			term := m.mul(m.load(data), operand.Mem{Base: weights, Index: stage, Scale: 8})
			m.VADDPD(term, x, x)
		})
		m.store(x, dst)
	})
	m.end()
}

// eachStage runs body over a list of slices, with the address of a slice's first element and its place in the list.
func (m *machine) eachStage(stages, count reg.GPVirtual, body func(data, stage reg.GPVirtual)) {
	next, check := m.label("stage"), m.label("check")
	slice, stage, data := m.GP64(), m.GP64(), m.GP64()
	m.MOVQ(stages, slice)
	m.XORQ(stage, stage)
	m.JMP(operand.LabelRef(check))
	m.Label(next)
	m.MOVQ(operand.Mem{Base: slice}, data)
	body(data, stage)
	m.ADDQ(operand.Imm(24), slice)
	m.INCQ(stage)
	m.Label(check)
	m.CMPQ(stage, count)
	m.JLT(operand.LabelRef(next))
}

// maxAbs compares the bits of |x| as integers, above which are those of NaN.
func maxAbs(m *machine) {
	m.function("maxAbs", "func(x *float64, n int) float64")
	x := m.pointer("x")
	most := m.sum()
	m.each(m.pointer("n"), func() {
		v := m.and(m.load(x), m.bits(1<<63-1))
		m.largerBits(v, most[m.part])
	})
	low, high := m.YMM(), m.YMM()
	m.VMOVAPD(most[0].AsY(), low)
	if m.wide {
		m.VEXTRACTF64X4(operand.U8(1), most[0], high)
	} else {
		m.VMOVAPD(most[1], high)
	}
	m.largerOfFour(high, low)
	m.VEXTRACTF128(operand.U8(1), low, high.AsX())
	m.largerOfFour(high, low)
	m.VPERMILPD(operand.U8(1), low, high)
	m.largerOfFour(high, low)
	m.result(low.AsX(), 0)
	m.end()
}

// largerBits sets d to the larger of a and d as integers.
func (m *machine) largerBits(a, d vec) {
	if m.wide {
		m.VPMAXSQ(a, d, d)
		return
	}
	m.largerOfFour(a, d)
}

// largerOfFour is largerBits on four lanes.
func (m *machine) largerOfFour(a, d vec) {
	larger := m.YMM()
	m.VPCMPGTQ(d, a, larger)
	m.VBLENDVPD(larger, a, d, d)
}
