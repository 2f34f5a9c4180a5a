// Points of a study, taken together as a view asks.

const never = Infinity;

// labelOf is a value of an axis in words.
const labelOf = (axis, k) => axis.names ? axis.names[k] : axis.from ? `${show(axis.from[k])} to ${show(axis.to[k])}` : show(axis.values[k], 6);

// placeOf is a point in words.
const placeOf = (axes, at, i) => axes.map((axis, k) => `${axis.label} ${labelOf(axis, at[k][i])}`).join(', ');

// together groups the points of a study by their places on some axes, those that fit the fixed values of the others: {axis number: place}.
// Of a group, a quantity is the mean over runs, or the middle point's median of an event; low and high reach over all of its points.
function together(study, task, axes, fixed) {
  const {at, runs} = study.points, of = study.points.tasks[task], groups = new Map();
  for (let i = 0; i < runs.length; i++) {
    if (Object.entries(fixed).some(([k, place]) => place !== '' && at[k][i] !== Number(place))) continue;
    const places = axes.map(k => at[k][i]), key = places.join(' ');
    if (!groups.has(key)) groups.set(key, {places, members: []});
    groups.get(key).members.push(i);
  }
  const list = [...groups.values()];
  for (const group of list) {
    group.i = group.members[0];
    group.runs = group.members.reduce((sum, i) => sum + runs[i], 0);
    group.regimes = Object.fromEntries(Object.entries(of.regimes).map(([name, counts]) => [name, group.members.reduce((sum, i) => sum + counts[i], 0)]));
    group.value = q => {
      const values = of.values[q.name];
      if (!values) return null;
      if (group.members.length === 1) return values[group.i];
      if (q.event) {
        const sorted = group.members.map(i => values[i] === null ? never : values[i]).sort((a, b) => a - b);
        const middle = sorted[Math.floor((sorted.length - 1) / 2)];
        return middle === never ? null : middle;
      }
      let sum = 0, count = 0;
      for (const i of group.members) if (values[i] !== null) { sum += values[i] * runs[i]; count += runs[i]; }
      return count ? sum / count : null;
    };
    group.end = (q, which) => {
      const ends = of[which] && of[which][q.name], values = of.values[q.name];
      if (!values) return null;
      const list = group.members.map(i => ends ? ends[i] : values[i]);
      if (list.some(x => x === null)) return null;
      return which === 'low' ? Math.min(...list) : Math.max(...list);
    };
  }
  return list;
}

// regimeOf is the regime of most runs of a group, the earlier of equal ones, and whether all agree.
function regimeOf(page, group) {
  let best = -1, most = 0, all = 0;
  page.regimes.forEach(({name}, k) => {
    const n = group.regimes[name] || 0;
    all += n;
    if (n > most) { most = n; best = k; }
  });
  return {k: best, most, all};
}

// evenly are at most n of a list, with both ends.
const evenly = (list, n) => list.length <= n ? list : Array.from({length: n}, (_, i) => list[Math.floor(i * (list.length - 1) / (n - 1))]);
