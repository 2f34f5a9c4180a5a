// One chart over training steps, drawn by uPlot: labels at the ends of lines, a cursor that other charts share.

/* global uPlot */
import {colour} from './look.js';
import {tick} from './words.js';


// Chart fills a place. margin is the pixels right of it, for the names of lines. pointed(step) is called as its reader points at a step.
export class Chart {
  constructor(place, {log = false, range, format = tick, margin = 54}, pointed) {
    Object.assign(this, {place, log, range, format, margin, pointed});
    this.lines = [];
    this.step = null;
    new ResizeObserver(() => this.resize()).observe(place);
  }

  // draw shows lines {name, x, y, colour, dash, width, fill, points, faint}; the first is that whose steps the cursor follows.
  // marks {step, name} are moments on the axis.
  draw({lines, marks = [], linear = false, first = linear ? 0 : 1, last, bands = []}) {
    Object.assign(this, {lines, marks});
    const shape = JSON.stringify([linear, bands, this.margin, lines.map(l => [l.name, l.colour, l.dash, l.width, l.points, l.faint, Boolean(l.fill)])]);
    const tables = lines.map(l => {
      const from = linear ? 0 : l.x.findIndex(x => x >= first);
      return from < 0 ? [[], []] : [l.x.slice(from), l.y.slice(from)];
    });
    const data = lines.every(l => l.x === lines[0].x)
      ? [tables[0]?.[0] ?? [], ...tables.map(t => t[1])]
      : uPlot.join(tables);
    this.bounds = [first, last > first ? last : 2 * first + 1];
    if (this.plot && shape === this.shape) {
      this.plot.setData(data);
    } else {
      this.shape = shape;
      this.build(data, linear, bands);
    }
  }

  build(data, linear, bands) {
    this.clear();
    const {width, height} = this.size();
    const ink = () => colour('quiet'), grid = {stroke: () => colour('faint'), width: 1};
    const font = '12px system-ui, sans-serif';
    this.plot = new uPlot({
      width, height, padding: [16, this.margin, 0, 0],
      legend: {show: false},
      cursor: {show: false},
      scales: {
        x: {time: false, distr: linear ? 1 : 3, range: () => this.bounds},
        y: {distr: this.log ? 3 : 1, range: (_, low, high) => this.range(low, high)},
      },
      axes: [
        {stroke: ink, grid, ticks: grid, font, size: 28, values: (_, at) => at.map(tick), ...(linear ? {} : decades(5))},
        {stroke: ink, grid, ticks: grid, font, size: (_, texts) => 20 + 7.5 * Math.max(3, ...(texts ?? []).map(t => t.length)), values: (_, at) => at.map(v => this.format(v)), ...(this.log ? decades(5) : {})},
      ],
      series: [{}, ...this.lines.map(l => ({
        label: l.name,
        stroke: l.points ? undefined : () => colour(l.colour),
        width: l.points ? 0 : l.width ?? 2,
        dash: l.dash,
        alpha: l.faint ? 0.55 : 1,
        fill: l.fill ? u => l.fill(u.ctx) : undefined,
        points: l.points ? {show: true, size: 6, stroke: () => colour(l.colour), fill: () => colour('ground'), width: 1.5} : {show: false},
        paths: l.points ? () => null : undefined,
      }))],
      bands,
      hooks: {draw: [u => { this.annotate(u); this.at(this.step); }]}, // scales are those of the data only when they are drawn
    }, data, this.place);
    this.overlay();
  }

  clear() {
    this.plot?.destroy();
    this.plot = null;
  }

  size() {
    const box = this.place.getBoundingClientRect();
    return {width: Math.max(200, Math.floor(box.width)), height: Math.max(120, Math.floor(box.height))};
  }

  resize() {
    if (!this.plot) return;
    const {width, height} = this.size();
    if (width === this.plot.width && height === this.plot.height) return;
    this.plot.setSize({width, height});
    this.at(this.step);
  }

  // redraw shows the same in the page's colours of now.
  redraw() {
    if (!this.plot) return;
    this.plot.redraw(false);
    this.dots.forEach((dot, i) => { dot.style.background = colour(this.lines[i].colour); });
  }

  // overlay is what moves with the cursor: a line, a veil over what is to come, a dot on each line.
  overlay() {
    const over = this.plot.over;
    over.classList.add('over');
    this.veil = over.appendChild(Object.assign(document.createElement('div'), {className: 'veil'}));
    this.bar = over.appendChild(Object.assign(document.createElement('div'), {className: 'bar'}));
    this.dots = this.lines.map(l => {
      const dot = over.appendChild(Object.assign(document.createElement('div'), {className: 'dot'}));
      dot.style.background = colour(l.colour);
      return dot;
    });
    const point = event => this.pointed(this.plot.posToVal(event.clientX - over.getBoundingClientRect().left, 'x'));
    over.addEventListener('pointerdown', event => {
      over.setPointerCapture(event.pointerId);
      point(event);
    });
    over.addEventListener('pointermove', event => { if (event.buttons || event.pointerType === 'mouse') point(event); });
  }

  // at moves the cursor to a step; null is the end.
  at(step) {
    this.step = step;
    if (!this.plot || !this.bar) return;
    const shown = Math.min(this.bounds[1], Math.max(this.bounds[0], step ?? this.bounds[1]));
    const left = this.plot.valToPos(shown, 'x');
    this.bar.style.left = this.veil.style.left = `${left}px`;
    this.lines.forEach((line, i) => {
      const dot = this.dots[i];
      const y = line.faint || line.points || line.still ? null : valueAt(line, step ?? this.bounds[1]);
      dot.hidden = y === null || y === undefined || (this.log && y <= 0);
      if (dot.hidden) return;
      const top = this.plot.valToPos(y, 'y');
      dot.hidden = !(top >= -2 && top <= this.plot.over.clientHeight + 2);
      dot.style.left = `${left}px`;
      dot.style.top = `${top}px`;
    });
  }

  // annotate writes the names of lines at their ends, and the marks above.
  annotate(u) {
    const ratio = devicePixelRatio, c = u.ctx, line = 14 * ratio;
    const {left, top, width, height} = u.bbox;
    c.save();
    c.font = `${12 * ratio}px system-ui, sans-serif`;
    c.textBaseline = 'middle';
    const ends = this.lines.filter(l => l.end !== false && !l.points && !l.inside).map(l => {
      const i = l.y.findLastIndex(v => v !== null && v !== undefined && (!this.log || v > 0));
      if (i < 0) return null;
      return {l, y: u.valToPos(l.y[i], 'y', true)};
    }).filter(end => end && Number.isFinite(end.y)).sort((a, b) => a.y - b.y);
    spread(ends, line, top, top + height);
    for (const {l, y} of ends) {
      const x = left + width + 6 * ratio;
      c.globalAlpha = 1;
      c.strokeStyle = colour(l.colour);
      c.lineWidth = (l.width ?? 2) * ratio;
      c.setLineDash((l.dash ?? []).map(d => d * ratio * 0.7));
      c.beginPath();
      c.moveTo(x, y);
      c.lineTo(x + 12 * ratio, y);
      c.stroke();
      c.setLineDash([]);
      c.fillStyle = colour(l.faint ? 'quiet' : 'ink');
      c.textAlign = 'left';
      c.fillText(l.name, x + 16 * ratio, y, (this.margin - 22) * ratio);
    }
    const written = [];
    for (const l of this.lines) if (l.inside) this.writeInside(u, l.name, l.inside, written);
    c.fillStyle = colour('quiet');
    c.strokeStyle = colour('quiet');
    c.lineWidth = ratio;
    const shown = this.marks.filter(({step}) => step !== null && step !== undefined && step >= this.bounds[0] && step <= this.bounds[1])
      .map(mark => ({...mark, x: u.valToPos(mark.step, 'x', true), wide: c.measureText(mark.name).width}));
    let limit = left + width + this.margin * ratio;
    for (const mark of shown.toReversed()) {
      mark.from = Math.min(mark.x - mark.wide / 2, limit - mark.wide);
      limit = mark.from - 8 * ratio;
    }
    c.textAlign = 'left';
    let free = 2 * ratio;
    for (const {name, x, from, wide} of shown) {
      c.beginPath();
      c.moveTo(x, top - 3 * ratio);
      c.lineTo(x, top + 5 * ratio);
      c.stroke();
      c.fillText(name, Math.max(from, free), top - 8 * ratio);
      free = Math.max(from, free) + wide + 8 * ratio;
    }
    c.restore();
  }

  // writeInside writes the name of an area at a point, with a rim of the ground's colour; above those that are written there.
  writeInside(u, name, [x, y], written) {
    const ratio = devicePixelRatio, c = u.ctx, {left, top, width, height} = u.bbox;
    c.textAlign = 'left';
    c.font = `600 ${12 * ratio}px system-ui, sans-serif`;
    const wide = c.measureText(name).width;
    const at = Math.min(left + width - wide - 6 * ratio, Math.max(left + 6 * ratio, u.valToPos(Math.max(x, this.bounds[0]), 'x', true) - wide / 2));
    let level = Math.min(top + height - 9 * ratio, Math.max(top + 9 * ratio, u.valToPos(y, 'y', true)));
    for (const one of written) {
      if (at < one.at + one.wide && one.at < at + wide && Math.abs(level - one.level) < 15 * ratio) level = one.level - 15 * ratio;
    }
    written.push({at, wide, level});
    c.strokeStyle = colour('ground');
    c.lineWidth = 4 * ratio;
    c.lineJoin = 'round';
    c.strokeText(name, at, level);
    c.fillStyle = colour('ink');
    c.fillText(name, at, level);
    c.font = `${12 * ratio}px system-ui, sans-serif`;
  }
}

// decades are ticks of a logarithmic axis at powers of ten, about as many as wanted, and at 1, 2 and 5 where there are few.
const decades = wanted => ({
  filter: (_, at) => at,
  splits: (_u, _axis, low, high) => {
    const from = Math.floor(Math.log10(low) + 1e-9), to = Math.ceil(Math.log10(high) - 1e-9), every = Math.ceil((to - from) / wanted);
    const at = [];
    for (let e = from; e <= to; e += every) for (const digit of high < 100 * low ? [1, 2, 5] : [1]) at.push(Number(`${digit}e${e}`));
    return at.filter(v => v >= low * 0.999 && v <= high * 1.001);
  },
});

// spread moves labels apart, in their order, between top and bottom.
function spread(labels, gap, top, bottom) {
  for (let i = 1; i < labels.length; i++) labels[i].y = Math.max(labels[i].y, labels[i - 1].y + gap);
  let limit = bottom;
  for (let i = labels.length - 1; i >= 0; i--) {
    labels[i].y = Math.max(top, Math.min(labels[i].y, limit));
    limit = labels[i].y - gap;
  }
}

// valueAt is that of a line at the recorded step next to a step.
function valueAt(line, step) {
  return line.y[nearest(line.x, step)];
}

// nearest is the index of the number next to a value in an ascending list.
export function nearest(list, value) {
  let low = 0, high = list.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle;
    else high = middle;
  }
  return low < high && Math.abs(list[high] - value) < Math.abs(list[low] - value) ? high : low;
}
