// Pinned runs: networks to compare with, by letters.

import {key, percent, plain} from './words.js';

export const most = 3;

// letterOf is the name of the i-th pin.
export const letterOf = i => 'ABC'[i];

// Pins shows the list of pinned runs. removed(pin) is called for one that is no longer wanted.
export class Pins {
  constructor({list, button}, removed) {
    Object.assign(this, {list, button, removed});
  }

  // draw lists the pins, with what became of a task.
  draw(pins, task) {
    this.button.disabled = pins.length >= most;
    this.button.textContent = pins.length >= most ? `${most} runs are pinned` : 'Pin this run';
    this.list.replaceChildren(...pins.map(pin => {
      const item = document.createElement('li');
      const name = document.createElement('span');
      const end = pin.run?.tasks.find(t => t.name === task);
      name.textContent = `${pin.letter}: ${describe(pin)}${end ? ` (${end.regime}, test accuracy ${percent(end.final_test_accuracy)})` : ''}`;
      const remove = document.createElement('button');
      remove.type = 'button';
      remove.textContent = 'Remove';
      remove.setAttribute('aria-label', `Remove pin ${pin.letter}`);
      remove.addEventListener('click', () => this.removed(pin));
      item.append(name, remove);
      return item;
    }));
  }
}

// describe says how a network differs from the scenario that it comes from.
function describe(network) {
  const changes = Object.entries(network.values).map(([path, value]) => `${key(path)} ${plain(value)}`);
  if (network.text !== null) changes.unshift('edited');
  if (network.seed !== 1) changes.push(`seed ${network.seed}`);
  return [network.scenario, ...changes].join(', ');
}
