// One run over training time: accuracy, loss, circuits, and the parameter budget.

const ofMemorization = 1, ofGeneralization = 0, ofHeads = 2; // inks

// trainingView shows the run of a point, or says that the page has none.
function trainingView(study, state, redraw) {
  const point = state.point, run = study.curves.runs.find(run => run.point === point);
  const host = h('section', {class: 'run', 'aria-label': 'One run'});
  const where = placeOf(study.axes, study.points.at, point);
  if (!study.curves.runs.length) {
    host.append(h('h3', {}, 'One run'), h('p', {}, 'The page has no curves of this study.'));
    return host;
  }
  host.append(h('h3', {}, run ? `Run ${run.run}` + (where ? `: ${where}` : '') : `No curves here: ${where}`));
  if (!run) {
    const near = nearest(study, point);
    host.append(h('p', {}, 'The page has curves of some points alone. ',
      h('button', {type: 'button', onclick: () => { state.point = near; redraw(); }}, 'Show the nearest: ' + placeOf(study.axes, study.points.at, near))));
    return host;
  }
  const task = run.tasks[state.task], {values} = task, steps = run.steps;
  const of = study.points.tasks[state.task];
  const end = name => values[name] && values[name][steps.length - 1];
  const csv = save(`${study.name}-run-${run.run}.csv`, () => {
    const names = Object.keys(values);
    return [['scenario', 'run', 'seed', 'task', 'step', ...names],
      ...run.tasks.flatMap(task => steps.map((step, i) => [study.name, run.run, run.seed, task.task, step, ...names.map(name => task.values[name][i])]))];
  }, `curves of run ${run.run}`);
  host.append(h('div', {class: 'controls'}, h('span', {class: 'quiet'}, `Seed ${run.seed}, task ${task.task}. At the end of training: ` +
    `training accuracy ${show(end('train_accuracy'))}, test accuracy ${show(end('test_accuracy'))}, test loss ${show(end('test_loss'))}.`), csv));
  const few = steps.length < 3; // no line between the start and the end
  if (few) host.append(h('p', {}, `The study records ${steps.length} steps of training alone; record.points says how many.`));
  const x = {label: '', short: 'step', log: wide(steps.filter(step => step > 0))};
  const mates = group('training');
  host.append(mates.reading);
  const line = (name, column, inkOf, more) => ({name, x: steps, y: values[column], ink: inkOf, plain: true, points: few, ...more});
  const add = (title, spec) => host.append(chart({x, group: mates, height: 140, title, label: `${title}, run ${run.run}`, ...spec}));
  add('Accuracy', {noun: 'accuracy', y: {label: 'share', share: true}, lines: [line('training', 'train_accuracy', 1), line('test', 'test_accuracy', 0)]});
  add('Loss', {noun: 'loss', y: {label: 'nats', log: wide([...values.train_loss, ...values.test_loss])},
    lines: [line('training', 'train_loss', 1), line('test', 'test_loss', 0)]});
  const inks = {memorization: ofMemorization, generalization: ofGeneralization, head: ofHeads};
  const thin = (run.circuits || []).filter(c => c.over && (c.task === task.task || c.kind === 'head'))
    .map(c => ({name: '', x: c.at, y: c.over, ink: inks[c.kind], dash: 0, thin: true, plain: true}));
  add('Circuits', {noun: 'strength', y: {label: 'logit'}, lines: [...thin, line('memorization', 'memorization', ofMemorization), line('generalization', 'generalization', ofGeneralization)]});
  const sum = column => steps.map((_, i) => run.tasks.reduce((all, task) => all + (task.values[column][i] || 0), 0));
  const stored = sum('memorization_load'), learned = sum('generalization_load'), both = stored.map((x, i) => x + learned[i]);
  add('Parameter budget' + (run.tasks.length > 1 ? ', all tasks' : ''), {noun: 'share', x: {...x, label: 'training time (steps)'}, height: 165, y: {label: 'share', floor: true}, lines: [
    {name: 'memorization', x: steps, y: stored, low: few ? null : stored.map(() => 0), high: stored, ink: ofMemorization, plain: true, fill: true, points: few},
    {name: 'generalization', x: steps, y: both, low: few ? null : stored, high: both, ink: ofGeneralization, plain: true, fill: true, points: few},
    ...(Math.max(...both) > 0.4 ? [{name: 'all', x: steps, y: steps.map(() => 1), ink: 4, plain: true, silent: true}] : [])]});
  host.append(circuitsOf(run, task.task));
  return host;
}

// circuitsOf is a table of the strongest circuits, with bars.
function circuitsOf(run, task) {
  const mine = (run.circuits || []).filter(c => c.task === task || c.kind === 'head');
  if (!mine.length) return h('p', {class: 'quiet'}, 'Single circuits are not recorded in this study (record.circuits).');
  const most = Math.max(...mine.map(c => c.strength || 0), 1e-9);
  const bar = c => {
    const fill = h('span', {class: 'bar ' + c.kind});
    fill.style.setProperty('width', Math.max(1, 100 * Math.max(0, c.strength || 0) / most) + '%');
    return h('span', {class: 'track'}, fill);
  };
  return h('details', {open: true}, h('summary', {}, 'Strongest circuits' + (run.others ? `; ${run.others} weaker ones are in the tables` : '')),
    table(['circuit', 'strength at the end (logit)', '', 'learned at step'], mine.sort((a, b) => b.strength - a.strength).map(c => [`${c.kind} ${c.index}`, c.strength, bar(c), c.born === null ? 'never' : c.born]), 'circuits'));
}

// nearest is the point with curves that is nearest on the axes, in numbers of values.
function nearest(study, point) {
  const away = i => study.points.at.reduce((sum, places, k) => sum + Math.abs(places[i] - places[point]) / study.axes[k].values.length, 0);
  return study.curves.runs.map(run => run.point).sort((a, b) => away(a) - away(b))[0];
}
