// Lines over one axis, by uPlot: zoom by dragging or by buttons, lines switched by the legend, values under a cursor.

const open = new Set(); // charts that are on the page

// closeCharts ends those within an element.
function closeCharts(within) {
  for (const one of open) {
    if (!within.contains(one.host)) continue;
    one.watch.disconnect();
    if (one.plot) one.plot.destroy();
    open.delete(one);
  }
}

// group is charts over the same axis: one cursor, one zoom, one line of readings, frames of the same width.
function group(key) {
  const reading = h('p', {class: 'reading', 'aria-live': 'polite'}, ' ');
  return {key, reading, charts: [], room: 0};
}

// chart draws lines: {name, x, y, low, high, ink, dash, points, thin, fill}. spec: {label, x: {label, log, names}, y: {label, log, share},
// lines, spans: [{low, value, high, color}], height, title, group, pick(x)}.
function chart(spec) {
  const usable = (x, axis) => x === null || x === undefined || axis.log && !(x > 0) ? null : x;
  const places = [...new Set(spec.lines.flatMap(line => line.x))].filter(x => usable(x, spec.x) !== null).sort((a, b) => a - b);
  const at = new Map(places.map((x, i) => [x, i]));
  const column = (line, values) => {
    const list = new Array(places.length).fill(undefined); // undefined: the line goes on; null: it is broken
    line.x.forEach((x, i) => { if (at.has(x)) list[at.get(x)] = usable(values[i], spec.y); });
    return list;
  };
  const columns = [places], series = [{}], bands = [], mine = [];
  const font = '12px system-ui, sans-serif';
  for (const line of spec.lines) {
    const main = columns.length;
    mine.push([main]);
    columns.push(column(line, line.y));
    const stroke = line.color || ink(line.ink);
    const few = line.x.length <= 40;
    series.push({
      label: line.name, stroke, width: line.thin ? 0.75 : 2, dash: dashes[(line.dash === undefined ? line.ink : line.dash) % dashes.length],
      paths: line.points ? () => null : undefined, spanGaps: false,
      points: {show: !line.thin && (line.points || few && !line.plain), size: line.points ? 7 : 5, stroke, fill: line.points ? color('ground') : stroke, width: 1.5},
    });
    if (line.low) {
      mine[mine.length - 1].push(main + 1, main + 2);
      columns.push(column(line, line.low), column(line, line.high));
      const edge = {stroke: 'transparent', width: 0, points: {show: false}};
      series.push({...edge}, {...edge});
      bands.push({series: [main + 2, main + 1], fill: stroke + (line.fill ? 'b0' : '2e')});
    }
  }
  const names = spec.x.names;
  const values = (u, splits) => splits.map(x => x === null ? '' : names ? names[x] || '' : show(x, 6));
  const axis = (of, size) => ({
    stroke: color('ink'), font, labelFont: font, label: of.label, labelSize: of.label ? 20 : 0, size,
    grid: {stroke: color('faint'), width: 1}, ticks: {stroke: color('quiet'), width: 1, size: 5},
    values, filter: (u, splits) => splits,
  });
  const room = Math.min(150, 14 + 7 * Math.max(0, ...spec.lines.filter(line => !line.thin && line.name).map(line => line.name.length)));
  const host = h('div', {class: 'plot', tabindex: 0, role: 'img', 'aria-label': spec.label});
  const legend = h('div', {class: 'legend'});
  const mates = spec.group || group(null), above = (spec.spans || []).slice(0, 8);
  mates.room = Math.max(mates.room, room);
  const xs = {...axis(spec.x, 34), splits: (u, i, low, high) => names ? names.map((_, k) => k).filter(k => k >= low && k <= high)
    : marks(low, high, spec.x.log, Math.max(2, Math.floor(u.bbox.width / devicePixelRatio / 70)))};
  const ys = {...axis(spec.y, 52), values: (u, splits) => splits.map(x => x === null ? '' : show(x, 6)),
    splits: (u, i, low, high) => marks(low, high, spec.y.log, Math.max(2, Math.floor(u.bbox.height / devicePixelRatio / 28)))};
  const narrow = () => host.clientWidth < 520;
  const plot = new uPlot({
    width: 300, height: spec.height || 280, padding: [10 + 11 * above.length, () => narrow() ? 12 : mates.room, 0, 0], legend: {show: false},
    cursor: {sync: mates.key ? {key: mates.key, setSeries: false} : undefined, drag: {x: true, y: false}, focus: {prox: 24}, points: {size: 7}},
    scales: {
      x: {time: false, distr: spec.x.log ? 3 : 1, range: (u, low, high) => low === high
        ? (spec.x.log ? [low / 2, low * 2] : [low - 1, low + 1]) : names && low === 0 ? [-0.3, high + 0.3] : [low, high]},
      y: {distr: spec.y.log ? 3 : 1, range: (u, low, high) => {
        if (low === null || high === null) return spec.y.log ? [0.1, 1] : [0, 1];
        if (spec.y.share && low >= 0 && high <= 1) return [-0.02, 1.02];
        if (spec.y.floor) return [0, high > 0 ? 1.05 * high : 1];
        if (low === high) return spec.y.log ? [low / 2, low * 2] : [low - 1, low + 1];
        const room = spec.y.log ? Math.pow(high / low, 0.05) : 0.05 * (high - low);
        return spec.y.log ? [low / room, high * room] : [low - room, high + room];
      }},
    },
    series, bands, axes: [xs, ys],
    hooks: {draw: [u => { spans(u); ends(u); }], setCursor: [() => read()], setScale: [(u, key) => follow(u, key)]},
  }, columns, host);

  // ends names the lines at their right ends, those that would overlap moved apart.
  function ends(u) {
    if (narrow()) return;
    const ratio = devicePixelRatio, list = [];
    spec.lines.forEach((line, k) => {
      const main = mine[k][0];
      if (line.thin || !line.name || !u.series[main].show) return;
      const values = u.data[main];
      for (let i = u.data[0].length - 1; i >= 0; i--) {
        const x = u.data[0][i], y = values[i];
        if (y === null || y === undefined || x > u.scales.x.max || x < u.scales.x.min) continue;
        list.push({name: line.name, color: u.series[main].stroke(u, main), y: u.valToPos(y, 'y', true)});
        break;
      }
    });
    list.sort((a, b) => a.y - b.y);
    const gap = 14 * ratio, {left, top, width, height} = u.bbox;
    for (const one of list) one.y = Math.min(top + height, Math.max(top, one.y));
    for (let i = 1; i < list.length; i++) list[i].y = Math.max(list[i].y, list[i - 1].y + gap);
    const over = list.length ? list[list.length - 1].y - (top + height) : 0;
    if (over > 0) for (let i = list.length - 1; i >= 0; i--) {
      list[i].y = Math.min(list[i].y, i === list.length - 1 ? top + height : list[i + 1].y - gap);
    }
    u.ctx.save();
    u.ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    u.ctx.textBaseline = 'middle';
    u.ctx.textAlign = 'left';
    for (const one of list) {
      u.ctx.fillStyle = one.color;
      u.ctx.fillText(one.name.length > 21 ? one.name.slice(0, 20) + '…' : one.name, left + width + 6 * ratio, one.y);
    }
    u.ctx.restore();
  }

  // spans draws intervals of the axis above the frame, one above the other.
  function spans(u) {
    const ratio = devicePixelRatio, {left, top, width, height} = u.bbox, {ctx} = u;
    above.forEach((span, k) => {
      const clamp = x => Math.min(left + width, Math.max(left, u.valToPos(x, 'x', true)));
      const low = span.low === null ? left : clamp(span.low), high = span.high === null ? left + width : clamp(span.high);
      const y = top - (7 + 11 * k) * ratio;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = span.color || color('ink');
      ctx.globalAlpha = 0.1;
      if (above.length <= 3) ctx.fillRect(low, top, Math.max(1, high - low), height);
      ctx.globalAlpha = 1;
      ctx.lineWidth = 1.5 * ratio;
      ctx.beginPath();
      ctx.moveTo(low, y); ctx.lineTo(high, y);
      if (span.low !== null) { ctx.moveTo(low, y - 4 * ratio); ctx.lineTo(low, y + 4 * ratio); }
      if (span.high !== null) { ctx.moveTo(high, y - 4 * ratio); ctx.lineTo(high, y + 4 * ratio); }
      ctx.stroke();
      if (span.value !== null) { ctx.beginPath(); ctx.arc(clamp(span.value), y, 3.5 * ratio, 0, 7); ctx.fill(); }
      ctx.restore();
    });
  }

  // follow takes the zoom of one chart to the others of its group. Scales are set later than they are asked for.
  function follow(u, key) {
    const {min, max} = u.scales.x, now = min + ' ' + max;
    if (key !== 'x' || mates.now === now) return;
    mates.now = now;
    for (const {plot} of mates.charts) if (plot !== u) plot.setScale('x', {min, max});
  }

  // said are the values under the cursor.
  function said() {
    const i = plot.cursor.idx;
    return spec.lines.map((line, k) => {
      const y = plot.data[mine[k][0]][i];
      if (line.thin || line.silent || !line.name || y === null || y === undefined || !plot.series[mine[k][0]].show) return null;
      const low = mine[k].length > 1 && !line.fill ? ' ' + within(plot.data[mine[k][1]][i], plot.data[mine[k][2]][i]) : '';
      return `${line.name}${spec.noun ? ' ' + spec.noun : ''} ${show(y)}${low}`;
    }).filter(Boolean).join(', ');
  }

  function read() {
    const i = plot.cursor.idx;
    if (i === null || i === undefined || plot.cursor.left < 0) { mates.reading.textContent = ' '; return; }
    const x = plot.data[0][i];
    mates.reading.textContent = `${spec.x.short || spec.x.label} ${names ? names[x] : show(x)}: ` + (mates.charts.map(one => one.said()).filter(Boolean).join('; ') || 'no value');
  }

  spec.lines.forEach((line, k) => {
    if (line.thin || !line.name) return;
    const swatch = h('canvas', {width: 56, height: 20, 'aria-hidden': 'true'});
    const ctx = swatch.getContext('2d');
    ctx.strokeStyle = ctx.fillStyle = line.color || ink(line.ink);
    ctx.lineWidth = 4;
    ctx.setLineDash(line.points ? [0, 100] : dashes[(line.dash === undefined ? line.ink : line.dash) % dashes.length].map(x => 2 * x));
    ctx.beginPath(); ctx.moveTo(0, 10); ctx.lineTo(56, 10); ctx.stroke();
    if (line.points) { ctx.setLineDash([]); ctx.beginPath(); ctx.arc(28, 10, 6, 0, 7); ctx.stroke(); }
    const button = h('button', {type: 'button', class: 'key', 'aria-pressed': 'true', title: 'show or hide this line', onclick: () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(on));
      for (const i of mine[k]) plot.setSeries(i, {show: on});
    }}, swatch, h('span', {}, line.name));
    legend.append(button);
  });

  const zoom = factor => {
    const {min, max} = plot.scales.x, log = spec.x.log;
    const to = log ? Math.log : x => x, from = log ? Math.exp : x => x;
    const under = plot.cursor.left >= 0 && plot.cursor.idx !== null ? places[plot.cursor.idx] : from((to(min) + to(max)) / 2);
    const middle = to(under), half = (to(max) - to(min)) * factor / 2;
    const low = Math.max(to(places[0]), middle - half), high = Math.min(to(places[places.length - 1]), middle + half);
    plot.setScale('x', {min: from(low), max: from(high)});
  };
  const whole = () => plot.setScale('x', {min: places[0], max: places[places.length - 1]});
  const tools = mates.charts.length > 0 ? null : h('span', {class: 'tools'},
    h('button', {type: 'button', 'aria-label': 'Zoom in: ' + spec.label, onclick: () => zoom(0.5)}, '+'),
    h('button', {type: 'button', 'aria-label': 'Zoom out: ' + spec.label, onclick: () => zoom(2)}, '−'),
    h('button', {type: 'button', 'aria-label': 'Show all: ' + spec.label, onclick: whole}, 'all'));

  host.addEventListener('keydown', event => {
    const steps = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (event.key === '+' || event.key === '=') zoom(0.5);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') whole();
    else if (event.key === 'Enter' && spec.pick && plot.cursor.idx !== null) spec.pick(places[plot.cursor.idx]);
    else if (steps) {
      let i = plot.cursor.idx === null || plot.cursor.left < 0 ? (steps > 0 ? 0 : places.length - 1) : plot.cursor.idx + steps;
      i = Math.max(0, Math.min(places.length - 1, i));
      plot.setCursor({left: plot.valToPos(places[i], 'x'), top: plot.over.clientHeight / 2});
    } else return;
    event.preventDefault();
  });
  if (spec.pick) plot.over.addEventListener('click', () => {
    if (plot.cursor.idx !== null && plot.cursor.idx !== undefined) spec.pick(places[plot.cursor.idx]);
  });
  const fit = () => {
    if (!host.clientWidth) return;
    plot.setSize({width: host.clientWidth, height: spec.height || 280});
  };
  const watch = new ResizeObserver(fit);
  watch.observe(host);
  open.add({plot, watch, host});
  mates.charts.push({plot, said});
  const head = h('div', {class: 'head'}, spec.title && h('h4', {}, spec.title), legend, tools);
  const element = h('div', {class: 'chart'}, spec.title ? [head, host] : [host, !spec.group && mates.reading, head]);
  element.plot = plot; // for those who look at the page from outside
  return element;
}
