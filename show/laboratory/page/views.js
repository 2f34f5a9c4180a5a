// The four linked views of one network: accuracy, loss, the budget, and the race of the circuits.

import {Chart, nearest} from './chart.js';
import {colour, generalization, hatching, heads, memorization} from './look.js';
import {number, percent, step as steps} from './words.js';

const trainDash = [7, 4];
const pinDashes = [[2, 3], [9, 3, 2, 3], [12, 5]];
const kinds = {memorization, generalization};
const weakest = 1e-10; // of the strengths that the race shows

export class Views {
  constructor(places, pointed) {
    this.charts = {
      accuracy: new Chart(places.accuracy, {range: () => [0, 1.02], format: share}, pointed),
      loss: new Chart(places.loss, {log: true, range: decades(1e-6)}, pointed),
      budget: new Chart(places.budget, {range: () => [0, this.ceiling], format: share}, pointed),
      race: new Chart(places.race, {log: true, range: decades(weakest)}, pointed),
    };
    this.places = places;
  }

  // draw shows a run {curves, budget, circuits, tasks}, one of its tasks, pinned runs and a measured run.
  draw({run, task, linear, pins, measured}) {
    const x = run.curves.step, last = x[x.length - 1];
    const curves = run.curves.tasks[task], outcome = run.tasks.find(t => t.name === task);
    const common = {linear, last};
    const pinned = (metric, dashes = true) => pins.flatMap((pin, i) => {
      const there = pin.run?.curves.tasks[task] ?? (pin.run && Object.values(pin.run.curves.tasks)[0]);
      if (!there) return [];
      return [{name: `pin ${pin.letter}`, x: pin.run.curves.step, y: there[metric], colour: metric.startsWith('train') ? memorization : generalization,
        dash: dashes ? pinDashes[i % pinDashes.length] : undefined, width: 1.5, faint: true, end: metric.startsWith('test')}];
    });
    const points = metric => (measured?.[metric] ? [{name: 'measured', x: measured.step, y: measured[metric], points: true,
      colour: metric.startsWith('train') ? memorization : generalization}] : []);
    const marks = outcome ? [
      {step: outcome.step_train, name: `learned ${steps(outcome.step_train)}`},
      {step: outcome.step_test_accuracy, name: `generalizes ${steps(outcome.step_test_accuracy)}`},
    ].toSorted((a, b) => a.step - b.step) : [];
    for (const name of ['accuracy', 'loss']) {
      this.charts[name].draw({...common, marks: name === 'accuracy' ? marks : [], lines: [
        {name: 'train', x, y: curves[`train_${name}`], colour: memorization, dash: trainDash},
        {name: 'test', x, y: curves[`test_${name}`], colour: generalization},
        ...pinned(`train_${name}`), ...pinned(`test_${name}`), ...points(`train_${name}`), ...points(`test_${name}`),
      ]});
    }
    this.charts.budget.margin = pins.length > 0 ? 54 : 14;
    this.charts.budget.draw({...common, ...this.stack(run, pins)});
    this.charts.race.margin = run.tasks.length > 1 ? 100 : 54;
    this.charts.race.draw({...common, lines: race(run, x)});
    this.describe(run, task, outcome);
  }

  // stack gives the areas of the budget from the bottom up. The axis ends above the largest load, so that little shares are seen.
  stack(run, pins) {
    const x = run.curves.step, {budget} = run;
    const parts = [
      {name: 'memorization', y: budget.memorization, colour: memorization, fill: c => hatching(c, colour(memorization))},
      {name: 'generalization', y: budget.generalization, colour: generalization, fill: () => colour(generalization)},
    ];
    let below = x.map(() => 0);
    const lines = [], bands = [];
    for (const part of parts) {
      const bottom = below;
      below = part.y.map((v, i) => v + bottom[i]);
      const top = below;
      const thick = Math.max(...part.y);
      const at = part.y.indexOf(thick);
      lines.push({...part, x, y: top, width: 1, still: true, end: false, inside: thick > 0.02 * Math.max(...below) ? [x[at], (top[at] + bottom[at]) / 2] : undefined});
      if (lines.length > 1) bands.push({series: [lines.length, lines.length - 1]});
    }
    const loads = pins.flatMap(pin => (pin.run ? [pin.run.budget.memorization.map((m, k) => m + pin.run.budget.generalization[k])] : []));
    const most = Math.max(...below, ...loads.flat(), 1e-9);
    this.ceiling = most < 1e-6 || (most > 0.7 && most < 1.005) ? 1 : rounded(most * 1.08);
    const room = below.map(v => this.ceiling - v);
    const widest = room.indexOf(Math.max(...room.slice(Math.round(x.length / 5))), Math.round(x.length / 5));
    lines.push({name: 'free', x, y: x.map(() => this.ceiling), colour: 'quiet', width: 0, still: true, end: false,
      inside: [x[widest], this.ceiling - room[widest] / 2]});
    pins.filter(pin => pin.run).forEach((pin, i) => lines.push({name: `pin ${pin.letter}`, x: pin.run.curves.step, y: loads[i], colour: 'ink',
      dash: pinDashes[i % pinDashes.length], width: 1.5, faint: true}));
    return {lines, bands};
  }

  // at moves the cursor of all views to a step.
  at(step) {
    for (const chart of Object.values(this.charts)) chart.at(step);
  }

  redraw() {
    for (const chart of Object.values(this.charts)) chart.redraw();
  }

  // describe is what a screen reader says of the pictures.
  describe(run, task, outcome) {
    const say = (name, text) => this.places[name].setAttribute('aria-label', text);
    const peak = Math.max(...run.budget.memorization), end = run.budget.generalization.at(-1);
    if (outcome) {
      say('accuracy', `Train and test accuracy of ${task} over training steps: 99% of training items at step ${steps(outcome.step_train)}, `
        + `97% of unseen items at step ${steps(outcome.step_test_accuracy)}; test accuracy ends at ${percent(outcome.final_test_accuracy)}.`);
      say('loss', `Train and test loss of ${task} over training steps: test loss is at most ${number(outcome.peak_test_loss)}.`);
    }
    say('budget', `Shares of the parameter budget over training steps: memorization takes at most ${percent(peak)}, generalization ends at ${percent(end)}.`);
    say('race', `Strengths of the ${run.circuits.length} strongest circuits over training steps.`);
  }
}

// race is a line for each circuit; the strongest ones at the end are named.
function race(run, x) {
  const strength = c => c.strength.at(-1) ?? 0;
  const named = new Set(run.circuits.toSorted((a, b) => strength(b) - strength(a)).slice(0, 3));
  for (const kind of Object.keys(kinds)) {
    const first = run.circuits.filter(c => c.kind === kind).toSorted((a, b) => Math.max(...b.strength) - Math.max(...a.strength))[0];
    if (first) named.add(first);
  }
  const many = run.tasks.length > 1;
  return run.circuits.map(c => ({
    name: `${c.kind.charAt(0).toUpperCase()}${c.index + 1}${many ? ` ${c.task}` : ''}`,
    x, y: c.strength.map(s => (s > weakest ? s : null)),
    colour: kinds[c.kind] ?? heads, dash: c.kind === 'memorization' ? trainDash : undefined,
    width: named.has(c) ? 2 : 1, end: named.has(c), still: !named.has(c),
  }));
}

// decades gives the range of a logarithmic axis, whole powers of ten and never below a floor.
const decades = floor => (low, high) => {
  if (low === null || high === null) return [floor, 1];
  const from = 10 ** Math.floor(Math.log10(Math.max(low, floor, high * 1e-14)));
  return [from, Math.max(10 ** Math.ceil(Math.log10(high) - 1e-9), 10 * from)];
};

// share writes a share on an axis.
const share = value => `${Number((100 * value).toPrecision(3))}%`;

// rounded is the next number above with one digit 1, 1.5, 2, 3, 5 or 7.
function rounded(value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * [1, 1.5, 2, 3, 5, 7, 10].find(n => n * unit >= value);
}

// reading is what the network is at a step, as a list of names and values.
export function reading(run, task, step) {
  const x = run.curves.step, i = nearest(x, step ?? x[x.length - 1]);
  const c = run.curves.tasks[task], b = run.budget;
  return {index: i, step: x[i],
    train_accuracy: c.train_accuracy[i], test_accuracy: c.test_accuracy[i], train_loss: c.train_loss[i], test_loss: c.test_loss[i],
    memorization: b.memorization[i], generalization: b.generalization[i], free: b.free[i]};
}
