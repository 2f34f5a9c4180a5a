// The phase map: what becomes of networks over two keys, coarse first and then finer.

import {letter, colour, readable, regimeColour, shade} from './look.js';
import {key, number, percent, step as steps, tick} from './words.js';

const cells = 20;                         // along each axis
export const mapCells = cells;
const passes = [4, 2, 1];                 // distance between the cells of a pass
const coarse = (cells / passes[0]) ** 2;  // cells of the first pass
const batch = 100;                        // cells of a request after it
const left = 52, bottom = 24, top = 8, right = 10; // margins in pixels

// quantities are what the map, and the line through it, can show of a network's end.
export const quantities = {
  regime: {label: 'regime', of: cell => cell.regime},
  test_accuracy: {label: 'test accuracy', of: cell => cell.final_test_accuracy, write: percent, share: true},
  exact_match: {label: 'exact match of whole answers', of: cell => cell.final.exact_match, write: percent, share: true},
  edit_distance: {label: 'wrong tokens of an answer', of: cell => cell.final.edit_distance, write: number},
  test_loss: {label: 'test loss', of: cell => cell.final.test_loss, write: number, log: true},
  peak_test_loss: {label: 'peak test loss', of: cell => cell.peak_test_loss, write: number, log: true},
  step_test_accuracy: {label: 'step of generalization', of: cell => cell.step_test_accuracy, write: v => (v === null ? 'never' : steps(v)), log: true},
};

// axisValues are those of a key along one side of the map.
export function axisValues({min, max, scale, integer}, n = cells) {
  const low = scale === 'log' && min <= 0 ? max / 1e4 : min;
  return Array.from({length: n}, (_, i) => {
    const share = i / (n - 1);
    const value = scale === 'log' ? low * (max / low) ** share : min + share * (max - min);
    return integer ? Math.round(value) : Number(value.toPrecision(4));
  });
}

export class PhaseMap {
  // chosen(i, j) is called when a cell is clicked; ask is the engine.
  constructor({canvas, readout, progress}, ask, chosen) {
    Object.assign(this, {canvas, readout, progress, ask, chosen});
    this.cells = new Map();
    this.focus = null;
    this.show = 'regime';
    new ResizeObserver(() => this.draw()).observe(canvas);
    canvas.addEventListener('pointermove', event => this.point(event));
    canvas.addEventListener('pointerleave', () => { this.focus = null; this.draw(); });
    canvas.addEventListener('click', event => {
      const at = this.cellAt(event);
      if (at) this.chosen(this.x.values[at.i], this.y.values[at.j]);
    });
    canvas.addEventListener('keydown', event => this.press(event));
    canvas.addEventListener('focus', () => { this.focus ??= this.nearest() ?? {i: 0, j: 0}; this.draw(); });
    canvas.addEventListener('blur', () => { this.focus = null; this.draw(); });
  }

  // prepare empties the map for a plane; go fills it.
  prepare(plane) {
    this.stop();
    const {x, y} = plane;
    Object.assign(this, {plane, x: {...x, values: axisValues(x)}, y: {...y, values: axisValues(y)}, failed: null});
    this.cells.clear();
    this.draw();
  }

  // go asks for the cells that are missing, coarse ones first, and a few at a time if they are slow.
  async go(slow) {
    this.stop();
    const abort = this.abort = new AbortController();
    const {yaml, seed, task} = this.plane;
    const side = ({path, values}) => ({path, values});
    const points = coarseFirst().filter(([i, j]) => !this.cells.has(i + cells * j));
    try {
      for (let at = 0; at < points.length && !abort.signal.aborted;) {
        const size = slow || (at === 0 && points.length === cells * cells) ? coarse : batch;
        const answer = await this.ask('cells', {yaml, seed, task, x: side(this.x), y: side(this.y), points: points.slice(at, at + size)}, {signal: abort.signal});
        for (const cell of answer.cells) this.cells.set(cell.i + cells * cell.j, cell);
        at += size;
        this.draw();
      }
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.failed = error.message;
      this.draw();
    }
  }

  stop() { this.abort?.abort(); }

  // mark shows where the network is that the other views show.
  mark(x, y) {
    this.here = {x, y};
    this.draw();
  }

  nearest() {
    if (!this.here || !this.x) return null;
    const at = (axis, value) => position(axis, value);
    const i = Math.round(at(this.x, this.here.x)), j = Math.round(at(this.y, this.here.y));
    return i >= 0 && j >= 0 && i < cells && j < cells ? {i, j} : null;
  }

  // at is the cell that stands for i, j: its own, or a coarser one while the map fills.
  at(i, j) {
    for (const pass of [...passes].reverse()) {
      const cell = this.cells.get(i - i % pass + cells * (j - j % pass));
      if (cell) return cell;
    }
    return null;
  }

  area() {
    const box = this.canvas.getBoundingClientRect();
    return {width: box.width, height: box.height, w: (box.width - left - right) / cells, h: (box.height - top - bottom) / cells};
  }

  cellAt(event) {
    if (!this.x) return null;
    const box = this.canvas.getBoundingClientRect(), {w, h, height} = this.area();
    const i = Math.floor((event.clientX - box.left - left) / w), j = Math.floor((box.top + height - bottom - event.clientY) / h);
    return i >= 0 && j >= 0 && i < cells && j < cells ? {i, j} : null;
  }

  point(event) {
    this.focus = this.cellAt(event);
    this.draw();
  }

  press(event) {
    const move = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (!this.x || (!move && event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    this.focus ??= this.nearest() ?? {i: 0, j: 0};
    if (!move) return this.chosen(this.x.values[this.focus.i], this.y.values[this.focus.j]);
    const keep = v => Math.min(cells - 1, Math.max(0, v));
    this.focus = {i: keep(this.focus.i + move[0]), j: keep(this.focus.j + move[1])};
    this.draw();
  }

  describe({i, j}) {
    const where = `${key(this.x.path)} ${number(this.x.values[i])}, ${key(this.y.path)} ${number(this.y.values[j])}`;
    const cell = this.at(i, j);
    if (!cell) return `${where}: not yet simulated`;
    if (cell.error) return `${where}: ${cell.error}`;
    const {label, of, write} = quantities[this.show];
    const rest = ['regime', 'test_accuracy'].includes(this.show) ? '' : `, ${label} ${write(of(cell))}`;
    return `${where}: ${cell.regime}, test accuracy ${percent(cell.final_test_accuracy)}${rest}`;
  }

  draw() {
    const c = this.canvas.getContext('2d'), ratio = devicePixelRatio;
    const {width, height, w, h} = this.area();
    if (width === 0) return;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, width, height);
    if (!this.x) return;
    const colours = this.colours();
    const edge = i => Math.round(left + i * w), line = j => Math.round(height - bottom - j * h);
    const box = (i, j) => [edge(i), line(j + 1), edge(i + 1) - edge(i), line(j) - line(j + 1)];
    for (let j = 0; j < cells; j++) {
      for (let i = 0; i < cells; i++) {
        c.fillStyle = colours(this.at(i, j));
        c.fillRect(...box(i, j));
      }
    }
    c.strokeStyle = colour('quiet');
    c.lineWidth = 1;
    c.strokeRect(left - 0.5, line(cells) - 0.5, edge(cells) - left + 1, height - bottom - line(cells) + 1);
    if (this.show === 'regime') this.names(c, edge, line);
    this.ticks(c, edge, line, height);
    this.rings(c, box, edge, line, w, h);
    this.progress.textContent = this.failed ?? (this.cells.size < cells * cells ? `${this.cells.size} of ${cells * cells} networks` : '');
    this.canvas.dataset.filled = this.cells.size;
    this.readout.textContent = this.focus ? this.describe(this.focus) : 'Point at a network, click to load it. By keyboard: arrows, then Enter.';
  }

  // colours gives the function that paints a cell.
  colours() {
    const none = colour('faint');
    if (this.show === 'regime') return cell => (cell?.regime ? regimeColour(cell.regime) : none);
    const {of, share, log} = quantities[this.show];
    const value = cell => (cell && !cell.error ? of(cell) : null);
    const scaled = v => (log ? Math.log(v) : v);
    const values = [...this.cells.values()].map(value).filter(v => v !== null && (!log || v > 0)).map(scaled);
    const [low, high] = share ? [0, 1] : [Math.min(...values), Math.max(...values)];
    return cell => {
      const v = value(cell);
      if (v === null || (log && v <= 0)) return none;
      return shade(high > low ? (scaled(v) - low) / (high - low) : 0.5);
    };
  }

  // scale is the legend of a quantity: [colour, text] from the lowest to the highest.
  scale() {
    const quantity = quantities[this.show];
    const values = [...this.cells.values()].filter(cell => !cell.error).map(quantity.of).filter(v => v !== null && (!quantity.log || v > 0));
    if (values.length === 0) return [];
    const [low, high] = quantity.share ? [0, 1] : [Math.min(...values), Math.max(...values)];
    return [0, 0.25, 0.5, 0.75, 1].map(share => [shade(share),
      quantity.write(quantity.log ? low * (high / low) ** share : low + share * (high - low))]);
  }

  // names writes each region's regime where the region is widest: the word if there is room, else the letter.
  names(c, edge, line) {
    const seen = new Set();
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    for (let start = 0; start < cells * cells; start++) {
      const regime = this.at(start % cells, Math.floor(start / cells))?.regime;
      if (!regime || seen.has(start)) continue;
      const region = [start], inside = new Set([start]);
      seen.add(start);
      for (const cell of region) {
        const i = cell % cells, j = Math.floor(cell / cells);
        for (const [a, b] of [[i - 1, j], [i + 1, j], [i, j - 1], [i, j + 1]]) {
          const next = a + cells * b;
          if (a < 0 || b < 0 || a >= cells || b >= cells || seen.has(next) || this.at(a, b)?.regime !== regime) continue;
          seen.add(next);
          inside.add(next);
          region.push(next);
        }
      }
      const {from, to, j} = widest(region, inside);
      const width = edge(to + 1) - edge(from);
      const paint = regimeColour(regime);
      c.fillStyle = readable(paint);
      c.font = '600 12px system-ui, sans-serif';
      const word = c.measureText(regime).width + 8 < width ? regime : letter(regime);
      c.fillText(word, edge(from) + width / 2, (line(j) + line(j + 1)) / 2);
    }
  }

  ticks(c, edge, line, height) {
    c.fillStyle = colour('quiet');
    c.font = '12px system-ui, sans-serif';
    const each = 4;
    c.textAlign = 'center';
    c.textBaseline = 'top';
    const write = (axis, i, x, y) => { // no value twice, where a key has fewer values than the map has cells
      if (i === 0 || axis.values[i] !== axis.values[i - each]) c.fillText(tick(twoDigits(axis.values[i])), x, y);
    };
    for (let i = 0; i < cells; i += each) write(this.x, i, (edge(i) + edge(i + 1)) / 2, height - bottom + 6);
    c.textAlign = 'right';
    c.textBaseline = 'middle';
    for (let j = 0; j < cells; j += each) write(this.y, j, left - 6, (line(j) + line(j + 1)) / 2);
  }

  // rings are the network that the other views show, and the cell that is pointed at.
  rings(c, box, edge, line, w, h) {
    const ring = (x, y, radius) => {
      for (const [paint, wide] of [['#000000', 5], ['#ffffff', 2.5]]) {
        c.strokeStyle = paint;
        c.lineWidth = wide;
        c.beginPath();
        c.arc(x, y, radius, 0, 7);
        c.stroke();
      }
    };
    if (this.here) {
      const x = position(this.x, this.here.x), y = position(this.y, this.here.y);
      if (x > -0.6 && y > -0.6 && x < cells - 0.4 && y < cells - 0.4) ring(edge(0) + (x + 0.5) * w, line(0) - (y + 0.5) * h, Math.max(6, w * 0.6));
    }
    if (!this.focus) return;
    const [x, y, width, height] = box(this.focus.i, this.focus.j);
    for (const [paint, wide] of [['#000000', 4], ['#ffffff', 2]]) {
      c.strokeStyle = paint;
      c.lineWidth = wide;
      c.strokeRect(x, y, width, height);
    }
  }
}

// position is where a value lies among those of an axis, in cells.
function position({values, scale}, value) {
  if (value === null || value === undefined) return -1;
  const of = scale === 'log' ? v => Math.log(Math.max(v, values[0] > 0 ? values[0] / 1e3 : 1e-30)) : v => v;
  const low = of(values[0]), high = of(values[values.length - 1]);
  return high === low ? 0 : ((of(value) - low) / (high - low)) * (values.length - 1);
}

const twoDigits = value => Number(value.toPrecision(2));

// coarseFirst lists all cells, every fourth one first.
function coarseFirst() {
  const points = [], seen = new Set();
  for (const pass of passes) {
    for (let j = 0; j < cells; j += pass) {
      for (let i = 0; i < cells; i += pass) {
        if (seen.has(i + cells * j)) continue;
        seen.add(i + cells * j);
        points.push([i, j]);
      }
    }
  }
  return points;
}

// widest is the longest row of a region, the one nearest its middle if several are.
function widest(region, inside) {
  const middle = region.reduce((sum, cell) => sum + Math.floor(cell / cells), 0) / region.length;
  let best = null;
  for (const cell of region) {
    if (cell % cells > 0 && inside.has(cell - 1)) continue;
    let to = cell;
    while ((to + 1) % cells > 0 && inside.has(to + 1)) to++;
    const j = Math.floor(cell / cells), row = {from: cell % cells, to: to % cells, j, off: Math.abs(j - middle)};
    const length = row.to - row.from, longest = best ? best.to - best.from : -1;
    if (length > longest || (length === longest && row.off < best.off)) best = row;
  }
  return best;
}
