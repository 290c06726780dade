// The mark of one outcome, and the legend that explains it.
//
// Colour, shape and sign say of which class an outcome is; the letter says what was seen. Within a row the same letter is the
// same thing seen, A the most frequent; further letters of one class are of a deeper shade.
const tile = (() => {
  function make(outcome) {
    if (!outcome) return dom.el('span', { class: 'tile none', text: '·' });
    const shade = Math.min(outcome.seen, 3);
    return dom.el('span', { class: `tile ${known(outcome.class)} shade${shade}`, text: words.mark(outcome) });
  }

  function known(name) {
    return words.classes[name] ? name : 'unresolved';
  }

  // What a reader who does not see it is told.
  function spoken(outcome) {
    if (!outcome) return 'no result';
    const name = words.classes[outcome.class]?.name ?? outcome.class;
    return outcome.ran ? `${words.letter(outcome.seen)}, ${name}: ${outcome.brief}` : name;
  }

  // The same beside the mark, where there is room for it.
  function inWords(outcome) {
    const name = words.classes[outcome.class]?.name ?? outcome.class;
    return [dom.el('span', { class: 'unseen', text: `, ${name}: ` }), dom.el('span', { class: 'brief', text: outcome.brief })];
  }

  // What one line has room for.
  function line(outcome, note) {
    if (!outcome) return 'no such result in this run';
    const name = words.classes[outcome.class]?.name ?? outcome.class;
    const why = note ? ` — ${note.reason}` : '';
    return outcome.ran ? `${name}: ${outcome.brief}${why}` : `${name}${why}`;
  }

  // A sample of each class, with how many cells have it. Each is a button that leaves only rows with one.
  function legend(choose) {
    let pressed = '';
    const chips = new Map(words.order.map((name) => [name, chip(name)]));
    return { element: dom.el('ul', { class: 'legend', 'aria-label': 'What the marks mean' }, [...chips.values()].map(({ button }) => dom.el('li', {}, button))), update };

    function update(counts, is) {
      pressed = is;
      for (const [name, { button, count }] of chips) {
        button.setAttribute('aria-pressed', String(is === name));
        button.disabled = !counts[name] && is !== name;
        count.textContent = words.number(counts[name]);
      }
    }

    function chip(name) {
      const { sign, what, name: title } = words.classes[name];
      const letter = name === 'unsupported' || name === 'unresolved' ? '' : 'A';
      const count = dom.el('span', { class: 'count' });
      const button = dom.el('button', {
        type: 'button',
        class: 'chip',
        title: `${what}. Press to see only rows that have it.`,
        onclick: () => choose(pressed === name ? '' : name),
      }, dom.el('span', { class: `tile ${name} shade0`, 'aria-hidden': 'true', text: sign + letter }), dom.el('span', { text: title }), count);
      return { button, count };
    }
  }

  return { make, spoken, inWords, line, legend };
})();
