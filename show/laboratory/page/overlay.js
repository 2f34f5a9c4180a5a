// Choosing a measured run to lie over the simulated one.

import {readFile} from './measured.js';

export class Measured {
  // changed() is called when another run is shown; run is that run, or null. imitate(run) is called for a network like it.
  constructor({file, choice, like, remove, error}, changed, imitate) {
    Object.assign(this, {file, choice, like, remove, error, changed});
    this.run = null;
    this.runs = [];
    file.addEventListener('change', () => { if (file.files[0]) this.take(file.files[0]); });
    choice.addEventListener('change', () => this.pick(choice.selectedIndex));
    like.addEventListener('click', () => imitate(this.run));
    remove.addEventListener('click', () => this.clear());
    addEventListener('dragover', event => event.preventDefault());
    addEventListener('drop', event => {
      event.preventDefault();
      if (event.dataTransfer.files[0]) this.take(event.dataTransfer.files[0]);
    });
  }

  async take(file) {
    try {
      this.runs = await readFile(file);
      this.fail(null);
    } catch (error) {
      this.fail(error.message);
      return;
    }
    this.choice.replaceChildren(...this.runs.map(run => new Option(run.name)));
    this.choice.hidden = this.runs.length < 2;
    this.remove.hidden = false;
    this.pick(0);
  }

  pick(index) {
    this.run = this.runs[index];
    this.like.hidden = Object.keys(this.run.trained).length === 0;
    this.changed();
  }

  clear() {
    this.run = null;
    this.runs = [];
    this.choice.hidden = this.like.hidden = this.remove.hidden = true;
    this.file.value = '';
    this.fail(null);
    this.changed();
  }

  fail(message) {
    this.error.hidden = message === null;
    this.error.textContent = message ?? '';
  }
}
