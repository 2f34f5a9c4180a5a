// A map over two axes: cells with a colour and a letter, or points where there is no grid.

// map draws cells: {x, y, i, color, letter, said}. x and y are numbers of values of the axes. spec: {label, x, y: axes, grid, cells, picked,
// pick(i), line: [{x, low, value, high}]}.
function map(spec) {
  const canvas = h('canvas', {class: 'map', tabindex: 0, role: 'img', 'aria-label': spec.label + '. Arrow keys move, Enter chooses a cell.'});
  const reading = h('p', {class: 'reading', 'aria-live': 'polite'}, ' ');
  const scale = axis => axis.names ? x => x : axis.log ? Math.log10 : x => x;
  const place = {x: spec.x.values.map(scale(spec.x)), y: spec.y.values.map(scale(spec.y))};
  const edge = list => list.map((at, k) => {
    const before = k ? (at - list[k - 1]) / 2 : list.length > 1 ? (list[1] - at) / 2 : 0.5;
    const after = k < list.length - 1 ? (list[k + 1] - at) / 2 : list.length > 1 ? (at - list[k - 1]) / 2 : 0.5;
    return [at - before, at + after];
  });
  const edges = {x: edge(place.x), y: edge(place.y)};
  const ends = (axis, list) => [list[0][0], list[list.length - 1][1]].map(at => axis.log ? 10 ** at : at);
  // marked are the numbers on an axis. Cells reach beyond the values at its ends, and there no number has a meaning: fewer than 0 items.
  const marked = (axis, list, most) => !axis.log && spec.grid && axis.values.length <= most ? axis.values
    : marks(...ends(axis, list), axis.log, most).filter(x => axis.log || x >= axis.values[0] && x <= axis.values[axis.values.length - 1]);
  const byPlace = new Map(spec.cells.map(cell => [cell.x + ' ' + cell.y, cell]));
  const start = spec.cells.find(cell => cell.i === spec.picked) || spec.cells[0];
  let focus = start, hovered = null, frame = null;

  function layout() {
    const width = canvas.clientWidth || 320, height = Math.round(Math.min(Math.max(240, width * 0.72), 560));
    const names = spec.y.names ? spec.y.names.map(name => name.slice(0, 14)) : marked(spec.y, edges.y, 7).map(x => show(x, 6));
    const left = 30 + 7 * Math.max(...names.map(name => name.length), 2);
    const box = {left, top: 10, right: width - 12, bottom: height - 44};
    const low = {x: edges.x[0][0], y: edges.y[0][0]}, high = {x: edges.x[edges.x.length - 1][1], y: edges.y[edges.y.length - 1][1]};
    return {width, height, box,
      x: v => box.left + (v - low.x) / (high.x - low.x) * (box.right - box.left),
      y: v => box.bottom - (v - low.y) / (high.y - low.y) * (box.bottom - box.top)};
  }

  const tile = (f, cell) => {
    if (!spec.grid) {
      const x = f.x(place.x[cell.x]), y = f.y(place.y[cell.y]), r = spec.cells.length > 600 ? 3 : spec.cells.length > 150 ? 5 : 8;
      return [x - r, y - r, 2 * r, 2 * r];
    }
    const [l, r] = edges.x[cell.x], [b, t] = edges.y[cell.y];
    return [f.x(l), f.y(t), f.x(r) - f.x(l), f.y(b) - f.y(t)];
  };

  function draw() {
    frame = layout();
    const ratio = devicePixelRatio || 1, {width, height, box} = frame, ctx = canvas.getContext('2d');
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.setProperty('height', height + 'px');
    ctx.scale(ratio, ratio);
    ctx.fillStyle = color('ground');
    ctx.fillRect(0, 0, width, height);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const cell of spec.cells) {
      const [x, y, w, t] = tile(frame, cell);
      ctx.fillStyle = cell.color;
      ctx.fillRect(x, y, w + 0.4, t + 0.4);
    }
    for (const cell of spec.cells) { // letters on some of the tiles, where these are small
      const [x, y, w, t] = tile(frame, cell), across = Math.ceil(15 / w), upwards = Math.ceil(15 / t);
      if (!cell.letter || spec.grid && (cell.x % across !== across >> 1 || cell.y % upwards !== upwards >> 1)) continue;
      ctx.font = `${Math.max(10, Math.min(14, Math.floor(Math.min(w, t) * 0.7)))}px system-ui, sans-serif`;
      ctx.fillStyle = dark(cell.color) ? '#fff' : '#000';
      ctx.fillText(cell.letter, x + w / 2, y + t / 2 + 0.5);
    }
    ctx.strokeStyle = ctx.fillStyle = color('ink');
    ctx.lineWidth = 1;
    ctx.strokeRect(box.left - 0.5, box.top - 0.5, box.right - box.left + 1, box.bottom - box.top + 1);
    ctx.font = '12px system-ui, sans-serif';
    ticks(ctx, spec.x, edges.x, Math.max(2, Math.floor((box.right - box.left) / 75)), (at, name) => {
      const x = frame.x(at);
      ctx.beginPath(); ctx.moveTo(x, box.bottom); ctx.lineTo(x, box.bottom + 5); ctx.stroke();
      ctx.fillText(name, x, box.bottom + 14);
    });
    ctx.textAlign = 'right';
    ticks(ctx, spec.y, edges.y, Math.max(2, Math.floor((box.bottom - box.top) / 30)), (at, name) => {
      const y = frame.y(at);
      ctx.beginPath(); ctx.moveTo(box.left - 5, y); ctx.lineTo(box.left, y); ctx.stroke();
      ctx.fillText(name, box.left - 8, y);
    });
    ctx.textAlign = 'center';
    ctx.fillText(titled(spec.x), (box.left + box.right) / 2, height - 10);
    ctx.save();
    ctx.translate(10, (box.top + box.bottom) / 2);
    ctx.rotate(-Math.PI / 2);
    ctx.fillText(titled(spec.y), 0, 0);
    ctx.restore();
    for (const line of spec.lines || []) follow(ctx, line);
    const picked = spec.cells.find(cell => cell.i === spec.picked);
    if (picked) outline(ctx, picked, false);
    if (document.activeElement === canvas && focus) outline(ctx, focus, true);
  }

  function ticks(ctx, axis, list, most, mark) {
    if (axis.names) {
      const step = Math.ceil(axis.names.length / most);
      axis.names.forEach((name, k) => { if (k % step === 0) mark(k, name.length > 14 ? name.slice(0, 13) + '…' : name); });
      return;
    }
    for (const x of marked(axis, list, most)) mark(scale(axis)(x), show(x, 6));
  }

  // follow draws a boundary with its intervals.
  function follow(ctx, line) {
    const to = {x: scale(spec.x), y: scale(spec.y)};
    ctx.save();
    ctx.beginPath();
    ctx.rect(frame.box.left, frame.box.top, frame.box.right - frame.box.left, frame.box.bottom - frame.box.top);
    ctx.clip();
    const at = (value, v) => line.flip ? [frame.x(to.x(v)), frame.y(to.y(value))] : [frame.x(to.x(value)), frame.y(to.y(v))];
    const known = line.filter(p => p.low !== null && p.high !== null);
    ctx.beginPath();
    for (const p of known) ctx.lineTo(...at(p.x, p.low));
    for (const p of [...known].reverse()) ctx.lineTo(...at(p.x, p.high));
    ctx.globalAlpha = 0.25;
    ctx.fillStyle = color('quiet');
    ctx.fill();
    ctx.globalAlpha = 1;
    for (const [stroke, width] of [[color('ground'), 4], [color('ink'), 2]]) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width;
      ctx.beginPath();
      for (const p of line) ctx.lineTo(...at(p.x, p.value));
      ctx.stroke();
    }
    ctx.restore();
  }

  function outline(ctx, cell, dashed) {
    const [x, y, w, t] = tile(frame, cell);
    for (const [stroke, width] of [[color('ground'), 5], [color('ink'), 2.5]]) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width;
      ctx.setLineDash(dashed ? [4, 3] : []);
      ctx.strokeRect(x - 1, y - 1, w + 2, t + 2);
    }
    ctx.setLineDash([]);
  }

  function under(event) {
    const bounds = canvas.getBoundingClientRect(), x = event.clientX - bounds.left, y = event.clientY - bounds.top;
    let best = null, least = spec.grid ? 1 : 16;
    for (const cell of spec.cells) {
      const [l, t, w, height] = tile(frame, cell);
      const away = Math.hypot(Math.max(l - x, 0, x - l - w), Math.max(t - y, 0, y - t - height));
      if (away < least) { least = away; best = cell; }
    }
    return best;
  }

  const tell = cell => { reading.textContent = cell ? cell.said : ' '; };
  canvas.addEventListener('pointermove', event => { hovered = under(event); tell(hovered || focus); });
  canvas.addEventListener('pointerleave', () => tell(spec.cells.find(cell => cell.i === spec.picked)));
  canvas.addEventListener('click', event => { const cell = under(event); if (cell) { focus = cell; choose(cell); } });
  canvas.addEventListener('focus', draw);
  canvas.addEventListener('blur', draw);
  canvas.addEventListener('keydown', event => {
    const move = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (event.key === 'Enter' || event.key === ' ') choose(focus);
    else if (move) {
      let x = focus.x + move[0], y = focus.y + move[1];
      for (; x >= 0 && y >= 0 && x < spec.x.values.length && y < spec.y.values.length; x += move[0], y += move[1]) {
        const found = byPlace.get(x + ' ' + y) || near(x, y, move);
        if (found) { focus = found; break; }
      }
      tell(focus);
      draw();
    } else return;
    event.preventDefault();
  });

  // near is the nearest cell in a row or column, of points that are on no grid.
  function near(x, y, move) {
    if (spec.grid) return null;
    const inLine = spec.cells.filter(cell => move[0] ? cell.x === x : cell.y === y);
    const from = cell => Math.abs(move[0] ? cell.y - y : cell.x - x);
    return inLine.sort((a, b) => from(a) - from(b))[0];
  }

  function choose(cell) {
    spec.picked = cell.i;
    tell(cell);
    draw();
    if (spec.pick) spec.pick(cell.i);
  }

  const watch = new ResizeObserver(draw);
  watch.observe(canvas);
  open.add({plot: null, watch, host: canvas});
  tell(spec.cells.find(cell => cell.i === spec.picked));
  return h('div', {class: 'chart'}, canvas, reading);
}

// dark says whether white letters are read on a colour: its luminance by WCAG 2.1.
function dark(hex) {
  const [r, g, b] = [1, 3, 5].map(k => parseInt(hex.slice(k, k + 2), 16) / 255).map(x => x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b <= 0.18;
}

// swatch is an item of a map's legend: a colour, its letter, what it means.
function swatch([fill, letter, name]) {
  const box = h('span', {class: 'swatch', 'aria-hidden': 'true'}, letter);
  box.style.setProperty('background', fill);
  box.style.setProperty('color', dark(fill) ? '#fff' : '#000');
  return h('span', {class: 'item'}, box, name);
}
