// The scenario as text, with numbered lines and the place of an error.

const pause = 350; // milliseconds without a key before a text is tried

// Editor is a text area. edited(text) is called when its reader has paused.
export class Editor {
  constructor({area, gutter, error}, edited) {
    Object.assign(this, {area, gutter, error, changed: []});
    let timer;
    area.addEventListener('input', () => {
      this.changed = [];
      this.number();
      clearTimeout(timer);
      timer = setTimeout(() => edited(area.value), pause);
    });
    area.addEventListener('scroll', () => { gutter.scrollTop = area.scrollTop; });
    error.addEventListener('click', () => this.go());
  }

  // show replaces the text, unless its reader is writing it.
  show(text) {
    if (this.area.value === text) return;
    const before = this.area.value.split('\n'), after = text.split('\n'), top = this.area.scrollTop;
    this.area.value = text;
    this.area.scrollTop = top;
    this.changed = before.length === after.length ? after.flatMap((line, i) => (line === before[i] ? [] : [i + 1])) : [];
    this.number();
    if (this.changed.length > 0) this.reveal(this.changed[0]);
  }

  // reveal scrolls the text, not the page, to a line.
  reveal(line) {
    const height = this.area.scrollHeight / this.area.value.split('\n').length, at = (line - 1) * height;
    if (at < this.area.scrollTop || at + 2 * height > this.area.scrollTop + this.area.clientHeight) this.area.scrollTop = at - this.area.clientHeight / 2;
  }

  number() {
    const lines = this.area.value.split('\n').length;
    this.gutter.replaceChildren(...Array.from({length: lines}, (_, i) => {
      const line = document.createElement('span');
      line.textContent = i + 1;
      line.className = i + 1 === this.line ? 'wrong' : this.changed.includes(i + 1) ? 'changed' : '';
      return line;
    }));
    this.gutter.scrollTop = this.area.scrollTop;
  }

  // refuse shows why the text cannot be run; null takes that back.
  refuse(message) {
    const place = /(?:^|:)(\d+):(\d+): /.exec(message ?? '');
    this.line = place ? Number(place[1]) : null;
    this.column = place ? Number(place[2]) : null;
    this.error.textContent = message ?? '';
    this.error.hidden = !message;
    if (message) this.area.setAttribute('aria-invalid', 'true');
    else this.area.removeAttribute('aria-invalid');
    this.number();
  }

  // go moves to the place of the error.
  go() {
    if (!this.line) return;
    const before = this.area.value.split('\n').slice(0, this.line - 1).reduce((n, line) => n + line.length + 1, 0);
    const at = before + this.column - 1;
    this.area.focus();
    this.area.setSelectionRange(at, at);
    this.reveal(this.line);
  }
}
