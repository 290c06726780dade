// The page of one case: what it shows, who says what should happen, and every sink on every platform.
const casePage = (() => {
  function make(report, name) {
    const rows = report.byCase.get(name);
    if (!rows) return null;
    const family = report.families.get(rows[0].group.family);
    const shown = columns.choose(family, query.view({}));
    const table = grid.make({ label: `${name}: sinks by platforms`, report, open: evidence.open, fold: () => {} });
    const [first] = rows;
    const levels = [...new Set(rows.map((row) => row.level))];
    const element = dom.el('article', { class: 'page' },
      dom.el('p', { class: 'path' }, dom.inside(route.format('matrix', [family.name]), {}, words.family(family.name)), ' › ',
        dom.inside(route.format('matrix', [family.name], { group: first.group.name, agree: '1' }), {}, first.group.name)),
      dom.el('h1', { tabindex: -1, text: name }),
      first.summary ? dom.el('p', { class: 'summary', text: first.summary }) : null,
      dom.el('p', { class: 'marks' }, levels.map((level) => dom.el('span', { class: 'chipless', text: level })),
        first.racy ? dom.el('span', { class: 'chipless', text: `racy: ${words.count(first.racy, 'run')} each` }) : null),
      dom.el('div', { class: 'wide' }, table.element),
      rows.map((row) => outcomes(report, row, shown.platforms)),
      dom.el('div', { class: 'twocolumns' }, dom.el('section', {}, dom.el('h2', { text: 'Expected' }), first.expected ? evidence.alternatives(first.expected) : dom.el('p', { class: 'none', text: 'The report has no expectation for it.' }),
        report.notes[first.note] ? dom.el('p', { class: 'note' }, evidence.reason(report.notes[first.note])) : null, deviations(report, first)),
        dom.el('section', {}, evidence.sources(report, first))));
    const items = rows.map((row) => ({ kind: 'row', row }));
    return {
      element,
      title: name,
      update: () => table.show({ items, columns: shown, rows: rows.length }),
      select: (found) => table.reveal(found?.row, found?.platform),
    };
  }

  // What was seen in a row, each outcome with its platforms.
  function outcomes(report, row, platforms) {
    const by = new Map();
    for (const platform of platforms) {
      const outcome = data.outcome(row, platform);
      if (!outcome) continue;
      if (by.has(outcome)) by.get(outcome).push(platform);
      else by.set(outcome, [platform]);
    }
    const sorted = [...by].sort((a, b) => a[0].seen - b[0].seen || b[1].length - a[1].length);
    return dom.el('section', {}, dom.el('h2', {}, dom.el('span', { class: 'sink', text: `@${row.name.slice(row.case.length + 1)}` })),
      dom.el('ul', { class: 'others' }, sorted.map(([outcome, places]) => {
        const note = report.notes[outcome.note];
        return dom.el('li', {}, tile.make(outcome), dom.el('div', {},
          dom.el('p', {}, evidence.seen(row, outcome)),
          note ? dom.el('p', { class: 'note' }, evidence.reason(note)) : null,
          dom.el('p', { class: 'where' }, places.flatMap((platform, at) => [at ? ' · ' : '', dom.inside(evidence.hash(row, platform), { title: platform.name }, words.platform(platform))]))));
      })));
  }

  function deviations(report, row) {
    return (row.deviations ?? []).map((one) => dom.el('div', { class: 'override' }, dom.el('h3', {}, `on ${one.when}`), evidence.alternatives(one.expected),
      report.notes[one.note] ? dom.el('p', { class: 'note' }, evidence.reason(report.notes[one.note])) : null));
  }

  return { make };
})();
