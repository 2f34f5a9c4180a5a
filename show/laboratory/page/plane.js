// What becomes of networks around the one that is shown: the phase map over two keys, and the line through it along one.

import {Along, fewPoints, manyPoints} from './along.js';
import {letter, regimeColour, regimes} from './look.js';
import {PhaseMap, axisValues, mapCells, quantities} from './map.js';

export class Plane {
  // chosen(values) is called for keys that a reader picks on the map or the line; asked() when another plane is wanted, seen()
  // when the same is to be looked at differently. state() is the page's, setting(path) the value of a key.
  constructor(find, ask, page) {
    Object.assign(this, {find, page});
    this.map = new PhaseMap({canvas: find('map'), readout: find('map-readout'), progress: find('map-progress')}, ask,
      (x, y) => page.chosen({[this.state.x]: x, [this.state.y]: y}));
    this.along = new Along({place: find('along'), caption: find('along-caption')}, ask, value => page.chosen({[this.state.x]: value}));
    this.opened = null;
    this.keys = {plane: '', line: '', common: ''}; // of what the map and the line show, and of what lines have in common that may stand in for each other
    this.turn = 0;
    this.lineIsNew = false; // the line is that of the network
    for (const id of ['x', 'y']) find(id).addEventListener('change', event => this.turnTo(id, event.target.value));
    find('show').append(...Object.entries(quantities).map(([name, q]) => new Option(q.label, name)));
    find('show').addEventListener('change', event => {
      this.state.show = event.target.value;
      this.look();
      page.seen();
    });
  }

  get state() { return this.page.state(); }

  // offer shows the keys of a text that the map can go over, and chooses two where the state has none of them.
  offer(opened) {
    const {state} = this, {axes} = this.opened = opened;
    const known = path => axes.some(a => a.path === path);
    const first = [...new Set([...preferred(opened).filter(known), ...axes.map(a => a.path)])];
    if (!known(state.x)) state.x = first.find(path => path !== state.y) ?? null;
    if (!known(state.y) || state.y === state.x) state.y = first.find(path => path !== state.x) ?? null;
    for (const id of ['x', 'y']) this.find(id).replaceChildren(...axes.map(a => new Option(a.label, a.path, false, a.path === state[id])));
    if (!Object.hasOwn(quantities, state.show)) state.show = 'regime';
    this.find('show').value = state.show;
  }

  // turnTo puts a key on a side of the map; if it is on the other side, the two change places.
  turnTo(side, path) {
    const {state} = this, other = side === 'x' ? 'y' : 'x';
    if (state[other] === path) {
      state[other] = state[side];
      this.find(other).value = state[other];
    }
    state[side] = path;
    this.page.asked();
  }

  // axis is a key with the range that the map shows: that of the scenario's sweep, or two decades around its value.
  axis(path) {
    const axis = this.opened.axes.find(a => a.path === path);
    const near = axis.scale === 'log' ? [Math.max(axis.min, axis.value / 100), Math.min(axis.max, axis.value * 100)] : [axis.min, axis.max];
    const [low, high] = axis.swept ?? near;
    return low >= high || (axis.scale === 'log' && low <= 0) ? axis : {...axis, min: low, max: high};
  }

  // sides are the keys and values of the map.
  sides() {
    return Object.fromEntries(['x', 'y'].map(side => {
      const axis = this.axis(this.state[side]);
      return [side, {path: axis.path, values: [...new Set(axisValues(axis, mapCells))]}];
    }));
  }

  // fill fills the map and the line anew if the networks on them are others. Of a network it takes the text before its keys were
  // changed and after, its seed and task, and whether it is slow and has many circuits. It is kept when the line is shown.
  async fill({text, yaml, seed, task, slow, many}) {
    const {state, map, along, keys} = this;
    if (!state.x || !state.y) return;
    const turn = ++this.turn;
    const others = hidden => Object.entries(state.values).filter(([path]) => !hidden.includes(path));
    const common = JSON.stringify([text, seed, task, state.x]);
    const plane = JSON.stringify([common, state.y, others([state.x, state.y])]), line = JSON.stringify([common, others([state.x])]);
    const x = this.axis(state.x), y = this.axis(state.y);
    try {
      if (plane !== keys.plane) {
        keys.plane = plane;
        map.prepare({yaml, seed, task, x, y});
      }
      this.look();
      map.go(slow).then(() => this.legend());
      if (line !== keys.line) {
        if (common !== keys.common) along.clear();
        Object.assign(keys, {line, common});
        await along.fill({yaml, seed, task, x, values: [...new Set(axisValues(x, many ? fewPoints : manyPoints))]});
        this.mark();
      }
      this.lineIsNew = true;
    } catch (error) {
      if (turn === this.turn) keys.line = '';
      if (error.name !== 'AbortError') this.find('map-progress').textContent = error.message;
    }
  }

  // stop gives up what is being filled; the next fill goes on.
  stop() {
    this.map.stop();
    this.along.stop();
    this.lineIsNew = false;
  }

  // look shows the quantity of the state.
  look() {
    this.map.show = this.state.show;
    this.map.draw();
    this.legend();
    this.mark();
  }

  // mark shows where the network is.
  mark() {
    const {state, page} = this;
    if (!this.opened || !state.x || !state.y) return;
    this.map.mark(page.setting(state.x), page.setting(state.y));
    this.along.draw(state.show, page.setting(state.x));
  }

  // line is what stories refer to; null while it is not yet that of the network.
  line() { return this.lineIsNew ? this.along.line() : null; }

  redraw() {
    this.map.draw();
    this.along.chart.redraw();
    this.legend();
  }

  // legend names the colours of the map.
  legend() {
    const items = this.map.show === 'regime' ? regimes.map(r => [regimeColour(r), `${letter(r)} ${r}`]) : this.map.scale();
    this.find('legend').replaceChildren(...items.map(([paint, name]) => {
      const item = document.createElement('li');
      const swatch = Object.assign(document.createElement('span'), {className: 'swatch'});
      swatch.style.background = paint;
      item.append(swatch, name);
      return item;
    }));
  }
}

// preferred are the keys of a map, best ones first: what the sweep goes over, the size of the model, the items of the task. The
// size goes across.
function preferred({axes, task}) {
  const size = 'model.params', swept = axes.filter(a => a.swept).map(a => a.path);
  const rest = swept.filter(path => path !== size);
  return swept.includes(size) || swept.length < 2 ? [size, ...rest, `tasks.${task}.items`] : rest;
}
