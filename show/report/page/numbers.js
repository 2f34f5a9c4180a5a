// Numbers as people read them.

// show writes a number with up to four digits.
function show(x, digits = 4) {
  if (x === null || x === undefined || Number.isNaN(x)) return '–';
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (size >= 1e6 || size < 1e-3) {
    const [head, power] = x.toExponential(digits - 1).split('e');
    return String(Number(head)) + 'e' + Number(power);
  }
  return String(Number(x.toPrecision(digits)));
}

// told is a value of a quantity with its unit. The step of an event that never happens is null.
function told(q, x) {
  if (x === null || x === undefined) return q.event ? 'never' : '–';
  return show(x) + (q.unit && !q.share ? ' ' + q.unit : '');
}

const titled = q => q.label + (q.unit && q.unit !== q.label ? ' (' + q.unit + ')' : '');

// within is an interval; an end without a bound is left open.
const within = (low, high) => '[' + (low === null ? '…' : show(low)) + ', ' + (high === null ? '…' : show(high)) + ']';

// wide says whether positive numbers span a factor of 20 or more, and are drawn on a logarithmic axis.
function wide(values) {
  let low = Infinity, high = -Infinity;
  for (const x of values) if (x !== null && x !== undefined) { low = Math.min(low, x); high = Math.max(high, x); }
  return low > 0 && high >= 20 * low;
}

// marks are round numbers between two: multiples of 1, 2 or 5 times a power of ten, or on a logarithmic axis those themselves.
function marks(low, high, log, most) {
  const list = [];
  if (!(high > low)) return [low];
  if (log) {
    const inside = x => x >= low * (1 - 1e-9) && x <= high * (1 + 1e-9);
    const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
    const powers = Array.from({length: last - first + 1}, (_, k) => Number('1e' + (first + k)));
    const fine = powers.flatMap(x => [x, 2 * x, 5 * x]).filter(inside), whole = powers.filter(inside);
    if (fine.length >= 2 && (fine.length <= most || whole.length < 2)) return fine;
    if (whole.length >= 2) return whole.filter((_, k) => k % Math.ceil(whole.length / most) === 0);
  }
  let step = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
  for (const times of [2, 2.5, 2]) if ((high - low) / step > most) step *= times;
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) list.push(Number((k * step).toPrecision(12)));
  return list;
}

// capital makes the first letter one.
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
