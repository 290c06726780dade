// The matrix of a family: rows by platforms.
const matrix = (() => {
  // Makes the page for a family; `update` shows another view of it.
  function make(report, family) {
    const bar = toolbar.make(report, family);
    const legend = tile.legend((is) => route.change({ is }));
    const line = dom.el('p', { class: 'statusline', 'aria-hidden': 'true' });
    const empty = dom.el('p', { class: 'empty', hidden: true }, 'No row is like that. ',
      dom.inside(route.format('matrix', [family.name]), {}, 'Show all'));
    const table = grid.make({ label: '', report, open: evidence.open, fold, point });
    const hint = 'Arrow keys move, Enter shows the evidence.';
    let view = null;
    let said = null;
    line.textContent = hint;
    const element = dom.el('div', { class: 'matrix' }, dom.el('h1', { class: 'unseen', tabindex: -1, text: `Matrix: ${words.family(family.name)}` }),
      bar.element, legend.element, table.element, empty, line);
    return { element, title: `${words.family(family.name)} matrix`, update, select: (found) => table.reveal(found?.row, found?.platform) };

    function update({ params }) {
      const begin = performance.now();
      const key = JSON.stringify({ ...params, cell: undefined });
      if (key !== said) {
        said = key;
        view = query.view(params);
        show();
        performance.measure('exitspec:view', { start: begin });
      }
    }

    function show() {
      const shown = columns.choose(family, view);
      const { rows, items } = query.select(family, view, shown.platforms);
      bar.update(view);
      legend.update(query.tally(rows, query.figures(family, shown.platforms)), view.is);
      const label = `${words.family(family.name)}: ${words.count(rows.length, 'row')} on ${words.count(shown.platforms.length, 'platform')}`;
      table.show({ items, columns: shown, rows: rows.length, label });
      empty.hidden = items.length > 0;
      dom.say(label);
    }

    function fold(kind, group) {
      const set = new Set(kind === 'group' ? view.closed : view.opened);
      if (!set.delete(group.name)) set.add(group.name);
      route.change({ [kind === 'group' ? 'closed' : 'opened']: [...set].join(',') });
    }

    function point(row, platform) {
      if (!row) {
        line.textContent = hint;
        return;
      }
      const outcome = data.outcome(row, platform);
      line.replaceChildren(dom.el('b', { text: words.platform(platform) }), ' ', dom.el('code', { text: row.name }), ' ',
        dom.el('bdi', { text: tile.line(outcome, noteOf(outcome)) }));
    }

    function noteOf(outcome) {
      return outcome && outcome.note !== undefined ? report.notes[outcome.note] : null;
    }
  }

  return { make };
})();
