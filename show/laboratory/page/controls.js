// The sliders: each is a range input beside a field for the number.

import {number, plain} from './words.js';

const positions = 1000; // of a slider

// Scale maps the positions of a slider onto the values of a control, evenly in the value or in its logarithm. A logarithmic
// scale that begins at 0 has 0 as its first position.
class Scale {
  constructor({scale, min, max, integer}) {
    Object.assign(this, {min, max, integer, log: scale === 'log'});
    this.low = this.log && min <= 0 ? max / 1e6 : min;
  }

  value(position) {
    const share = position / positions;
    if (!this.log) return this.whole(this.min + share * (this.max - this.min), 4);
    if (this.min <= 0 && position === 0) return this.min;
    return this.whole(this.low * (this.max / this.low) ** share);
  }

  whole(value, digits = 3) {
    const short = Number(value.toPrecision(digits));
    return Math.min(this.max, Math.max(this.min, this.integer ? Math.round(short) : short));
  }

  position(value) {
    if (value <= this.min) return 0;
    const share = this.log ? Math.log(value / this.low) / Math.log(this.max / this.low) : (value - this.min) / (this.max - this.min);
    return Math.round(Math.min(1, Math.max(0, share)) * positions);
  }
}

// Controls fills a place with sliders. changed(path, value) is called as one moves.
export class Controls {
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
    this.rows = new Map();
  }

  // offer shows the sliders of a scenario.
  offer(controls) {
    this.rows.clear();
    this.place.replaceChildren(...controls.map(control => this.row(control)));
  }

  // set moves a slider without a change.
  set(path, value) {
    const row = this.rows.get(path);
    if (!row || document.activeElement === row.field) return;
    row.show(value);
  }

  row(control) {
    const scale = new Scale(control);
    const id = `control-${control.path.replaceAll('.', '-')}`;
    const row = document.createElement('div');
    row.className = 'control';
    const label = document.createElement('label');
    label.htmlFor = id;
    label.textContent = control.label;
    const range = document.createElement('input');
    Object.assign(range, {id, type: 'range', min: 0, max: positions, step: 1});
    range.dataset.path = control.path;
    const field = document.createElement('input');
    Object.assign(field, {type: 'text', inputMode: 'decimal', autocomplete: 'off', spellcheck: false});
    field.setAttribute('aria-label', `${control.label}, as a number`);

    const show = (value, typed = false) => {
      if (scale.value(Number(range.value)) !== value) range.value = scale.position(value); // a slider that moves stays where it is
      range.setAttribute('aria-valuetext', `${number(value)} ${control.unit || ''}`.trim());
      if (!typed) field.value = plain(value);
      field.removeAttribute('aria-invalid');
      field.title = '';
    };
    range.addEventListener('input', () => {
      const value = scale.value(Number(range.value));
      show(value);
      this.changed(control.path, value);
    });
    field.addEventListener('input', () => {
      const text = field.value.trim().replaceAll(',', '');
      const value = Number(text);
      if (text === '' || !Number.isFinite(value)) {
        field.setAttribute('aria-invalid', 'true');
        field.title = 'a number is expected, such as 12000 or 1e4';
        return;
      }
      show(value, true);
      this.changed(control.path, value);
    });
    field.addEventListener('keydown', event => { if (event.key === 'Enter') field.blur(); });
    show(control.value);
    this.rows.set(control.path, {show, field});
    row.append(label, range, field);
    return row;
  }
}
