// The numbers behind a picture.

const quoted = value => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
};

// save is a button that downloads rows, the first of which is the header. They are asked for when it is pressed.
function save(file, rows, what) {
  return h('button', {type: 'button', class: 'csv', 'aria-label': 'Download as CSV: ' + what, onclick: () => {
    const text = rows().map(row => row.map(quoted).join(',')).join('\n') + '\n';
    const url = URL.createObjectURL(new Blob([text], {type: 'text/csv'}));
    const link = h('a', {href: url, download: file});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }}, 'CSV');
}
