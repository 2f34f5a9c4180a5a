// The scenario as text, with numbered lines and the place of an error.

const pause = 350; // milliseconds without a key before a text is tried

// Editor is a text area. edited(text) is called when its reader has paused.
export class Editor {
  constructor({area, gutter, error}, edited) {
    Object.assign(this, {area, gutter, error});
    let timer;
    area.addEventListener('input', () => {
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
    const top = this.area.scrollTop;
    this.area.value = text;
    this.area.scrollTop = top;
    this.number();
  }

  number() {
    const lines = this.area.value.split('\n').length;
    this.gutter.replaceChildren(...Array.from({length: lines}, (_, i) => {
      const line = document.createElement('span');
      line.textContent = i + 1;
      line.className = i + 1 === this.line ? 'wrong' : '';
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
  }
}
