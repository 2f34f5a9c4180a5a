// The time bar: one cursor for all views, by pointer, by keyboard, or playing by itself.

import {calm} from './look.js';
import {number, percent, step as steps} from './words.js';

const playing = 7000; // milliseconds from the first step to the last
const calmSteps = 12; // where motion is reduced

const rows = [
  ['step', 'step', steps],
  ['train_accuracy', 'train accuracy', percent],
  ['test_accuracy', 'test accuracy', percent],
  ['train_loss', 'train loss', number],
  ['test_loss', 'test loss', number],
  ['memorization', 'memorization', percent],
  ['generalization', 'generalization', percent],
];

export class Time {
  // moved(step) is called with a recorded step, or with null for the end.
  constructor({range, play, readout}, moved) {
    Object.assign(this, {range, play, moved});
    this.steps = [0];
    range.addEventListener('input', () => {
      this.pause();
      this.move(Number(range.value));
    });
    play.addEventListener('click', () => (this.timer ? this.pause() : this.start()));
    this.values = new Map();
    readout.replaceChildren(...rows.map(([name, label]) => {
      const group = document.createElement('div');
      group.className = `reading ${name}`;
      const dt = document.createElement('dt'), dd = document.createElement('dd');
      dt.textContent = label;
      group.append(dt, dd);
      this.values.set(name, dd);
      return group;
    }));
  }

  // follow takes the recorded steps of a run.
  follow(list) {
    this.steps = list;
    this.range.max = list.length - 1;
  }

  move(index) {
    this.moved(index >= this.steps.length - 1 ? null : this.steps[index]);
  }

  // show writes what the network is at the cursor.
  show(at) {
    this.range.value = at.index;
    for (const [name, , write] of rows) this.values.get(name).textContent = write(at[name]);
    this.range.setAttribute('aria-valuetext',
      `step ${steps(at.step)}: train accuracy ${percent(at.train_accuracy)}, test accuracy ${percent(at.test_accuracy)}, `
      + `memorization ${percent(at.memorization)} and generalization ${percent(at.generalization)} of the budget`);
  }

  start() {
    const last = this.steps.length - 1;
    let from = Number(this.range.value);
    if (from >= last) from = 0;
    const still = calm();
    const begun = performance.now() - (from / last) * playing;
    this.play.textContent = 'Pause';
    this.play.setAttribute('aria-pressed', 'true');
    const tick = () => {
      let share = Math.min(1, (performance.now() - begun) / playing);
      if (still) share = Math.floor(share * calmSteps) / calmSteps;
      this.move(Math.round(share * last));
      if (share >= 1) this.pause();
      else this.timer = still ? setTimeout(tick, playing / calmSteps) : requestAnimationFrame(tick);
    };
    this.timer = still ? setTimeout(tick, 0) : requestAnimationFrame(tick);
  }

  pause() {
    cancelAnimationFrame(this.timer);
    clearTimeout(this.timer);
    this.timer = null;
    this.play.textContent = 'Play';
    this.play.setAttribute('aria-pressed', 'false');
  }
}
