// Elements, and what all views ask of the page.

// h makes an element. A property that begins with "on" is a handler, one that is false or undefined is left out.
function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === false || value === undefined || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

let fields = 0;

// choice is a labelled select of [value, text] pairs.
function choice(label, options, value, change, properties) {
  const id = 'field-' + fields++;
  const select = h('select', {id, ...properties, onchange: () => change(select.value)},
    options.map(([key, text]) => h('option', {value: key, selected: String(key) === String(value)}, text)));
  return h('span', {class: 'field'}, h('label', {for: id}, label), select);
}

// check is a labelled box.
function check(label, value, change, properties) {
  const id = 'field-' + fields++;
  const box = h('input', {type: 'checkbox', id, ...properties, checked: value, onchange: () => change(box.checked)});
  return h('span', {class: 'field box'}, box, h('label', {for: id}, label));
}

// color is the value of a variable of the style.
const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

const ink = i => color('line-' + i % 5);

const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3], [4, 2]];

// table is a table of cells; a number is right-aligned.
function table(header, rows, caption) {
  const cell = (tag, value, properties) => h(tag, {class: typeof value === 'number' ? 'number' : undefined, ...properties},
    typeof value === 'number' ? show(value) : value);
  const numeric = header.map((_, k) => rows.some(row => typeof row[k] === 'number'));
  return h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
    h('table', {},
      h('thead', {}, h('tr', {}, header.map((name, k) => h('th', {scope: 'col', class: numeric[k] ? 'number' : undefined}, name)))),
      h('tbody', {}, rows.map(row => h('tr', {}, row.map((value, k) => cell('td', value === null ? '' : value, numeric[k] ? {class: 'number'} : {})))))));
}

const readings = new Map();

// data reads a JSON element of the page, once.
function data(id) {
  if (!readings.has(id)) readings.set(id, JSON.parse(document.getElementById(id).textContent));
  return readings.get(id);
}
