// The network as squares of parameters: memorization takes them from the left, generalization from the right, and what lies
// between is free.

import {colour, generalization, hatching, memorization} from './look.js';
import {number, percent} from './words.js';

const rows = 5;
const size = 11; // pixels from a square to the next

export class Network {
  constructor({canvas, caption}) {
    Object.assign(this, {canvas, caption});
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  // follow takes a run; whole is the share of the budget that all squares stand for, and params the size of the network.
  follow({whole, params}) {
    Object.assign(this, {whole, params});
  }

  // at shows the shares {memorization, generalization} of a moment.
  at(shares) {
    this.shares = shares;
    this.draw();
  }

  draw() {
    const {canvas, shares} = this, width = canvas.clientWidth;
    if (!shares || !width) return;
    const ratio = devicePixelRatio, columns = Math.floor(width / size), all = columns * rows;
    const w = Math.round(width * ratio), h = Math.round(rows * size * ratio);
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, {width: w, height: h});
    const c = canvas.getContext('2d');
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, width, rows * size);
    const left = all * shares.memorization / this.whole, right = all * shares.generalization / this.whole;
    const hatched = hatching(c, colour(memorization)), solid = colour(generalization), free = colour('faint');
    for (let k = 0; k < all; k++) {
      const x = Math.floor(k / rows) * size + 0.5, y = (k % rows) * size + 0.5;
      const memory = Math.min(1, Math.max(0, left - k)), rule = Math.min(1, Math.max(0, right - (all - 1 - k)));
      c.globalAlpha = 1;
      c.fillStyle = free;
      c.fillRect(x, y, size - 2, size - 2);
      for (const [share, paint] of [[memory, hatched], [rule, solid]]) {
        if (share <= 0) continue;
        c.globalAlpha = 0.25 + 0.75 * share;
        c.fillStyle = paint;
        c.fillRect(x, y, size - 2, size - 2);
      }
    }
    c.globalAlpha = 1;
    const square = this.whole / all;
    this.caption.textContent = `one square: ${this.params ? `${number(Math.max(1, Math.round(square * this.params)))} parameters, ` : ''}${percent(square)} of the budget`
      + (this.whole < 1 ? `; all squares: ${percent(this.whole)}, the rest stays free` : '');
    canvas.setAttribute('aria-label', `Parameters of the network: memorization holds ${percent(shares.memorization)}, generalization ${percent(shares.generalization)}`);
  }
}
