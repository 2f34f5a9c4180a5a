// The state of the laboratory, and the address that holds it.
//
// A network is a text (of the library, by its name, or edited by hand), keys that sliders and clicks have changed on top of it,
// and a seed. The address keeps these, the axes of the map, the task, the cursor and the pinned networks.

import {most} from './pins.js';

// fresh is the state at first. Everything that a reader can set is here.
export const fresh = () => ({
  scenario: 'grokking', text: null, values: {}, seed: 1,
  task: null, x: null, y: null, show: 'regime', step: null, linear: false, pins: [], story: null,
});

const maxBytes = 1e6; // of a text in an address

const reserved = new Set(['scenario', 'yaml', 'seed', 'task', 'x', 'y', 'show', 'step', 'axis', 'pin', 'story']);

// write gives the address, without its '#'.
export async function write(state) {
  const query = await network(state);
  for (const name of ['task', 'x', 'y']) if (state[name]) query.set(name, state[name]);
  if (state.show !== 'regime') query.set('show', state.show);
  if (state.step !== null) query.set('step', String(state.step));
  if (state.linear) query.set('axis', 'linear');
  if (state.story) query.set('story', `${state.story.name}.${state.story.step + 1}`);
  for (const pin of state.pins) query.append('pin', (await network(pin)).toString());
  return query.toString();
}

async function network(state) {
  const query = new URLSearchParams();
  query.set('scenario', state.scenario);
  if (state.text !== null) query.set('yaml', await pack(state.text));
  for (const path of Object.keys(state.values).sort()) query.set(path, String(state.values[path]));
  if (state.seed !== 1) query.set('seed', String(state.seed));
  return query;
}

// read gives the state that an address holds. What it cannot read is left as it is at first.
export async function read(address) {
  const query = new URLSearchParams(address.replace(/^#/, ''));
  const state = {...fresh(), ...await readNetwork(query)};
  for (const name of ['task', 'x', 'y']) state[name] = query.get(name);
  state.show = query.get('show') ?? 'regime';
  state.step = query.has('step') && Number.isFinite(Number(query.get('step'))) ? Number(query.get('step')) : null;
  state.linear = query.get('axis') === 'linear';
  const told = /^([a-z-]+)\.(\d+)$/.exec(query.get('story') ?? '');
  if (told) state.story = {name: told[1], step: Number(told[2]) - 1};
  for (const pin of query.getAll('pin').slice(0, most)) state.pins.push(await readNetwork(new URLSearchParams(pin)));
  return state;
}

async function readNetwork(query) {
  const {scenario, seed} = fresh();
  const state = {scenario: query.get('scenario') ?? scenario, text: null, values: {}, seed};
  if (query.has('yaml')) state.text = await unpack(query.get('yaml'));
  if (/^\d{1,15}$/.test(query.get('seed') ?? '')) state.seed = Number(query.get('seed'));
  for (const [path, text] of query) {
    if (reserved.has(path)) continue;
    state.values[path] = text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  }
  return state;
}

// pack compresses a text into letters that an address may hold.
async function pack(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return btoa(Array.from(bytes, b => String.fromCharCode(b)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function unpack(packed) {
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
    return new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
  } catch {
    return null;
  }
}

// through gives what a stream makes of bytes, up to a bound: an address may be made to grow without end.
async function through(bytes, stream) {
  const parts = [];
  let size = 0;
  for (const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader(); ;) {
    const {done, value} = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > maxBytes) throw new Error('the text of an address is too long');
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
