// Numbers and sentences as people read them.

const grouped = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const short = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 3});
const digits = new Intl.NumberFormat('en', {maximumSignificantDigits: 3});

// number writes a value with three digits, and whole numbers below a million in full.
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return 'none';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return value.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e');
  if (size >= 1e6) return short.format(value);
  return Number.isInteger(value) || size >= 1000 ? grouped.format(value) : digits.format(value);
}

// tick writes a value on an axis.
export function tick(value) {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e15) ? value.toExponential(0).replace('e+', 'e') : short.format(value);
}

// plain writes a value so that a scenario reads it back, without digits that binary fractions leave behind.
export function plain(value) {
  if (typeof value !== 'number') return String(value);
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) >= 1e8 ? rounded.toExponential().replace('e+', 'e') : String(rounded);
}

// percent writes a share.
export function percent(share) {
  if (share === null || share === undefined) return 'none';
  const value = 100 * share;
  return `${value !== 0 && Math.abs(value) < 0.1 ? Number(value.toPrecision(1)) : Number(value.toFixed(value < 10 ? 1 : 0))}%`;
}

export const step = value => number(Math.round(value));

// times writes a ratio: "12 times".
export const times = ratio => `${ratio >= 10 ? grouped.format(ratio) : digits.format(Number(ratio.toPrecision(2)))} times`;

// capital begins a sentence.
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

// key writes the path of a key without its section, which people know: "addition items".
export const key = path => path.replace(/^(model|training|tasks)\./, '').replaceAll('.', ' ').replaceAll('_', ' ');

// story says in a sentence what became of a task.
export function story(task) {
  const name = capital(task.name.replaceAll('_', ' ').replaceAll('-', ' '));
  const learned = task.step_train !== null && task.step_train !== undefined ? `training items are learned by step ${step(task.step_train)}` : null;
  const generalized = task.step_test_accuracy ?? null;
  const end = `test accuracy ends at ${percent(task.final_test_accuracy)}, where guessing gets ${percent(task.chance)}`;
  if (generalized !== null && ['confusion', 'memorization', 'semi-grokking'].includes(task.regime)) {
    return `${name}: unseen items are answered at step ${step(generalized)}, and lost again: ${end}. What is left is ${task.regime}.`;
  }
  switch (task.regime) {
    case 'grokking':
      return generalized !== null && learned
        ? `${name}: ${learned}, unseen ones only at step ${step(generalized)}, ${times(generalized / task.step_train)} as late. This is grokking.`
        : `${name}: ${end}, long after the training items were learned. This is grokking.`;
    case 'comprehension':
      return `${name}: training and unseen items are learned together${generalized !== null ? `, by step ${step(generalized)}` : ''}. This is comprehension.`;
    case 'memorization':
      return `${name}: ${learned ?? 'training items are learned'}, unseen ones never: ${end}. This is memorization.`;
    case 'semi-grokking':
      return `${name}: ${learned ?? 'training items are learned'}, unseen ones in part: ${end}. This is semi-grokking.`;
    case 'progression':
      return `${name}: memorization stalls until generalization raises both curves; ${end}. This is progression.`;
    case 'confusion':
      return `${name}: not even the training items are learned; ${end}. This is confusion.`;
    default:
      return `${name}: ${end}.`;
  }
}
