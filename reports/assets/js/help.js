// How to read the report, and the keys.
const help = (() => {
  function dialog() {
    const element = dom.el('dialog', { class: 'help', 'aria-labelledby': 'help' },
      dom.el('header', {}, dom.el('h2', { id: 'help', text: 'How to read this' }),
        dom.el('button', { type: 'button', class: 'close', 'aria-label': 'Close the help', onclick: () => element.close() }, '✕')),
      dom.el('p', {}, 'Each row is a case with what its stdout and stderr were connected to; each column is a platform. Colour, shape and sign of a cell say how '
        + 'it stands to its source; the letter says what was seen. In a row the same letter is the same observation, and A is the most frequent. Letters mean '
        + 'nothing across rows.'),
      dom.el('table', { class: 'key' }, dom.el('tbody', {}, words.order.map((name) => {
        const { sign, what, name: title } = words.classes[name];
        const letter = name === 'unsupported' || name === 'unresolved' ? '' : 'A';
        return dom.el('tr', {}, dom.el('td', {}, dom.el('span', { class: `tile ${name} shade0`, text: sign + letter })), dom.el('th', { scope: 'row', text: title }), dom.el('td', { text: what }));
      }))),
      dom.el('p', {}, 'Numbers beside a group’s name count the results that are not as the source demands. The number at the head of a column is the share of '
        + 'mandated behaviours that conform, of those that could run. emu marks a platform that ran under an emulator: what is seen there may be the emulator’s.'),
      dom.el('h3', { text: 'Keys' }),
      dom.facts([['← ↑ → ↓', 'move in the matrix'], ['Home, End', 'first and last column; with Ctrl first and last row'], ['Page Up, Page Down', 'a page up or down'],
        ['Enter', 'the evidence of a cell, the page of a case or platform, fold and unfold'], ['Escape', 'close the evidence'], ['/', 'filter by text']]));
    return element;
  }

  return { dialog };
})();
