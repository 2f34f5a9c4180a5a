// The line through the map at the network: what becomes of networks of which one key differs.

import {Chart} from './chart.js';
import {quantities} from './map.js';
import {capital} from './words.js';

// Points of a line.
export const manyPoints = 41, fewPoints = 21;

export class Along {
  constructor({place, caption}, ask, chosen) {
    Object.assign(this, {place, caption, ask});
    this.chart = new Chart(place, {margin: 20, range: (low, high) => this.range(low, high), format: v => this.format(v)}, () => {});
    place.addEventListener('click', event => {
      const {plot} = this.chart;
      if (!plot || !this.values) return;
      const at = plot.posToVal(event.clientX - plot.over.getBoundingClientRect().left, 'x');
      if (at >= this.values[0] && at <= this.values.at(-1)) chosen(this.x.integer ? Math.round(at) : Number(at.toPrecision(4)));
    });
  }

  // fill asks for the networks along a key.
  async fill({yaml, seed, task, x, values}) {
    this.stop();
    const abort = this.abort = new AbortController();
    const answer = await this.ask('cells', {yaml, seed, task, x: {path: x.path, values}, points: values.map((_, i) => [i, 0])}, {signal: abort.signal});
    Object.assign(this, {x, values, cells: answer.cells});
    this.draw();
  }

  stop() { this.abort?.abort(); }

  // clear takes away a line of other networks.
  clear() {
    this.stop();
    this.cells = null;
    this.chart.clear();
    this.caption.textContent = '';
  }

  // draw shows a quantity; that of regimes is test accuracy.
  draw(show = this.show, here = this.here) {
    Object.assign(this, {show, here});
    if (!this.cells) return;
    const quantity = this.quantity = quantities[show === 'regime' ? 'test_accuracy' : show];
    const y = this.cells.map(cell => (cell.error ? null : quantity.of(cell)));
    const most = Math.max(...y.filter(v => v !== null), 1e-9);
    this.range = () => (quantity.share ? [0, 1.02] : [0, most * 1.05]);
    this.format = quantity.write;
    const linear = this.x.scale !== 'log' || this.values[0] <= 0;
    this.chart.draw({linear, first: this.values[0], last: this.values.at(-1),
      lines: [{name: quantity.label, x: this.values, y, colour: 'line-0', end: false}]});
    this.chart.at(here ?? this.values[0]);
    this.caption.textContent = `${capital(quantity.label)} along ${this.x.label.toLowerCase()}`;
    this.place.setAttribute('aria-label', `${this.caption.textContent}: from ${quantity.write(y[0])} to ${quantity.write(y.at(-1))}`);
  }

  // line is what stories refer to.
  line() {
    if (!this.cells) return null;
    return {x: this.values, y: this.cells.map(cell => (cell.error ? null : this.quantity.of(cell))), write: this.quantity.write};
  }
}

