package sim

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

// GeneralizationKind is the Kind of generalization circuits.
const GeneralizationKind Kind = "generalization"

// generalization is the kind of circuit that answers every item of its task that it
// covers, in the training set or not. Its agents are tickets, in groups.
type generalization struct {
	n       *network
	tasks   []span // by task: its agents
	groups  []group
	tickets []ticket
	first   int  // agent of the first ticket
	blocks  span // of the network

	felt       []float64 // by group: sum of pull over the segments it covers
	earned     []float64 // by group: that times the price
	initials   []float64 // by ticket: initial strength, and
	kept       []float64 // e to minus that
	norm2      []float64 // by ticket: squared norm of factors of strength 1 at a learning rate of 1
	occupied   []float64 // by ticket: derivative of the share of its footprint that it occupies
	power      []float64 // by ticket: strength^(1 - 2/depth)
	depth      []float64 // by ticket
	elasticity []float64 // by ticket: 1 - 2/depth
	each       []float64 // by ticket of a bundle of several blocks: what its group has earned, and
	share      []float64 // the share of its footprint that it occupies

	sum pass // sumTickets, made once to save allocations
}

var _ population = (*generalization)(nil)

// group holds the circuits of one entry of a task's generalization.
type group struct {
	pool    int
	law     int  // of the price
	covered span // segments
	growth  circuits.Growth
	rules   *scenarios.Generalization
}

// ticket is a circuit that may form.
type ticket struct {
	group         int
	gain, initial float64
}

func layGeneralization(n *network, seed int64) *generalization {
	g := &generalization{n: n, tasks: make([]span, len(n.tasks)), first: n.agents, blocks: span{first: len(n.blocks)}}
	for i := range n.tasks {
		first := n.agents
		for k := range n.tasks[i].Generalization {
			g.layGroup(i, k, seed)
		}
		g.tasks[i] = span{first, n.agents}
	}
	g.blocks.end, g.sum = len(n.blocks), g.sumTickets
	g.felt, g.earned = make([]float64, len(g.groups)), make([]float64, len(g.groups))
	for _, t := range g.tickets {
		initial := max(t.initial, 0)
		g.initials, g.kept = append(g.initials, initial), append(g.kept, circuits.Exp(-initial))
		law := g.groups[t.group].growth
		g.depth, g.elasticity = append(g.depth, float64(law.Depth)), append(g.elasticity, law.Elasticity())
		g.norm2 = append(g.norm2, law.Norm2(1, t.gain, 1))
	}
	g.occupied, g.power = make([]float64, len(g.tickets)), slices.Repeat([]float64{1}, len(g.tickets))
	g.each, g.share = lanes.Make(len(g.tickets)), lanes.Make(len(g.tickets))
	return g
}

// layGroup draws the tickets of a task's group k from streams of their own.
func (g *generalization) layGroup(i, k int, seed int64) {
	t := &g.n.tasks[i]
	r := &t.Generalization[k]
	edge := slices.Index(coverages(t.Task), r.Coverage)
	laid := group{
		pool: t.pool, rules: r,
		covered: span{t.covered.first, t.covered.first + edge + 1},
		growth:  circuits.Growth{Depth: int(r.Depth), Congestion: r.Congestion},
	}
	laid.law = g.n.lawOf(t.pool, r.Congestion)
	places := float64(r.Tickets)
	if r.Tickets == scenarios.TicketsAuto {
		places = circuits.Places(g.n.pools[t.pool], r.Footprint)
	}
	initial := r.Initial
	if r.Factors != nil {
		initial = circuits.Strength(r.Factors)
	}
	start := circuits.Bias(built[g.n.spec.Model.Bias], needed[r.Structure])
	gain := r.Gain * start.Gain * g.n.gainAt(t.pool)
	if r.GainUniverse > 0 {
		gain *= float64(r.GainUniverse) / float64(t.Universe)
	}
	drawn := circuits.BestTickets(int(r.Best), places,
		gain, r.GainSpread, initial*start.Initial, r.InitialSpread,
		random.NewStream(seed, "ticket gain", t.Name, fmt.Sprint(k)),
		random.NewStream(seed, "ticket initial", t.Name, fmt.Sprint(k)))
	for _, d := range drawn {
		g.tickets = append(g.tickets, ticket{group: len(g.groups), gain: d.Gain, initial: d.Initial})
	}
	g.n.cut(len(drawn), block{
		of: g, task: i, pool: t.pool, place: len(g.groups), law: laid.law,
		feels: fieldsOf(pullField, laid.covered), moves: fieldsOf(generalField, laid.covered),
	})
	g.groups = append(g.groups, laid)
}

// fieldsOf are the indices of a field in a range of segments.
func fieldsOf(number func(segment int) int, segments span) (fields []int) {
	for s := segments.first; s < segments.end; s++ {
		fields = append(fields, number(s))
	}
	return fields
}

// The structures that the words of a scenario stand for.
var (
	built = map[scenarios.Bias]circuits.Structure{
		scenarios.Transformer: circuits.AnyStructure, scenarios.Convolutional: circuits.Local, scenarios.Recurrent: circuits.Sequential,
	}
	needed = map[scenarios.Structure]circuits.Structure{
		scenarios.Local: circuits.Local, scenarios.Sequential: circuits.Sequential, scenarios.LongRange: circuits.LongRange,
	}
)

func (g *generalization) name() Kind           { return GeneralizationKind }
func (g *generalization) ofTask(task int) span { return g.tasks[task] }

func (g *generalization) initial(_ *block, i int) float64 { return g.tickets[i-g.first].initial }

func (g *generalization) initialFactors(blk *block, i int) []float64 {
	k := &g.groups[blk.place]
	if k.rules.Factors != nil {
		return k.rules.Factors
	}
	return k.growth.Balanced(g.initial(blk, i))
}

func (g *generalization) pace(_ stretch, r *rates) {
	for k := range g.tickets {
		r.gain[g.first+k] = g.tickets[k].gain * r.speed
	}
}

func (g *generalization) give(f *fields) {
	f.each(span{g.n.itemBundles, len(g.n.bundles)}, g.sum)
	for b := g.blocks.first; b < g.blocks.end; b++ {
		blk, of := &g.n.blocks[b], &f.sums[b]
		f.used[blk.pool] += of.params
		covered := g.groups[blk.place].covered
		general := f.general[covered.first:covered.end]
		for s := range general {
			general[s] += of.field
		}
	}
}

// sumTickets adds up the strengths and occupied footprints of a bundle's blocks.
func (g *generalization) sumTickets(f *fields, k int) {
	u := &g.n.bundles[k]
	first, end := u.first-g.first, u.end-g.first
	slope, strength, initials, kept := g.occupied[first:end], f.strength[u.first:u.end], g.initials[first:end], g.kept[first:end]
	if !u.shared() {
		level, share := lanes.Tickets(slope, strength, initials, kept)
		g.note(f, u.blocks.first, level, share)
		return
	}
	lanes.TicketsEach(slope, g.share[first:end], strength, initials, kept)
	levels, shares := u.sums(f, strength, g.share[first:end])
	for b := u.blocks.first; b < u.blocks.end; b++ {
		g.note(f, b, levels[b], shares[b])
	}
}

// note sets the sums of block b, whose tickets have so much strength and occupy so many footprints.
func (g *generalization) note(f *fields, b int, level, share float64) {
	of := &f.sums[b]
	of.field, of.params = level, share*g.groups[g.n.blocks[b].place].rules.Footprint
}

func (g *generalization) feel(f *fields) {
	for i := range g.groups {
		k := &g.groups[i]
		g.felt[i] = f.pulled(k.covered)
		g.earned[i] = g.felt[i] * f.price[k.law]
	}
}

func (g *generalization) origin(*block) float64 { return 0 }

// alike does not put tickets without powers beside others.
func (g *generalization) alike(a, b *block) bool {
	return (g.groups[a.place].growth.Depth == 2) == (g.groups[b.place].growth.Depth == 2)
}

func (g *generalization) strengthen(f *fields, u *bundle, y []float64) {
	lanes.Exp(f.strength[u.first:u.end], y[u.first:u.end])
	if first, end := u.first-g.first, u.end-g.first; g.elasticity[first] != 0 {
		lanes.Powers(g.power[first:end], y[u.first:u.end], g.elasticity[first:end])
	}
}

func (g *generalization) grow(f *fields, u *bundle, derivative []float64) {
	first, end := u.first-g.first, u.end-g.first
	rate, gain, power := derivative[u.first:u.end], f.rates.gain[u.first:u.end], g.power[first:end]
	if !u.shared() {
		lanes.RatesOfPower(rate, gain, power, g.earned[g.tickets[first].group], f.rates.decay, g.depth[first])
		return
	}
	each := g.each[first:end]
	for i := range each {
		each[i] = g.earned[g.tickets[first+i].group]
	}
	lanes.RatesOfPowerEach(rate, gain, power, each, g.depth[first:end], f.rates.decay)
}

func (g *generalization) linearize(f *fields, blk *block, j *jacobian) direct {
	k := &g.groups[blk.place]
	first, end := blk.first, blk.end
	tickets := span{first - g.first, end - g.first}
	lanes.RateSlopesOfPower(j.local[first:end], j.byField[first:end], j.byFree[first:end], j.byPace[first:end],
		f.rates.gain[first:end], g.power[tickets.first:tickets.end],
		g.felt[blk.place], f.price[blk.law], f.priceSlope[blk.law], k.growth.Elasticity(), float64(k.growth.Depth))
	copy(j.toField[first:end], f.strength[first:end])
	lanes.FreeSlopes(j.toFree[first:end], g.occupied[tickets.first:tickets.end], f.strength[first:end], -k.rules.Footprint/g.n.pools[blk.pool])
	return direct{}
}

func (g *generalization) moves(*rates, *block, int) bool { return true }

func (g *generalization) push(s *factors, blk *block) {
	f := s.f
	earned, norm := g.earned[blk.place], g.groups[blk.place].rules.Norm
	gain, drive := f.rates.gain[blk.first:blk.end], s.drive[blk.first:blk.end]
	for i := range drive {
		drive[i] = gain[i] * earned
	}
	if s.costs() {
		for i := range drive {
			drive[i] = gain[i] * (earned - s.costSlope(blk.first+i, norm))
		}
	}
}

func (g *generalization) addNorm2(f *fields, sum float64) float64 {
	for b := g.blocks.first; b < g.blocks.end; b++ {
		blk := &g.n.blocks[b]
		first, end := blk.first-g.first, blk.end-g.first
		law, strength := g.groups[blk.place].growth, f.strength[blk.first:blk.end]
		if law.Depth == 2 {
			sum += f.rates.learningRate * lanes.Norms(g.norm2[first:end], strength)
			continue
		}
		for k, t := range g.tickets[first:end] {
			sum += law.Norm2(strength[k], t.gain, f.rates.learningRate)
		}
	}
	return sum
}

func (g *generalization) addPenalty(f *fields, kappa float64, task int, sum float64) float64 {
	for i := g.tasks[task].first; i < g.tasks[task].end; i++ {
		sum += circuits.PenaltyCost(f.strength[i], kappa, g.groups[g.tickets[i-g.first].group].rules.Norm)
	}
	return sum
}

func (g *generalization) record(r *recorder, t float64) {
	for task, agents := range g.tasks {
		for i := agents.first; i < agents.end; i++ {
			rules := g.groups[g.tickets[i-g.first].group].rules
			state := r.agent(g, task, i, t)
			state.Depth, state.Footprint = rules.Depth, rules.Footprint
			r.result.Circuits = append(r.result.Circuits, state)
		}
	}
}

func (g *generalization) ablate(o *observer, result *Result) {
	for task, agents := range g.tasks {
		result.Tasks[task].WithoutGeneralization = o.without(task, agents)
	}
}
