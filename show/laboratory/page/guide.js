// The panel of a guided story: where it is, what it says of the run of now, and what it looks at.

import {Facts, load} from './stories.js';
import {calm} from './look.js';

const find = id => document.getElementById(id);

export class Guide {
  // page has apply(needsLine, settings), facts(), state() and left().
  constructor({panel, list}, page) {
    Object.assign(this, {panel, list, page});
    this.stories = [];
    this.now = null;
    find('story-next').addEventListener('click', () => this.go(1));
    find('story-back').addEventListener('click', () => this.go(-1));
    find('story-close').addEventListener('click', () => this.leave());
    find('story-restore').addEventListener('click', () => this.step());
    panel.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.leave();
      if (event.target.closest('button, input, textarea, select') && !event.key.startsWith('Arrow')) return;
      if (event.key === 'ArrowRight') this.go(1);
      if (event.key === 'ArrowLeft') this.go(-1);
    });
  }

  async load() {
    this.stories = await load();
    this.list.append(...this.stories.map(story => {
      const button = Object.assign(document.createElement('button'), {type: 'button', textContent: story.title, title: story.about});
      button.dataset.story = story.name;
      button.addEventListener('click', () => this.begin(story, 0));
      return button;
    }));
  }

  // resume goes on with the story of the address, in the state that the address has.
  async resume() {
    const told = this.page.state().story;
    const story = this.stories.find(s => s.name === told?.name);
    if (!story || !story.steps[told.step]) return;
    this.now = {story, step: told.step};
    this.show();
  }

  async begin(story, step) {
    this.now = {story, step};
    await this.step();
  }

  async go(by) {
    if (!this.now) return;
    const next = this.now.step + by;
    if (next >= this.now.story.steps.length) return this.leave();
    if (next < 0) return;
    this.now.step = next;
    await this.step();
  }

  // step sets the engine as the step of now says, then tells it.
  async step() {
    const {story, step} = this.now;
    this.page.state().story = {name: story.name, step};
    this.panel.dataset.step = '';
    await this.page.apply(JSON.stringify(story.steps[step]).includes('along.'), settingsOf(story, step));
    if (this.now?.story !== story || this.now.step !== step) return;
    this.show();
    find('story-text').focus({preventScroll: true});
    const narrow = getComputedStyle(this.panel).position === 'fixed', look = [story.steps[step].look].flat()[0];
    (narrow ? find(look) : this.panel)?.scrollIntoView({block: 'nearest', behavior: calm() ? 'auto' : 'smooth'});
  }

  show() {
    const {story, step} = this.now;
    this.panel.hidden = false;
    this.panel.dataset.step = `${story.name}.${step + 1}`;
    find('story-title').textContent = story.title;
    find('story-count').textContent = `${step + 1} of ${story.steps.length}`;
    find('story-progress').value = (step + 1) / story.steps.length;
    find('story-back').disabled = step === 0;
    find('story-next').textContent = step === story.steps.length - 1 ? 'End' : 'Next';
    for (const button of this.list.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.story === story.name));
    for (const view of document.querySelectorAll('.looked')) view.classList.remove('looked');
    for (const id of [story.steps[step].look ?? []].flat()) find(id)?.classList.add('looked');
    this.tell();
  }

  // tell fills the sentences from the run of now.
  tell() {
    if (!this.now) return;
    const step = this.now.story.steps[this.now.step], facts = new Facts(this.page.facts());
    find('story-text').replaceChildren(...[step.text].flat().map(sentence => Object.assign(document.createElement('p'), {textContent: facts.fill(sentence)})));
    const unmet = (step.claims ?? []).filter(claim => !facts.holds(claim));
    this.panel.dataset.unmet = unmet.join('; ');
    find('story-note').hidden = !changed(this.page.state(), settingsOf(this.now.story, this.now.step));
  }

  leave() {
    if (!this.now) return;
    this.now = null;
    this.page.state().story = null;
    this.panel.hidden = true;
    for (const view of document.querySelectorAll('.looked')) view.classList.remove('looked');
    for (const button of this.list.querySelectorAll('button')) button.removeAttribute('aria-pressed');
    this.page.left();
  }
}

// settingsOf is what a step sets: what it does not say is as in the step before it.
function settingsOf(story, step) {
  return Object.assign({}, ...story.steps.slice(0, step + 1).map(s => s.set ?? {}));
}

// changed says whether the network is another one than the step's.
function changed(state, set) {
  const same = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
  return state.text !== null || state.scenario !== set.scenario || state.seed !== (set.seed ?? 1) || !same(state.values, set.values ?? {});
}
