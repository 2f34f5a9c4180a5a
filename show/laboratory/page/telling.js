// What became of a network, in sentences above its curves and for screen readers.

import {letter, readable, regimeColour} from './look.js';
import {story} from './words.js';
import {paused} from './work.js';

const most = 3;      // tasks that are told of
const silence = 700; // milliseconds that a network stays as it is before it is spoken of

export class Telling {
  constructor({summary, live}) {
    this.summary = summary;
    this.speak = paused(() => { live.textContent = this.sentence; }, silence);
  }

  // tell tells of tasks, the most important first.
  tell(tasks) {
    const told = tasks.slice(0, most), rest = tasks.length - told.length;
    this.summary.replaceChildren(...told.map(task => {
      const line = document.createElement('p');
      const badge = Object.assign(document.createElement('span'), {className: 'badge', textContent: `${letter(task.regime)} ${task.regime}`});
      badge.style.background = regimeColour(task.regime);
      badge.style.color = readable(regimeColour(task.regime));
      line.append(badge, ` ${story(task)}`);
      return line;
    }));
    const sentence = told.map(story).join(' ') + (rest > 0 ? ` And ${rest} more tasks.` : '');
    if (sentence !== this.sentence) this.speak();
    this.sentence = sentence;
  }
}
