// The colours of the page, from its variables, and what follows when they change.

export const regimes = ['confusion', 'memorization', 'progression', 'semi-grokking', 'grokking', 'comprehension'];
const letters = {confusion: 'X', memorization: 'M', progression: 'P', 'semi-grokking': 'S', grokking: 'G', comprehension: 'C'};

// A colour means the same in all views and in the figures of circsim: what belongs to training items and memorization, and to test
// items and generalization.
export const memorization = 'line-1', generalization = 'line-0', heads = 'line-2';

// letter is that of a regime on the maps of circsim.
export const letter = regime => letters[regime] ?? '?';

// colour is the value of a variable such as "line-0".
export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const regimeColour = regime => colour(`regime-${regimes.indexOf(regime)}`) || colour('faint');

// readable is black or white, whichever stands out on a colour.
export function readable(hex) {
  const part = i => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  return luminance > 0.18 ? '#000000' : '#ffffff';
}

// mix is the colour at a share of the way from one to another.
function mix(from, to, share) {
  const part = (hex, i) => parseInt(hex.slice(i, i + 2), 16);
  const at = Math.min(1, Math.max(0, share));
  return '#' + [1, 3, 5].map(i => Math.round(part(from, i) + (part(to, i) - part(from, i)) * at).toString(16).padStart(2, '0')).join('');
}

// shade is the colour of a share, light for 0 and dark for 1: three blues of C. A. Brewer, as the pictures of circsim have.
export const shade = share => share <= 0.5 ? mix('#f7fbff', '#6baed6', 2 * share) : mix('#6baed6', '#08306b', 2 * share - 1);

// hatching is a pattern of slanted lines for areas, so that they are told apart without colour.
export function hatching(context, ink) {
  const ratio = devicePixelRatio, size = 8 * ratio;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const c = tile.getContext('2d');
  c.fillStyle = ink;
  c.globalAlpha = 0.35;
  c.fillRect(0, 0, size, size);
  c.globalAlpha = 1;
  c.strokeStyle = ink;
  c.lineWidth = 1.5 * ratio;
  c.beginPath();
  for (const x of [-size, 0, size]) {
    c.moveTo(x, size);
    c.lineTo(x + size, 0);
  }
  c.stroke();
  return context.createPattern(tile, 'repeat');
}

// repainted calls draw when the colours or the width of the page change.
export function repainted(draw) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
