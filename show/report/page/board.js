// The board of published claims.

const filters = new Map();

function boardView(number, board, redraw) {
  const state = filters.get(number) || {grade: '', verdict: '', phenomenon: ''};
  filters.set(number, state);
  const grades = [...new Set(board.claims.map(c => c.grade))], phenomena = [...new Set(board.claims.map(c => c.phenomenon))];
  const count = list => `${list.filter(c => c.met).length} of ${list.length}`;
  const shown = board.claims.filter(c => (!state.grade || c.grade === state.grade) && (!state.phenomenon || c.phenomenon === state.phenomenon) &&
    (!state.verdict || String(c.met) === state.verdict));
  const expected = c => c.at_least === null && c.at_most === null ? '' : c.at_least === null ? `at most ${show(c.at_most)}`
    : c.at_most === null ? `at least ${show(c.at_least)}` : `${show(c.at_least)} to ${show(c.at_most)}`;
  const set = (key, value) => { state[key] = value; redraw(); };
  return h('section', {class: 'board', 'aria-label': 'Board of published claims'},
    h('h2', {}, 'The board: published claims'),
    h('p', {}, grades.map(grade => `${grade}: ${count(board.claims.filter(c => c.grade === grade))} met`).join('; ') + `. Of ${board.file}.`),
    h('div', {class: 'controls'},
      choice('Phenomenon', [['', 'all'], ...phenomena.map(p => [p, p])], state.phenomenon, value => set('phenomenon', value)),
      choice('Grade', [['', 'all'], ...grades.map(g => [g, g])], state.grade, value => set('grade', value)),
      choice('Verdict', [['', 'all'], ['true', 'met'], ['false', 'not met']], state.verdict, value => set('verdict', value)),
      save('board.csv', () => [Object.keys(board.claims[0] || {}), ...board.claims.map(Object.values)], 'the board')),
    table(['', 'claim', 'published', 'simulated', 'expected', 'grade', 'source'], shown.map(c => [c.met ? '✓ met' : '✗ not met',
      h('span', {}, c.statement, c.reason ? h('span', {class: 'quiet'}, ' ' + c.reason) : ''), c.published, c.simulated, expected(c), c.grade, c.source]), 'claims'));
}
