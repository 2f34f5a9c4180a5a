// Guided stories. A step sets the engine's state; its sentences have references like {addition.step_train} in place of
// numbers, and are filled from the run that the engine has just made.
//
//	addition.step_train            an outcome of a task: any field of a run's tasks
//	addition.exact_match           or any metric at its end
//	addition.test_accuracy@end     a curve of a task at a moment: end, peak, dip, a step, or an outcome such as step_train
//	memorization@peak              a share of the budget; peak is its largest
//	pin.addition.step_test         the same of the first pinned run
//	along.first, along.first_at    the line through the map: its score, and where. Also last, low, high, half (the first score
//	                               above a half), dip (where it has fallen most from a score before) and before (that score)
//	set.model.params               a key of the network
//	a / b                          their ratio in words; 1 / b is a number

import {nearest} from './chart.js';
import {number, percent, step as steps, times} from './words.js';

const names = ['grokking', 'ungrokking', 'double-descent', 'emergence', 'mirage'];

// load gives all stories: {name, title, about, steps: [{text, claims, set, look}]}.
export async function load() {
  return Promise.all(names.map(async name => {
    const story = await (await fetch(`stories/${name}.json`)).json();
    return {name, ...story};
  }));
}

// Facts are what the references of a sentence refer to.
export class Facts {
  constructor({run, pins, along, setting}) {
    Object.assign(this, {run, pins, along, setting});
  }

  // value gives {value, write}, or null if the run has no such number.
  value(reference) {
    const text = reference.trim();
    if (text !== '' && Number.isFinite(Number(text))) return {value: Number(text), write: number};
    if (text.startsWith('pin.')) {
      const [pin] = this.pins;
      if (!pin?.run) return null;
      return new Facts({...this, run: pin.run, setting: path => pin.values[path] ?? this.setting(path, true)}).value(text.slice(4));
    }
    if (text.startsWith('along.')) return this.onLine(text.slice(6));
    if (text.startsWith('set.')) return {value: this.setting(text.slice(4)), write: number};
    const [, name, field, when] = /^([\w-]+?)(?:\.(\w+))?(?:@(\w+))?$/.exec(text) ?? [];
    if (!name || !this.run) return null;
    if (!field) return this.budget(name, when);
    const outcome = this.run.tasks.find(t => t.name === name);
    if (!outcome) return null;
    if (when) {
      const y = this.run.curves.tasks[name][field], at = this.when(when, y, outcome);
      return at === null ? null : {value: y[at], write: writes(field)};
    }
    const value = outcome[field] ?? outcome.final[field];
    return value === null || value === undefined ? null : {value, write: writes(field)};
  }

  budget(name, when) {
    const y = this.run.budget[name];
    if (!y) return null;
    const at = this.when(when ?? 'end', y, this.run.tasks[0]);
    return at === null ? null : {value: y[at], write: percent};
  }

  // when is the index of a moment.
  when(text, y, outcome) {
    const x = this.run.curves.step;
    if (text === 'end') return x.length - 1;
    if (text === 'peak') return y.indexOf(Math.max(...y));
    if (text === 'dip' || text === 'before') return dipOf(y)[text];
    const step = Number.isFinite(Number(text)) ? Number(text) : outcome[text];
    return step === null || step === undefined ? null : nearest(x, step);
  }

  onLine(what) {
    if (!this.along) return {value: null, write: () => '…'};
    const {x, y} = this.along;
    const known = y.flatMap((v, i) => (v === null ? [] : [i]));
    if (known.length === 0) return null;
    const best = better => known.reduce((a, b) => (better(y[b], y[a]) ? b : a));
    const pick = {
      first: known[0], last: known.at(-1), low: best((a, b) => a < b), high: best((a, b) => a > b), half: known.find(i => y[i] >= 0.5), ...dipOf(y),
    };
    const index = pick[what.replace(/_at$/, '')];
    if (index === undefined) return null;
    return what.endsWith('_at') ? {value: x[index], write: number} : {value: y[index], write: this.along.write};
  }

  // fill puts numbers in the place of references.
  fill(sentence) {
    return sentence.replace(/\{([^}]+)\}/g, (_, inside) => {
      const [a, b] = inside.split(' / ').map(r => this.value(r));
      if (!a || b === null) return 'never';
      if (b) return a.value === 1 ? number(1 / b.value) : times(a.value / b.value);
      return a.write(a.value);
    });
  }

  // holds says whether a claim is true: "a > b", "a < 3 * b" or "a = word".
  holds(claim) {
    const [, left, sign, right] = /^(.+?) (<|>|=) (.+)$/.exec(claim);
    const side = text => {
      const product = text.split(' * ').map(part => this.value(part)?.value ?? null);
      return product.includes(null) ? null : product.reduce((a, b) => a * b);
    };
    const a = side(left);
    if (sign === '=') return right === 'never' ? a === null : String(a) === right;
    const b = side(right);
    return a !== null && b !== null && (sign === '<' ? a < b : a > b);
  }
}

// dipOf finds where a curve has fallen most from a value before, and that value.
function dipOf(y) {
  let top = 0, deepest = -1, found = {dip: 0, before: 0};
  for (let i = 0; i < y.length; i++) {
    if (y[i] === null) continue;
    if (y[i] > (y[top] ?? -Infinity)) top = i;
    if (y[top] - y[i] > deepest) {
      deepest = y[top] - y[i];
      found = {dip: i, before: top};
    }
  }
  return found;
}

function writes(field) {
  if (field.startsWith('step')) return steps;
  if (field === 'regime') return String;
  return field.includes('loss') ? number : percent;
}
