// Two studies point by point: the second minus the first.

const chosen = new Map();

function compareView(page, number, c, redraw, go) {
  const host = h('section', {class: 'comparison', 'aria-label': 'Comparison'}, h('h2', {}, `${c.dirs[0]} and ${c.dirs[1]}`),
    c.story.map(sentence => h('p', {}, sentence)));
  const study = c.studies.map(k => data('study-' + k));
  host.append(h('div', {class: 'pair'}, study.map((s, k) => h('div', {},
    h('h3', {}, c.names[k]), h('p', {}, s.story.slice(0, 2).join(' ')), h('button', {type: 'button', onclick: () => go(c.studies[k])}, 'Show this study')))));
  if (c.settings.length) host.append(h('details', {}, h('summary', {}, `${c.settings.length} setting${c.settings.length > 1 ? 's differ' : ' differs'}`), table(['setting', c.names[0], c.names[1]], c.settings, 'settings that differ')));
  if (!c.points.tasks.length || !c.quantities.length) return host;
  if (!chosen.has(number)) chosen.set(number, {task: 0, of: c.quantities.some(q => q.name === 'test_accuracy') ? 'test_accuracy' : c.quantities[0].name});
  const state = chosen.get(number), task = c.points.tasks[state.task];
  const usable = c.quantities.filter(q => task.value[q.name]);
  const q = usable.find(q => q.name === state.of) || usable[0];
  if (!q) return host;
  const value = task.value[q.name], low = task.low[q.name], high = task.high[q.name], a = task.a[q.name], b = task.b[q.name];
  const apart = i => low[i] !== null && low[i] > 0 || high[i] !== null && high[i] < 0;
  const at = i => placeOf(c.axes, c.points.at, i) || 'the only point';
  const said = i => `${at(i)}: ${told(q, a[i])} and ${told(q, b[i])}, difference ${value[i] === null ? 'not finite' : show(value[i])} ${within(low[i], high[i])}`;
  host.append(h('div', {class: 'controls'},
    c.points.tasks.length > 1 && choice('Task', c.points.tasks.map((t, k) => [k, t.task]), state.task, v => { state.task = Number(v); redraw(); }),
    quantityChoice('Metric', usable, q.name, v => { state.of = v; redraw(); }),
    save(`difference-${q.name}.csv`, () => [[...c.axes.map(axis => axis.path), 'pairs', c.names[0], c.names[1], 'difference', 'low', 'high'],
      ...value.map((_, i) => [...c.axes.map((axis, k) => nameOf(axis, c.points.at[k][i])), task.pairs[i], a[i], b[i], value[i], low[i], high[i]])], 'differences of ' + q.label)));
  if (c.axes.length === 1) {
    const axis = c.axes[0], order = value.map((_, i) => i).sort((i, k) => c.points.at[0][i] - c.points.at[0][k]);
    const of = list => order.map(i => list[i]);
    const mates = group('compare'), x = order.map(i => axis.names ? c.points.at[0][i] : axis.values[c.points.at[0][i]]);
    const xs = {label: titled(axis), short: axis.label, log: axis.log && !axis.names, names: axis.names};
    host.append(mates.reading, h('div', {class: 'pair'},
      h('div', {}, h('h3', {}, capital(titled(q))), chart({label: titled(q) + ' of both', x: xs, y: {label: titled(q), share: q.share}, group: mates,
        lines: [{name: c.names[0], x, y: of(a), ink: 0}, {name: c.names[1], x, y: of(b), ink: 1}]})),
      h('div', {}, h('h3', {}, 'Difference, with 95% intervals'), chart({label: 'Difference of ' + q.label, x: xs, y: {label: 'difference'}, group: mates,
        lines: [{name: '', x, y: x.map(() => 0), ink: 4, dash: 2, plain: true}, {name: 'difference', x, y: of(value), low: of(low), high: of(high), ink: 2}]}))));
  } else if (c.axes.length > 1) {
    const [x, y] = c.axes, finite = value.filter(v => v !== null), most = Math.max(...finite.map(Math.abs), 1e-300);
    const cells = value.map((v, i) => ({x: c.points.at[0][i], y: c.points.at[1][i], i, letter: apart(i) ? (v > 0 ? '+' : '−') : '', said: said(i),
      color: v === null ? color('faint-solid') : v === 0 ? color('ground') : mix(v > 0 ? color('line-0') : color('line-1'), Math.min(1, Math.abs(v) / most))}));
    const grid = 2 * cells.length > x.values.length * y.values.length;
    const both = [...a, ...b].filter(v => v !== null), log = !q.share && wide(both), to = log ? Math.log : v => v;
    const ends = q.share ? [0, 1] : [to(Math.min(...both)), to(Math.max(...both))];
    const shade = v => v === null ? color('faint-solid') : page.shades[Math.round((ends[1] > ends[0] ? (to(v) - ends[0]) / (ends[1] - ends[0]) : 0.5) * (page.shades.length - 1))];
    const from = log ? Math.exp : v => v;
    const side = (list, k) => h('div', {}, h('h3', {}, `${capital(q.label)}, ${c.names[k]}`),
      map({label: `Map of ${q.label} in ${c.names[k]}`, x, y, picked: -1, grid, cells: cells.map((cell, i) => ({...cell, letter: '', color: shade(list[i])}))}));
    host.append(h('div', {class: 'pair'}, side(a, 0), side(b, 1)),
      h('p', {class: 'quiet'}, `From ${show(from(ends[0]))}, light, to ${show(from(ends[1]))}, dark` + (log ? ', in logarithm.' : '.')),
      h('div', {class: 'narrowed'}, h('h3', {}, `Difference of ${titled(q)}`),
        map({label: 'Map of the difference of ' + q.label, x, y, cells, picked: -1, grid}),
        h('div', {class: 'items'}, swatch([color('line-0'), '+', `${c.names[1]} is higher`]), swatch([color('line-1'), '−', 'lower']), swatch([color('ground'), '', 'no difference'])),
        h('p', {class: 'quiet'}, `+ and −: the 95% interval leaves out zero. The stronger the colour, the larger; the largest is ${show(most)}.` +
          (c.axes.length > 2 ? ' Points of the other axes lie on each other; the table has all.' : ''))));
  }
  const sorted = value.map((_, i) => i).filter(i => value[i] !== null).sort((i, k) => Math.abs(value[k]) - Math.abs(value[i])).slice(0, 20);
  host.append(h('h3', {}, `Largest differences of ${q.label}`), table([...c.axes.map(axis => axis.label), 'pairs', c.names[0], c.names[1], 'difference', '95% from', 'to'],
    sorted.map(i => [...c.axes.map((axis, k) => labelOf(axis, c.points.at[k][i])), task.pairs[i], a[i], b[i], value[i], low[i], high[i]]), 'largest differences'),
    h('p', {class: 'quiet'}, 'Differences are the second minus the first, over the seeds that both have, which have the same random streams: of the step of an event ' +
      'the median of the pairs of which one has the event at least, else their mean with the interval of Student’s t. An interval without an end is not bounded by so few pairs. Differences below a millionth of the values count as none.'));
  return host;
}

// mix is a colour between the ground and another one.
function mix(hex, share) {
  const part = (h, k) => parseInt(h.slice(k, k + 2), 16), ground = color('ground');
  return '#' + [1, 3, 5].map(k => Math.round(part(ground, k) + (part(hex, k) - part(ground, k)) * (0.08 + 0.92 * share)).toString(16).padStart(2, '0')).join('');
}
