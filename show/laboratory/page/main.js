// The laboratory: one state, the requests that follow it, and the views that show the answers.

import {Along, fewPoints, manyPoints} from './along.js';
import {Controls} from './controls.js';
import {Editor} from './editor.js';
import {ask} from './engine.js';
import {letter, readable, regimeColour, regimes, repainted} from './look.js';
import {PhaseMap, axisValues, mapCells, quantities} from './map.js';
import {keysOf} from './measured.js';
import {Measured} from './overlay.js';
import {Pins, letterOf, most} from './pins.js';
import {fresh, read, write} from './state.js';
import {Guide} from './guide.js';
import {Network} from './network.js';
import {Time} from './time.js';
import {Views, reading} from './views.js';
import {number, story} from './words.js';
import {newest, paused} from './work.js';

const find = id => document.getElementById(id);
const main = document.querySelector('main');

let state = fresh();
let library = null;
let opened = null;   // what the engine says of the text
let openedText = null;
let yaml = '';       // the text with the changed keys
let run = null;      // the last answer
let slow = false;    // networks like it take long
const filled = {plane: '', line: '', common: ''}; // what the map and the line show, and what the line shares with one that it may stand in for
let fills = 0;
let lineIsNew = false; // the line is that of the network

const views = new Views({accuracy: find('accuracy'), budget: find('budget'), loss: find('loss'), race: find('race')}, pointed);
const time = new Time({range: find('cursor'), play: find('play'), readout: find('reading')}, step => moveTo(step));
const controls = new Controls(find('controls'), (path, value) => change({[path]: value}));
const editor = new Editor({area: find('yaml'), gutter: find('gutter'), error: find('yaml-error')}, text => {
  time.pause();
  Object.assign(state, {text, values: {}, edited: true});
  update();
});
const map = new PhaseMap({canvas: find('map'), readout: find('map-readout'), progress: find('map-progress')}, ask,
  (x, y) => change({[state.x]: x, [state.y]: y}));
const along = new Along({place: find('along'), caption: find('along-caption')}, ask, value => change({[state.x]: value}));
const squares = new Network({canvas: find('network'), caption: find('network-note')});
const pins = new Pins({list: find('pins'), button: find('pin')}, pin => {
  state.pins = state.pins.filter(p => p !== pin);
  letterPins();
  draw();
  save();
});
const measured = new Measured({file: find('file'), shipped: find('shipped'), choice: find('measured'), like: find('like'), remove: find('unmeasure'), error: find('file-error')}, draw, imitate);
const guide = new Guide({panel: find('story'), list: find('stories')}, {apply, facts, left: () => save(), state: () => state});

// change sets keys of the network.
function change(values) {
  Object.assign(state.values, values);
  for (const [path, value] of Object.entries(values)) controls.set(path, value);
  update();
}

// imitate sets the keys in which a network is as a measured run was, and leaves those that this one does not have.
function imitate(measuredRun) {
  change(Object.fromEntries(keysOf(measuredRun, task()).filter(([path]) => setting(path) !== null)));
}

// textOf is the text of a network before its changed keys.
const textOf = network => network.text ?? library.scenarios.find(s => s.name === network.scenario)?.yaml ?? '';

// yamlOf is the text of a network.
async function yamlOf(network, signal) {
  const text = textOf(network);
  if (Object.keys(network.values).length === 0) return text;
  return (await ask('set', {yaml: text, values: network.values}, {signal})).yaml;
}

// update follows the state: open what is new, run the network, show it. It is kept when all is shown but the map.
const update = newest(async signal => {
  main.dataset.state = 'running';
  map.stop(); // the network goes first
  along.stop();
  lineIsNew = false;
  try {
    const text = textOf(state);
    if (text === '') throw new Error(`The library has no scenario ${JSON.stringify(state.scenario)}.`);
    if (openedText !== text) {
      const answer = await ask('open', {yaml: text}, {signal});
      opened = answer;
      openedText = text;
      offer();
    }
    yaml = await yamlOf(state, signal);
    const begun = performance.now();
    const answer = await ask('run', {yaml, seed: state.seed}, {signal});
    slow = performance.now() - begun > 100;
    for (const pin of state.pins) if (!pin.run) await runPin(pin, signal);
    run = answer;
    refuse(null);
    if (!state.edited) editor.show(yaml);
    state.edited = false;
    show();
    refill();
  } catch (error) {
    if (error.name === 'AbortError') return;
    refuse(error.message);
  }
  main.dataset.state = 'ready';
  main.dataset.runs = Number(main.dataset.runs ?? 0) + 1;
  save();
});

// runPin runs a pinned network. One that cannot be run has no curves.
async function runPin(pin, signal) {
  try {
    pin.run = await ask('run', {yaml: await yamlOf(pin, signal), seed: pin.seed}, {signal});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    pin.run = null;
  }
}

// refuse shows why the network cannot be run: beside the text if that is where the fault is.
function refuse(message) {
  const place = find('refused');
  find('views').classList.toggle('stale', message !== null);
  editor.refuse(message);
  place.hidden = message === null;
  place.textContent = message === null ? '' : `${run ? 'This network cannot be run; shown is the last that could.' : 'This network cannot be run.'} ${message}`;
}

// offer shows what the text lets one change.
function offer() {
  controls.offer(opened.controls.map(control => ({...control, value: state.values[control.path] ?? control.value})));
  const axes = opened.axes;
  const known = path => axes.some(a => a.path === path);
  const first = [...new Set([...preferred(axes).filter(known), ...axes.map(a => a.path)])];
  if (!known(state.x)) state.x = first.find(path => path !== state.y) ?? null;
  if (!known(state.y) || state.y === state.x) state.y = first.find(path => path !== state.x) ?? null;
  for (const [id, value] of [['x', state.x], ['y', state.y]]) {
    find(id).replaceChildren(...axes.map(a => new Option(a.label, a.path, false, a.path === value)));
  }
  if (!opened.tasks.includes(state.task)) state.task = null;
  find('tasks').replaceChildren(...(opened.tasks.length < 2 ? [] : opened.tasks.map(name => {
    const button = Object.assign(document.createElement('button'), {type: 'button', textContent: name});
    button.dataset.task = name;
    button.addEventListener('click', () => {
      state.task = name;
      draw();
      refill();
      save();
    });
    return button;
  })));
  find('scenario').value = state.text === null ? state.scenario : '';
  document.title = `${opened.name} – circsim laboratory`;
  find('scenario-title').textContent = opened.title || opened.name;
  find('warnings').replaceChildren(...opened.warnings.map(w => Object.assign(document.createElement('li'), {textContent: w})));
}

// preferred are the keys of a map, best ones first: what the sweep goes over, the size of the model, the items of the task. The
// size goes across.
function preferred(axes) {
  const size = 'model.params', swept = axes.filter(a => a.swept).map(a => a.path);
  const rest = swept.filter(path => path !== size);
  return swept.includes(size) || swept.length < 2 ? [size, ...rest, `tasks.${opened.task}.items`] : rest;
}

const task = () => state.task ?? opened.task;

// show shows the last run.
function show() {
  time.follow(run.curves.step);
  for (const control of opened.controls) controls.set(control.path, state.values[control.path] ?? control.value);
  find('seed').value = state.seed;
  draw();
  speak();
  guide.tell();
}

// speak says what became of the network once it has stopped changing.
const speak = paused(() => { find('live').textContent = sentence(); }, 700);

// trained are the tasks that have items, that which is shown first.
const trained = () => run.tasks.filter(t => setting(`tasks.${t.name}.items`) !== 0).toSorted((a, b) => (b.name === task()) - (a.name === task()));

function sentence() {
  const told = trained();
  const rest = told.length - 3;
  return told.slice(0, 3).map(story).join(' ') + (rest > 0 ? ` And ${rest} more tasks.` : '');
}

// draw shows the last run with the task, the axis, the pins and the measured run of now.
function draw() {
  if (!run) return;
  find('summary').replaceChildren(...trained().slice(0, 3).map(t => {
    const line = document.createElement('p');
    const badge = Object.assign(document.createElement('span'), {className: 'badge', textContent: `${letter(t.regime)} ${t.regime}`});
    badge.style.background = regimeColour(t.regime);
    badge.style.color = readable(regimeColour(t.regime));
    line.append(badge, ` ${story(t)}`);
    return line;
  }));
  for (const button of find('tasks').children) button.setAttribute('aria-pressed', String(button.dataset.task === task()));
  find('linear').setAttribute('aria-pressed', String(state.linear));
  views.draw({run, task: task(), linear: state.linear, pins: state.pins, measured: measured.run});
  squares.follow({whole: views.ceiling, params: setting('model.params')});
  const kinds = [...new Set(run.circuits.map(c => `${c.kind.charAt(0).toUpperCase()} ${c.kind}`))].join(', ');
  find('race-note').textContent = run.circuits_unseen || kinds + (run.circuits_left_out ? `; ${number(run.circuits_left_out)} weaker ones left out` : '');
  pins.draw(state.pins, task());
  moveTo(state.step, false);
  mark();
}

// moveTo moves the cursor of all views.
function moveTo(step, keep = true) {
  state.step = step;
  if (!run) return;
  views.at(step);
  const at = reading(run, task(), step);
  time.show(at);
  squares.at(at);
  if (keep) save();
}

// pointed moves the cursor to the recorded step next to one that is pointed at.
function pointed(step) {
  if (!run) return;
  time.pause();
  const at = reading(run, task(), step);
  time.move(at.index);
}

// setting is the value of a key in the network, or in the text that it changes; null if the page does not know it.
const setting = (path, unchanged = false) => (unchanged ? null : state.values[path]) ?? opened?.axes.find(a => a.path === path)?.value ?? null;

function mark() {
  if (!opened || !state.x || !state.y) return;
  map.mark(setting(state.x), setting(state.y));
  along.draw(state.show, setting(state.x));
}

// axisOf is a key with the range that the map shows: that of the scenario's sweep, or two decades around its value.
function axisOf(path) {
  const axis = opened.axes.find(a => a.path === path);
  const near = axis.scale === 'log' ? [Math.max(axis.min, axis.value / 100), Math.min(axis.max, axis.value * 100)] : [axis.min, axis.max];
  const [low, high] = axis.swept ?? near;
  return low >= high || (axis.scale === 'log' && low <= 0) ? axis : {...axis, min: low, max: high};
}

// fill fills the map and the line through it anew if the networks on them are others. It is kept when the line is shown.
async function fill() {
  if (main.dataset.state !== 'ready' || !opened || !state.x || !state.y) return; // the end of the work under way asks again
  const turn = ++fills;
  const others = hidden => Object.entries(state.values).filter(([path]) => !hidden.includes(path));
  const common = [openedText, state.seed, task(), state.x];
  const plane = JSON.stringify([common, state.y, others([state.x, state.y])]), line = JSON.stringify([common, others([state.x])]);
  const x = axisOf(state.x), y = axisOf(state.y);
  const request = {yaml, seed: state.seed, task: task(), x};
  try {
    map.show = state.show;
    if (plane !== filled.plane) {
      filled.plane = plane;
      map.prepare({...request, y});
      legend();
    }
    mark();
    map.go(slow).then(legend);
    if (line !== filled.line) {
      filled.line = line;
      if (JSON.stringify(common) !== filled.common) along.clear();
      filled.common = JSON.stringify(common);
      await along.fill({...request, values: [...new Set(axisValues(x, run.circuits.length > 25 ? fewPoints : manyPoints))]});
      mark();
    }
    lineIsNew = true;
    guide.tell();
  } catch (error) {
    if (turn === fills) filled.line = '';
    if (error.name !== 'AbortError') find('map-progress').textContent = error.message;
  }
}

const refill = paused(fill, 250);

// legend names the colours of the map.
function legend() {
  const items = map.show === 'regime' ? regimes.map(r => [regimeColour(r), `${letter(r)} ${r}`]) : map.scale();
  find('legend').replaceChildren(...items.map(([paint, name]) => {
    const item = document.createElement('li');
    const swatch = Object.assign(document.createElement('span'), {className: 'swatch'});
    swatch.style.background = paint;
    item.append(swatch, name);
    return item;
  }));
}

// save puts the state into the address.
const save = paused(async () => {
  const address = await write(state);
  history.replaceState(null, '', `#${address}`);
  main.dataset.saved = address;
}, 200);

function letterPins() {
  state.pins.forEach((pin, i) => { pin.letter = letterOf(i); });
}

// begin takes a state, and shows it.
async function begin(next) {
  time.pause();
  state = next;
  letterPins();
  openedText = null;
  if (!Object.hasOwn(quantities, state.show)) state.show = 'regime';
  find('show').value = map.show = state.show;
  await update();
}

// apply is what a step of a story sets. It is kept when the network is shown, and the line if the step's sentences need it.
async function apply(needsLine, {scenario, values = {}, seed = 1, task: name = null, x = null, y = null, show: quantity = 'regime', step = null, linear = false, pin = null}) {
  const pinned = pin ? [{scenario, text: null, values: pin, seed}] : [];
  await begin({...fresh(), scenario, values: {...values}, seed, task: name, x, y, show: quantity, step: typeof step === 'number' ? step : null, linear,
    pins: pinned, story: state.story});
  if (needsLine) await fill();
  if (run && typeof step === 'string') {
    const at = run.tasks.find(t => t.name === task())[step];
    if (at !== null && at !== undefined) pointed(at);
  }
}

// facts are what the sentences of stories are filled from.
function facts() {
  return {run, pins: state.pins, along: lineIsNew ? along.line() : null, setting};
}

function listen() {
  find('scenario').addEventListener('change', event => {
    guide.leave();
    begin({...fresh(), scenario: event.target.value, pins: state.pins, linear: state.linear});
  });
  find('seed').addEventListener('change', event => {
    const seed = Number(event.target.value);
    if (Number.isInteger(seed) && seed >= 1) {
      state.seed = seed;
      update();
    } else event.target.value = state.seed;
  });
  find('reroll').addEventListener('click', () => { state.seed++; update(); });
  find('reset').addEventListener('click', () => {
    guide.leave();
    begin({...fresh(), scenario: state.scenario, pins: state.pins, linear: state.linear, x: state.x, y: state.y});
  });
  find('pin').addEventListener('click', () => {
    if (!run || state.pins.length >= most) return;
    state.pins.push({scenario: state.scenario, text: state.text, values: {...state.values}, seed: state.seed, run});
    letterPins();
    draw();
    save();
  });
  find('linear').addEventListener('click', () => { state.linear = !state.linear; draw(); save(); });
  for (const id of ['x', 'y']) {
    find(id).addEventListener('change', event => {
      const other = id === 'x' ? 'y' : 'x';
      if (state[other] === event.target.value) {
        state[other] = state[id];
        find(other).value = state[other];
      }
      state[id] = event.target.value;
      refill();
      save();
    });
  }
  find('show').append(...Object.entries(quantities).map(([name, q]) => new Option(q.label, name)));
  find('show').addEventListener('change', event => {
    state.show = map.show = event.target.value;
    map.draw();
    legend();
    mark();
    save();
  });
  find('study').addEventListener('click', study);
  addEventListener('hashchange', async () => {
    if (location.hash.slice(1) === main.dataset.saved) return;
    guide.leave();
    await begin(await read(location.hash));
    guide.resume();
  });
  document.querySelector('.skip').addEventListener('click', event => { // the address holds the state, not a place on the page
    event.preventDefault();
    find('views').focus();
  });
  repainted(() => { views.redraw(); squares.draw(); map.draw(); along.chart.redraw(); legend(); draw(); });
}

// study downloads the scenario with its sweep over the map, and shows the command that makes the tables.
async function study() {
  const place = find('command');
  place.hidden = false;
  try {
    const seeds = Math.max(1, Math.round(Number(find('seeds').value)) || 1);
    const x = axisOf(state.x), y = axisOf(state.y);
    const sides = axis => ({path: axis.path, values: [...new Set(axisValues(axis, mapCells))]});
    const answer = await ask('study', {yaml, x: sides(x), y: sides(y), seeds});
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([answer.yaml], {type: 'application/yaml'}));
    link.download = answer.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    place.replaceChildren(`${answer.file} is downloaded: ${number(answer.runs)} runs. `, Object.assign(document.createElement('code'), {textContent: answer.command}));
  } catch (error) {
    place.textContent = error.message;
  }
}

async function start() {
  listen();
  try {
    library = await ask('library', {});
  } catch (error) {
    refuse(error.message);
    main.dataset.state = 'failed';
    return;
  }
  find('version').textContent = library.version;
  find('scenario').append(new Option('edited by hand', '', false, false), ...library.scenarios.map(s => new Option(s.name, s.name)));
  find('scenario').options[0].disabled = true;
  measured.offer(library.measured);
  await guide.load();
  let first = await read(location.hash);
  if (location.hash.length < 2 && library.start) {
    first = {...fresh(), scenario: library.start.name};
    if (textOf(first) !== library.start.yaml) first.text = library.start.yaml;
  }
  await begin(first);
  await guide.resume();
}

start();
