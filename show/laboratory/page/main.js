// The laboratory: one state, the requests that follow it, and the views that show the answers.

import {Controls} from './controls.js';
import {Editor} from './editor.js';
import {ask} from './engine.js';
import {Guide} from './guide.js';
import {repainted} from './look.js';
import {keysOf} from './measured.js';
import {Network} from './network.js';
import {Measured} from './overlay.js';
import {Pins, letterOf, most} from './pins.js';
import {Plane} from './plane.js';
import {fresh, read, write} from './state.js';
import {offerStudy} from './study.js';
import {Telling} from './telling.js';
import {Time} from './time.js';
import {Views, reading} from './views.js';
import {number} from './words.js';
import {newest, paused} from './work.js';

const find = id => document.getElementById(id);
const main = document.querySelector('main');

let state = fresh();
let library = null;
let opened = null;     // what the engine says of the text
let openedText = null;
let yaml = '';         // the text with the changed keys
let run = null;        // the last answer
let slow = false;      // it took long

const views = new Views({accuracy: find('accuracy'), budget: find('budget'), loss: find('loss'), race: find('race')}, pointed);
const time = new Time({range: find('cursor'), play: find('play'), readout: find('reading')}, step => moveTo(step));
const squares = new Network({canvas: find('network'), caption: find('network-note')});
const telling = new Telling({summary: find('summary'), live: find('live')});
const controls = new Controls(find('controls'), (path, value) => change({[path]: value}));
const editor = new Editor({area: find('yaml'), gutter: find('gutter'), error: find('yaml-error')}, text => {
  time.pause();
  Object.assign(state, {text, values: {}, edited: true});
  update();
});
const plane = new Plane(find, ask, {
  state: () => state, setting: path => setting(path), chosen: change,
  asked: () => { refill(); save(); },
  seen: () => save(),
});
const pins = new Pins({list: find('pins'), button: find('pin')}, pin => pinned(state.pins.filter(p => p !== pin)));
const measured = new Measured({
  file: find('file'), choice: find('measured'), like: find('like'), remove: find('unmeasure'), error: find('file-error'),
}, draw, imitate);
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

// pinned takes other pins.
function pinned(list) {
  state.pins = list;
  letterPins();
  draw();
  save();
}

function letterPins() {
  state.pins.forEach((pin, i) => { pin.letter = letterOf(i); });
}

// task is the one that is shown.
const task = () => state.task ?? opened.task;

// setting is the value of a key in the network, or in the text that it changes; null if the page does not know it.
const setting = (path, unchanged = false) => (unchanged ? null : state.values[path]) ?? opened?.axes.find(a => a.path === path)?.value ?? null;

// textOf is the text of a network before its changed keys.
const textOf = network => network.text ?? library.scenarios.find(s => s.name === network.scenario)?.yaml ?? '';

// yamlOf is the text of a network.
async function yamlOf(network, signal) {
  const text = textOf(network);
  if (Object.keys(network.values).length === 0) return text;
  return (await ask('set', {yaml: text, values: network.values}, {signal})).yaml;
}

// update follows the state: open what is new, run the network, show it. It is kept when all is shown but the plane.
const update = newest(async signal => {
  main.dataset.state = 'running';
  find('scenario').value = state.text !== null ? '' : library.scenarios.some(s => s.name === state.scenario) ? state.scenario : null;
  plane.stop(); // the network goes first
  try {
    const text = textOf(state);
    if (text === '') throw new Error(`The library has no scenario ${JSON.stringify(state.scenario)}; choose another to start from.`);
    if (openedText !== text) {
      opened = await ask('open', {yaml: text}, {signal});
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

// fill fills the plane around the network. While the network is being run, the end of that asks again.
async function fill() {
  if (main.dataset.state !== 'ready' || !run) return;
  await plane.fill({text: openedText, yaml, seed: state.seed, task: task(), slow, many: run.circuits.length > 25});
  guide.tell();
}

const refill = paused(fill, 250);

// save puts the state into the address.
const save = paused(async () => {
  const address = await write(state);
  history.replaceState(null, '', `#${address}`);
  main.dataset.saved = address;
}, 200);

// refuse shows why the network cannot be run, beside the text if that is where the fault is; null: it can.
function refuse(message) {
  const place = find('refused');
  if (!run) find('summary').replaceChildren();
  find('views').classList.toggle('stale', message !== null);
  editor.refuse(message);
  place.hidden = message === null;
  place.textContent = message === null ? '' : `${run ? 'This network cannot be run; shown is the last that could.' : 'This network cannot be run.'} ${message}`;
}

// offer shows what the text lets one change.
function offer() {
  controls.offer(opened.controls.map(control => ({...control, value: state.values[control.path] ?? control.value})));
  plane.offer(opened);
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
  document.title = `${opened.name} – circsim laboratory`;
  find('scenario-title').textContent = opened.title || opened.name;
  find('warnings').replaceChildren(...opened.warnings.map(w => Object.assign(document.createElement('li'), {textContent: w})));
}

// show shows the last run.
function show() {
  time.follow(run.curves.step);
  for (const control of opened.controls) controls.set(control.path, state.values[control.path] ?? control.value);
  find('seed').value = state.seed;
  draw();
  guide.tell();
}

// draw shows the last run with the task, the axis, the pins and the measured run of now.
function draw() {
  if (!run) return;
  const trained = run.tasks.filter(t => setting(`tasks.${t.name}.items`) !== 0);
  telling.tell(trained.toSorted((a, b) => (b.name === task()) - (a.name === task())));
  for (const button of find('tasks').children) button.setAttribute('aria-pressed', String(button.dataset.task === task()));
  find('linear').setAttribute('aria-pressed', String(state.linear));
  views.draw({run, task: task(), linear: state.linear, pins: state.pins, measured: measured.run});
  squares.follow({whole: views.ceiling, params: setting('model.params')});
  const kinds = [...new Set(run.circuits.map(c => `${c.kind.charAt(0).toUpperCase()} ${c.kind}`))].join(', ');
  find('race-note').textContent = run.circuits_unseen || kinds + (run.circuits_left_out ? `; ${number(run.circuits_left_out)} weaker ones left out` : '');
  pins.draw(state.pins, task());
  moveTo(state.step, false);
  plane.mark();
}

// moveTo moves the cursor of all views to a step; null is the end.
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
  time.move(reading(run, task(), step).index);
}

// begin takes a state, and shows it.
async function begin(next) {
  time.pause();
  state = next;
  letterPins();
  openedText = null;
  await update();
}

// apply is what a step of a story sets. It is kept when the network is shown, and the line if the step's sentences need it.
async function apply(needsLine, {step = null, pin = null, ...set}) {
  const {scenario, seed = 1, values = {}} = set;
  await begin({...fresh(), ...set, values: {...values}, step: typeof step === 'number' ? step : null, story: state.story,
    pins: pin ? [{scenario, seed, text: null, values: pin}] : []});
  if (needsLine) await fill();
  if (run && typeof step === 'string') {
    const at = run.tasks.find(t => t.name === task())[step];
    if (at !== null && at !== undefined) pointed(at);
  }
}

// facts are what the sentences of stories are filled from.
function facts() {
  return {run, pins: state.pins, along: plane.line(), setting};
}

function listen() {
  find('scenario').addEventListener('change', event => {
    guide.leave();
    begin({...fresh(), scenario: event.target.value, pins: state.pins, linear: state.linear});
  });
  find('seed').addEventListener('change', event => {
    const seed = Number(event.target.value);
    if (Number.isSafeInteger(seed) && seed >= 1) {
      state.seed = seed;
      update();
    } else event.target.value = state.seed;
  });
  find('reroll').addEventListener('click', () => { state.seed++; update(); });
  find('reset').addEventListener('click', () => {
    guide.leave();
    begin(find('scenario').selectedIndex < 0 ? fresh() : {...fresh(), scenario: state.scenario, pins: state.pins, linear: state.linear, x: state.x, y: state.y});
  });
  find('pin').addEventListener('click', () => {
    if (run && state.pins.length < most) pinned([...state.pins, {scenario: state.scenario, text: state.text, values: {...state.values}, seed: state.seed, run}]);
  });
  find('linear').addEventListener('click', () => { state.linear = !state.linear; draw(); save(); });
  find('study').addEventListener('click', () => run && offerStudy(find('command'), yaml, plane.sides(), Math.max(1, Math.round(Number(find('seeds').value)) || 1)));
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
  repainted(() => {
    views.redraw();
    plane.redraw();
    draw();
  });
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
  find('scenario').append(new Option('edited by hand', ''), ...library.scenarios.map(s => new Option(s.name, s.name)));
  find('scenario').options[0].disabled = true;
  await guide.load();
  let first = await read(location.hash);
  if (location.hash.length < 2 && library.start) {
    first = {...fresh(), scenario: library.start.name};
    if (textOf(first) !== library.start.yaml) first.text = library.start.yaml;
  }
  await begin(first);
  guide.resume();
}

start();
