// One study: its story, a map or lines over what was swept, and the run of the point that is chosen.

const states = new Map(); // by number of the study: what is chosen

function stateOf(number, study) {
  if (!states.has(number)) {
    const sizes = study.axes.map(axis => axis.values.length);
    const order = sizes.map((_, k) => k).sort((a, b) => sizes[b] - sizes[a]);
    const curved = study.curves.runs.map(run => run.point);
    const off = i => study.points.at.reduce((sum, places, k) => sum + Math.abs(places[i] / Math.max(1, sizes[k] - 1) - 0.5), 0); // from the middle
    states.set(number, {
      task: 0, of: 'regime', metrics: metricsOf(study), logs: [false, false], x: order[0], y: order[1],
      along: order[0], by: order.length > 1 ? order[1] : '', fixed: {},
      point: curved.length ? curved.reduce((best, i) => off(i) < off(best) ? i : best) : 0, law: 0,
    });
    const grid = study.design === 'grid';
    study.axes.forEach((_, k) => { states.get(number).fixed[k] = grid ? 0 : ''; });
    if (!grid) states.get(number).by = '';
  }
  return states.get(number);
}

// metricsOf are test accuracy, or training accuracy where no task generalizes, and the loss of the same items.
function metricsOf(study) {
  const has = name => study.quantities.some(q => q.name === name), first = (study.quantities[0] || {}).name;
  const accuracy = ['test_accuracy', 'train_accuracy', 'train_loss'].find(has) || first;
  return [accuracy, [accuracy.replace('accuracy', 'loss'), 'test_loss', 'train_loss'].find(has) || first];
}

function studyView(page, number, study, redraw) {
  const state = stateOf(number, study);
  const host = h('div', {class: 'study'});
  const first = study.story.length > 4 ? 3 : study.story.length, rest = study.story.slice(first);
  host.append(h('div', {class: 'story'}, study.story.slice(0, first).map(sentence => h('p', {}, sentence)),
    rest.length > 0 && h('details', {}, h('summary', {}, `${rest.length} more findings`), rest.map(sentence => h('p', {}, sentence)))));
  if (study.points.tasks.length > 1) host.append(choice('Task', study.points.tasks.map((t, k) => [k, t.task]), state.task, value => { state.task = Number(value); redraw(); }));
  const left = h('div', {class: 'views'}), right = h('div', {class: 'beside'}, trainingView(study, state, redraw));
  const pick = i => {
    state.point = i;
    closeCharts(right);
    right.replaceChildren(trainingView(study, state, redraw));
  };
  if (study.axes.length > 1) left.append(mapView(page, study, state, pick, redraw));
  if (study.axes.length > 0) left.append(linesView(study, state, 0, pick, redraw));
  if (study.axes.length === 1) left.append(linesView(study, state, 1, pick, redraw));
  if (study.axes.length > 0) left.append(pointView(study, state, redraw));
  host.append(h('div', {class: study.axes.length ? 'pair' : 'single'}, left, right));
  host.append(...[explainedView(study), lawsView(study, state, redraw), provenance(study)].filter(Boolean));
  return host;
}

// quantityChoice is a select of quantities.
const quantityChoice = (label, list, value, change, before = []) =>
  choice(label, [...before, ...list.map(q => [q.name, titled(q)])], value, change);

// fixedChoices are a select for each axis that a view is not along.
function fixedChoices(study, state, along, redraw) {
  return study.axes.map((axis, k) => along.includes(k) ? null :
    choice(axis.label, [...axis.values.map((_, place) => [place, labelOf(axis, place)]), ['', 'all together']], state.fixed[k], value => {
      state.fixed[k] = value === '' ? '' : Number(value);
      redraw();
    }));
}

const fixedOf = (study, state, along) => Object.fromEntries(study.axes.map((_, k) => [k, state.fixed[k]]).filter(([k]) => !along.includes(Number(k))));

const axisChoice = (study, label, value, change, none) =>
  choice(label, [...(none ? [['', none]] : []), ...study.axes.map((axis, k) => [k, axis.label])], value, change);

function mapView(page, study, state, pick, redraw) {
  const x = study.axes[state.x], y = study.axes[state.y], along = [state.x, state.y];
  const groups = together(study, state.task, along, fixedOf(study, state, along));
  const q = study.quantities.find(q => q.name === state.of), task = study.points.tasks[state.task].task;
  const title = `${q ? titled(q) : 'Regimes'} of ${task}`;
  const values = q ? groups.map(group => group.value(q)) : [];
  const finite = values.filter(v => v !== null);
  const log = !q?.share && wide(finite), to = log ? Math.log : v => v;
  let low = Math.min(...finite), high = Math.max(...finite);
  if (q && q.share) { low = 0; high = 1; }
  const part = v => high === low ? 0.5 : (to(v) - to(low)) / (to(high) - to(low));
  const shade = v => page.shades[Math.round(part(v) * (page.shades.length - 1))];
  const counts = new Array(page.regimes.length).fill(0);
  let mixed = false, blank = 0;
  const cells = groups.map((group, k) => {
    const {k: regime, most, all} = regimeOf(page, group);
    const at = `${x.label} ${labelOf(x, group.places[0])}, ${y.label} ${labelOf(y, group.places[1])}`;
    const runs = `${all} run${all === 1 ? '' : 's'}`;
    if (q) {
      if (values[k] === null) blank++;
      return {x: group.places[0], y: group.places[1], i: group.i, letter: '', color: values[k] === null ? color('faint-solid') : shade(values[k]),
        said: `${at}: ${q.label} ${told(q, values[k])}, ${runs}${all > 1 ? ' ' + within(group.end(q, 'low'), group.end(q, 'high')) : ''}`};
    }
    counts[regime]++;
    mixed = mixed || most < all;
    const letter = page.regimes[regime].letter;
    return {x: group.places[0], y: group.places[1], i: group.i, color: color('regime-' + regime), letter: most < all ? letter.toLowerCase() : letter,
      said: `${at}: ${page.regimes[regime].name}${all > 1 ? `, ${most} of ${runs}` : ''}`};
  });
  const key = q
    ? evenly(page.shades.map((_, k) => k), 5).map(k => {
      const share = k / (page.shades.length - 1), v = log ? Math.exp(to(low) + share * (to(high) - to(low))) : low + share * (high - low);
      return [page.shades[k], '', show(v, 3)];
    })
    : page.regimes.map((r, k) => counts[k] ? [color('regime-' + k), r.letter, `${r.name} (${counts[k]})`] : null).filter(Boolean);
  const line = study.boundary && study.boundary.filter(p => p.task === task && [x.path, y.path].includes(p.along) && [x.path, y.path].includes(p.across));
  const lines = [];
  for (const p of line || []) {
    const name = p.below + ' ' + p.above;
    let one = lines.find(l => l.name === name);
    if (!one) { one = Object.assign([], {name, flip: p.along === y.path}); lines.push(one); }
    one.push(p);
  }
  const notes = [mixed && 'Small letters: most of the runs of a point, but not all.', q && log && 'The scale of colours is logarithmic.',
    blank && `Grey: ${blank} point${blank > 1 ? 's' : ''} ${q.event ? 'where it never happens' : 'without a value'}.`,
    lines.length && 'Lines: where regimes meet, in bands of 95% intervals.'].filter(Boolean).join(' ');
  return h('section', {class: 'view', 'aria-label': 'Map'},
    h('h3', {}, capital(title)),
    h('div', {class: 'controls'},
      quantityChoice('Show', study.quantities.filter(q => study.points.tasks[state.task].values[q.name]), state.of, value => { state.of = value; redraw(); }, [['regime', 'regimes']]),
      study.axes.length > 2 && axisChoice(study, 'To the right', state.x, value => { swap(state, 'x', 'y', Number(value)); redraw(); }),
      study.axes.length > 2 && axisChoice(study, 'Upwards', state.y, value => { swap(state, 'y', 'x', Number(value)); redraw(); }),
      fixedChoices(study, state, along, redraw),
      save(`${study.name}-map.csv`, () => pointRows(study, state.task), 'all points of ' + task)),
    map({label: `Map of ${title}`, x, y, cells, picked: cells.some(cell => cell.i === state.point) ? state.point : -1, pick, lines,
      grid: 2 * cells.length > new Set(cells.map(c => c.x)).size * new Set(cells.map(c => c.y)).size}),
    h('div', {class: 'items'}, key.map(swatch)),
    notes && h('p', {class: 'quiet'}, notes));
}

// swap chooses an axis in place of another one, which takes its place where both would be the same.
function swap(state, which, other, value) {
  if (state[other] === value) state[other] = state[which];
  state[which] = value;
}

// linesView is a metric along a key. A study of one key has two, to see what is sharp under one and smooth under another.
function linesView(study, state, slot, pick, redraw) {
  const axis = study.axes[state.along], by = state.by === '' ? null : study.axes[state.by];
  const along = by ? [state.along, state.by] : [state.along];
  const groups = together(study, state.task, along, fixedOf(study, state, along));
  const task = study.points.tasks[state.task];
  const usable = study.quantities.filter(q => task.values[q.name]);
  const q = usable.find(q => q.name === state.metrics[slot]) || usable[0];
  if (!q) return h('p', {}, 'No quantity of this task differs anywhere.');
  const places = by ? [...new Set(groups.map(group => group.places[1]))].sort((a, b) => a - b) : [null];
  const shown = evenly(places, 5);
  // Points of other values at the same time are no line, unless the grid has all of them at every place.
  const loose = study.design !== 'grid' && study.axes.some((a, k) => !along.includes(k) && state.fixed[k] === '' && a.values.length > 1);
  const several = study.seeds > 1 || groups.some(group => group.runs > 1);
  const lines = shown.map((place, k) => {
    const mine = groups.filter(group => place === null || group.places[1] === place).sort((a, b) => a.places[0] - b.places[0]);
    const of = {name: by ? `${by.label} ${labelOf(by, place)}` : q.label, ink: k, groups: mine, points: loose,
      x: mine.map(group => axis.names ? group.places[0] : axis.values[group.places[0]]), y: mine.map(group => group.value(q))};
    if (several && !loose) { of.low = mine.map(group => group.end(q, 'low')); of.high = mine.map(group => group.end(q, 'high')); }
    return of;
  });
  const log = state.logs[slot] && lines.every(line => line.y.every(y => y === null || y > 0));
  const spans = study.thresholds.filter(t => t.task === task.task && t.of === q.name && t.along === axis.path).map(t => {
    if (!t.at) return {...t, color: ink(0)};
    if (by && t.at.length === 1) {
      const k = shown.findIndex(place => by.names ? by.names[place] === t.at[0] : by.values[place] === Number(t.at[0]));
      return k < 0 ? null : {...t, color: ink(k)};
    }
    return null;
  }).filter(Boolean);
  const title = `${titled(q)} of ${task.task}`;
  return h('section', {class: 'view', 'aria-label': `Lines along a key, ${slot + 1}`},
    h('h3', {}, capital(`${title} along ${axis.label}`)),
    h('div', {class: 'controls'},
      quantityChoice('Metric', usable, q.name, value => { state.metrics[slot] = value; redraw(); }),
      study.axes.length > 1 && axisChoice(study, 'Along', state.along, value => {
        const k = Number(value);
        if (state.by === k) state.by = state.along;
        state.along = k;
        redraw();
      }),
      study.axes.length > 1 && choice('A line for each', [['', 'none'], ...study.axes.map((a, k) => [k, a.label]).filter(([k]) => k !== state.along)], state.by,
        value => { state.by = value === '' ? '' : Number(value); redraw(); }),
      fixedChoices(study, state, along, redraw),
      check('log', state.logs[slot], value => { state.logs[slot] = value; redraw(); }),
      save(`${study.name}-${q.name}.csv`, () => [
        [...(by ? [by.path] : []), axis.path, 'runs', q.name, ...(several ? ['lowest', 'highest'] : [])],
        ...places.flatMap(place => groups.filter(group => place === null || group.places[1] === place).sort((a, b) => a.places[0] - b.places[0])
          .map(group => [...(by ? [nameOf(by, place)] : []), nameOf(axis, group.places[0]), group.runs, group.value(q),
            ...(several ? [group.end(q, 'low'), group.end(q, 'high')] : [])]))], `${title} along ${axis.label}`)),
    chart({label: `${title} along ${axis.label}`, x: {label: titled(axis), short: axis.label, log: axis.log && !axis.names, names: axis.names},
      y: {label: titled(q), log, share: q.share && !log}, lines, spans,
      pick: x => {
        const line = lines[0];
        const k = line.x.indexOf(x);
        if (k >= 0) pick(curved(study, line.groups[k]));
      }}),
    h('p', {class: 'quiet'}, capital(q.meaning) + '. ' + (loose ? 'Points of all values of the other keys. ' : several ? (q.event ? 'Lines: median of the runs, broken where it never happens; bands: lowest to highest run. ' : 'Lines: mean of the runs; bands: lowest to highest run. ') : '') +
      (places.length > shown.length ? `${shown.length} of ${places.length} values of ${by.label}, evenly chosen; the CSV has all. ` : '') + 'Drag to zoom, click for a run.'),
    spans.length > 0 && table(['threshold', 'value', 'from', 'to', ...(by ? [by.label] : [])],
      spans.map(t => [t.what, t.value, t.low, t.high, ...(by ? [t.at ? t.at[0] : ''] : [])]), 'thresholds of ' + title));
}

// nameOf is a value of an axis as CSV files have it.
const nameOf = (axis, k) => axis.names ? axis.names[k] : String(axis.values[k]);

// curved is a point of a group that the page has curves of, if there is one.
function curved(study, group) {
  const runs = new Set(study.curves.runs.map(run => run.point));
  const found = group.members.filter(i => runs.has(i));
  return found.length ? found[Math.floor(found.length / 2)] : group.i;
}

// pointView chooses a point by its values, without a pointer.
function pointView(study, state, redraw) {
  const at = study.axes.map((_, k) => study.points.at[k][state.point]);
  const go = (k, place) => {
    const want = at.slice();
    want[k] = place;
    let best = -1, least = Infinity;
    for (let i = 0; i < study.points.runs.length; i++) {
      if (study.points.at[k][i] !== place) continue;
      const away = want.reduce((sum, w, m) => sum + Math.abs(study.points.at[m][i] - w) / study.axes[m].values.length, 0);
      if (away < least) { least = away; best = i; }
    }
    if (best >= 0) { state.point = best; redraw(); }
  };
  const most = 200;
  return h('div', {class: 'controls point'}, h('span', {class: 'name'}, 'Run at'),
    study.axes.map((axis, k) => {
      const places = [...new Set([...evenly(axis.values.map((_, place) => place), most), at[k]])].sort((a, b) => a - b);
      return choice(axis.label, places.map(place => [place, labelOf(axis, place)]), at[k], value => go(k, Number(value)), {'data-axis': k});
    }));
}

// pointRows are all points of a task with all of their numbers.
function pointRows(study, number) {
  const task = study.points.tasks[number], regimes = Object.keys(task.regimes);
  const ends = q => task.low && task.low[q.name];
  const qs = study.quantities.filter(q => task.values[q.name]);
  return [['scenario', 'task', ...study.axes.map(axis => axis.path), 'runs', ...regimes.map(name => 'runs_' + name.replace('-', '_')),
    ...qs.flatMap(q => ends(q) ? [q.name, q.name + '_lowest', q.name + '_highest'] : [q.name])],
  ...study.points.runs.map((runs, i) => [study.name, task.task, ...study.axes.map((axis, k) => nameOf(axis, study.points.at[k][i])), runs,
    ...regimes.map(name => task.regimes[name][i]),
    ...qs.flatMap(q => ends(q) ? [task.values[q.name][i], task.low[q.name][i], task.high[q.name][i]] : [task.values[q.name][i]])])];
}

// explainedView says how much of the variance of each outcome each key explains by itself.
function explainedView(study) {
  if (!study.explained.length) return null;
  const bar = share => {
    const fill = h('span', {class: 'bar generalization'});
    fill.style.setProperty('width', 100 * Math.min(1, Math.max(0, share)) + '%');
    return h('span', {class: 'track'}, fill);
  };
  const of = e => (e.log ? 'log10 ' : '') + e.of.replaceAll('_', ' ');
  return h('section', {'aria-label': 'Which keys explain the outcomes'},
    h('h2', {}, 'Which keys explain the outcomes'),
    h('div', {class: 'controls'}, h('span', {class: 'quiet'}, 'The share of the variance of an outcome over the points that a key explains by itself.'),
      save(study.name + '-explained.csv', () => [['task', 'outcome', 'key', 'share', 'low', 'high'], ...study.explained.map(e => [e.task, of(e), e.path, e.value, e.low, e.high])], 'shares of the variance')),
    table(['task', 'outcome', 'key', 'share', '', '95% from', 'to'], study.explained.map(e => [e.task, of(e), e.path, e.value, bar(e.value), e.low, e.high]), 'shares of the variance'));
}

function provenance(study) {
  return h('section', {'aria-label': 'Settings and provenance'},
    h('h2', {}, 'Settings and provenance'),
    study.rules.map(rule => h('p', {}, rule)),
    h('dl', {class: 'facts'}, study.facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h('details', {}, h('summary', {}, 'The scenario'), h('pre', {tabindex: 0}, study.text)));
}
