// Measured runs from a CSV file, to lie over the simulated ones.

export const maxBytes = 20e6;
const maxPoints = 300; // of a run that are drawn

const metrics = ['train_accuracy', 'test_accuracy', 'train_loss', 'test_loss'];
const names = {
  step: ['step', 'steps', 'iteration', 'iter', 'update', 'global_step'],
  train_accuracy: ['train_accuracy', 'train_acc', 'training_accuracy', 'acc_train'],
  test_accuracy: ['test_accuracy', 'test_acc', 'val_accuracy', 'val_acc', 'validation_accuracy', 'eval_accuracy'],
  train_loss: ['train_loss', 'training_loss', 'loss_train'],
  test_loss: ['test_loss', 'val_loss', 'validation_loss', 'eval_loss', 'loss_test'],
};
// settings are columns that say how a run was trained, and the keys that they are of a task's network.
const settings = {
  params: () => 'model.params', parameters: () => 'model.params', weight_decay: () => 'training.weight_decay', learning_rate: () => 'training.learning_rate',
  items: task => `tasks.${task}.items`, train_items: task => `tasks.${task}.items`, facts: () => 'tasks.facts.items',
};
const runNames = ['run', 'run_id', 'run_name', 'name', 'seed', 'replicate'];

// readFile reads a file that a reader has chosen or dropped. A file that is too large is not read at all.
export async function readFile(file) {
  if (file.size > maxBytes) {
    const size = file.size >= 1e9 ? `${(file.size / 1e9).toFixed(1)} GB` : `${(file.size / 1e6).toFixed(0)} MB`;
    throw new Error(`${file.name}: ${size}, expected at most ${maxBytes / 1e6} MB: keep a few runs, and the columns step, train_accuracy and test_accuracy`);
  }
  return parse(file.name, await file.text());
}

// keysOf gives the keys of a network that is trained as a measured run was.
export const keysOf = (run, task) => Object.entries(run.trained).map(([column, value]) => [settings[column](task), value]);

// parse gives the runs of a table: [{name, trained: {column: value}, step, train_accuracy?, ...}].
function parse(file, text) {
  const fail = (line, problem) => { throw new Error(`${file}:${line}: ${problem}`); };
  if (text.includes('\0')) fail(1, 'not a text, expected CSV');
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const comma = [',', '\t', ';'].find(c => rows[0].includes(c)) ?? ',';
  const header = cellsOf(rows[0], comma)?.map(name => name.trim().toLowerCase().replace(/[\s/-]+/g, '_'));
  if (!header) fail(1, 'a quote is not closed');
  const column = wanted => header.findIndex(name => wanted.includes(name));
  const at = Object.fromEntries(['step', ...metrics].map(name => [name, column(names[name])]));
  if (at.step < 0) fail(1, `no column step, expected step and one of ${metrics.join(', ')}`);
  const have = metrics.filter(name => at[name] >= 0);
  if (have.length === 0) fail(1, `no column of curves, expected one of ${metrics.join(', ')}`);
  const groups = groupColumns(header, at);
  const runs = new Map();
  for (let i = 1; i < rows.length; i++) {
    if (rows[i].trim() === '') continue;
    const cells = cellsOf(rows[i], comma);
    if (!cells) fail(i + 1, 'a quote is not closed');
    if (cells.length !== header.length) fail(i + 1, `${cells.length} cells, expected the ${header.length} of the header`);
    const numberOf = name => {
      const text = cells[at[name]].trim();
      if (text === '' && name !== 'step') return null;
      const value = Number(text);
      if (text === '' || !Number.isFinite(value)) {
        if (name !== 'step' && /^(nan|null|na|-?inf)$/i.test(text)) return null;
        fail(i + 1, `${name} is ${JSON.stringify(text.slice(0, 40))}, expected a number`);
      }
      return value;
    };
    const name = groups.map(g => (runNames.slice(0, 4).includes(header[g]) ? cells[g] : `${header[g].replaceAll('_', ' ')} ${cells[g]}`)).join(', ') || file;
    if (!runs.has(name)) runs.set(name, {trained: trainedAs(header, cells), points: []});
    runs.get(name).points.push([numberOf('step'), ...have.map(numberOf)]);
  }
  if (runs.size === 0) fail(2, 'no rows, expected one for each recorded step');
  return [...runs].map(([name, {trained, points}]) => {
    points.sort((a, b) => a[0] - b[0]);
    const every = Math.ceil(points.length / maxPoints);
    const kept = points.filter((_, i) => i % every === 0 || i === points.length - 1);
    const run = {name, trained, step: kept.map(p => p[0])};
    have.forEach((metric, i) => { run[metric] = kept.map(p => p[i + 1]); });
    return run;
  });
}

// groupColumns are those that tell runs apart: a name of the run, or else all that are settings and not measurements.
function groupColumns(header, at) {
  const run = header.findIndex(name => runNames.slice(0, 4).includes(name));
  if (run >= 0) return [run];
  const telling = [...Object.keys(settings), 'train_fraction', 'width', 'seed', 'replicate'];
  return header.flatMap((name, i) => (telling.includes(name) && !Object.values(at).includes(i) ? [i] : []));
}

// trainedAs reads the settings of a run from its first row.
const trainedAs = (header, cells) => Object.fromEntries(header.flatMap((name, i) =>
  (Object.hasOwn(settings, name) && cells[i].trim() !== '' && Number.isFinite(Number(cells[i])) ? [[name, Number(cells[i])]] : [])));

// cellsOf splits a line at its commas outside quotes; null if a quote is not closed.
function cellsOf(line, comma) {
  if (!line.includes('"')) return line.split(comma);
  const cells = [];
  let cell = '', quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (quoted && c === '"' && line[i + 1] === '"') { cell += '"'; i++; }
    else if (c === '"') quoted = !quoted;
    else if (c === comma && !quoted) { cells.push(cell); cell = ''; }
    else cell += c;
  }
  if (quoted) return null;
  cells.push(cell);
  return cells;
}
