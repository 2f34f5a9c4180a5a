// The page: which study or comparison is shown.

const page = data('page');
let current = page.comparisons.length ? 'c0' : page.studies.length ? 's0' : 'b0';

function render() {
  const main = document.getElementById('report');
  const focused = document.activeElement && document.activeElement.id;
  closeCharts(main);
  fields = 0; // the same elements have the same names, so that the focus stays
  const parts = [h('h1', {}, page.title)];
  const options = [...page.comparisons.map((c, k) => ['c' + k, `comparison: ${c.names[0]} and ${c.names[1]}`]),
    ...page.studies.map((s, k) => ['s' + k, page.studies.filter(other => other.name === s.name).length > 1 ? `${s.title} (${s.dir})` : s.title]),
    ...page.boards.map((b, k) => ['b' + k, 'board: ' + b.file])];
  if (options.length > 1) parts.push(h('nav', {'aria-label': 'Studies'}, choice('Show', options, current, show)));
  const number = Number(current.slice(1));
  if (current[0] === 'c') parts.push(compareView(page, number, page.comparisons[number], render, k => show('s' + k)));
  else if (current[0] === 'b') parts.push(boardView(number, page.boards[number], render));
  else {
    const study = data('study-' + number);
    if (page.studies.length > 1) parts.push(h('h2', {}, study.title));
    parts.push(studyView(page, number, study, render));
  }
  parts.push(h('footer', {class: 'quiet'}, `Made by circsim ${page.version}. The file holds all that it shows and asks nothing of the network.`));
  main.replaceChildren(...parts.filter(Boolean));
  const again = focused && document.getElementById(focused);
  if (again) again.focus({preventScroll: true});

  function show(key) { current = key; render(); }
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
render();
document.documentElement.dataset.ready = String(Math.round(performance.now())); // milliseconds until all is drawn
