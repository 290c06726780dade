// The evidence for one cell: what was expected and by whom, what was observed, and how to have it again. A panel beside the
// page, or over it where there is little room. Which cell it is stands in the address.
const evidence = (() => {
  const narrow = window.matchMedia('(max-width: 56rem)');
  let panel = null;
  let shown = null;
  let back = null;

  // The parameter of the address for a cell, and what it means.
  function parameter(row, platform) {
    return `${row.name}~${platform.id}`;
  }

  function find(report, value) {
    const at = (value ?? '').lastIndexOf('~');
    if (at < 0) return null;
    const row = report.byName.get(value.slice(0, at));
    const platform = report.byId.get(value.slice(at + 1));
    return row && platform && data.outcome(row, platform) ? { row, platform } : null;
  }

  // The address of the evidence for a cell, over the view that is shown now.
  function hash(row, platform) {
    return route.changedHash({ cell: parameter(row, platform) });
  }

  // Goes to the evidence for a cell. From one to the next is no step to go back to.
  function open(row, platform) {
    route.change({ cell: parameter(row, platform) }, { replace: shown !== null });
  }

  function close() {
    route.change({ cell: '' });
  }

  // Shows what the address says, in the element that is kept for it. Returns the cell.
  function update(report, place, value) {
    panel = place;
    const found = find(report, value);
    const was = shown;
    shown = found;
    document.body.classList.toggle('with-panel', found !== null);
    cover(found !== null);
    if (!found) {
      panel.hidden = true;
      panel.replaceChildren();
      if (was) giveBack();
      return null;
    }
    if (was && was.row === found.row && was.platform === found.platform) return found;
    if (!was) back = document.activeElement;
    panel.hidden = false;
    const title = heading(report, found);
    panel.replaceChildren(title, content(report, found));
    panel.scrollTop = 0;
    // Whoever looks at cells one after the other with the pointer keeps the focus there.
    if (!was || panel.contains(document.activeElement) || narrow.matches) title.querySelector('h2').focus();
    return found;
  }

  // Over the page, nothing below it can be reached.
  function cover(open) {
    const over = open && narrow.matches;
    for (const other of document.querySelectorAll('#app > :not(.panel)')) other.inert = over;
    panel.setAttribute('aria-modal', String(over));
  }
  narrow.addEventListener('change', () => { if (panel) cover(shown !== null); });

  function giveBack() {
    const to = document.querySelector('.grid [tabindex="0"]');
    (back?.isConnected && back !== document.body ? back : to)?.focus();
    back = null;
  }

  function heading(report, { row, platform }) {
    return dom.el('header', {},
      dom.el('div', {},
        dom.el('h2', { id: 'evidence', tabindex: -1 }, dom.inside(route.format('case', row.case.split('/')), {}, row.case),
          dom.el('span', { class: 'sink', text: `@${row.name.slice(row.case.length + 1)}` })),
        dom.el('p', { class: 'on' }, 'on ', dom.inside(route.format('platform', [platform.id]), {}, words.platform(platform)),
          platform.emulator ? dom.el('span', { class: 'emulated', text: `under ${platform.emulator}` }) : null)),
      dom.el('button', { type: 'button', class: 'close', 'aria-label': 'Close the evidence', title: 'Close (Escape)', onclick: close }, '✕'));
  }

  function content(report, { row, platform }) {
    const outcome = data.outcome(row, platform);
    const note = report.notes[outcome.note];
    const known = words.classes[outcome.class] ?? { name: outcome.class, what: '' };
    return dom.el('div', { class: 'content' },
      dom.el('p', { class: 'verdict' }, tile.make(outcome), dom.el('b', { text: known.name }), dom.el('span', { class: 'chipless', text: outcome.verdict }),
        dom.el('span', { class: 'chipless', text: row.level })),
      row.summary ? dom.el('p', { class: 'summary', text: row.summary }) : null,
      note ? dom.el('p', { class: `reason ${outcome.class}` }, reason(note)) : null,
      differences(outcome),
      expected(report, row, outcome),
      dom.el('h3', { text: row.racy ? `Observed, in ${words.count(row.racy, 'run')}` : 'Observed' }),
      observation.showAll(report, outcome),
      others(report, row, outcome),
      sources(report, row),
      reproduce(row, platform));
  }

  function reason(note) {
    return [dom.el('bdi', { text: note.reason }), note.url ? [' ', dom.link(note.url, 'more')] : null];
  }

  function differences({ differences: all }) {
    if (!all?.length) return null;
    return dom.el('table', { class: 'differences' }, dom.el('thead', {}, dom.el('tr', {}, ['field', 'expected', 'got'].map((text) => dom.el('th', { scope: 'col', text })))),
      dom.el('tbody', {}, all.map(({ field, expected: wanted, got }) => dom.el('tr', {}, dom.el('th', { scope: 'row', text: field }),
        [wanted, got].map((text) => dom.el('td', {}, dom.el('bdi', { text })))))));
  }

  // What is expected, in words: alternatives, any of which will do.
  function alternatives(all) {
    const show = (fields) => dom.facts(fields.map(({ field, value }) => [field, dom.el('bdi', { text: value })]));
    const isCommon = (wanted) => all.every((fields) => fields.some(({ field, value }) => field === wanted.field && value === wanted.value));
    const rest = all.map((fields) => fields.filter((field) => !isCommon(field)));
    const texts = rest.map((fields) => JSON.stringify(fields));
    const different = rest.filter((_, at) => texts.indexOf(texts[at]) === at);
    return [show((all[0] ?? []).filter(isCommon)), different.length < 2 ? null
      : different.map((fields, at) => [dom.el('p', { class: 'or', text: at ? 'or' : 'and either' }), show(fields)])];
  }

  function expected(report, row, outcome) {
    if (!row.expected && !row.deviations?.length) return null;
    const overrides = (row.deviations ?? []).map((one) => {
      const note = report.notes[one.note];
      const applies = one.note !== undefined && one.note === outcome.note;
      return dom.el('li', { class: applies ? 'applies' : '' }, dom.el('p', {}, 'on ', dom.el('b', { text: one.when }),
        applies ? dom.el('span', { class: 'chipless', text: 'applies here' }) : null),
      alternatives(one.expected), note ? dom.el('p', { class: 'note' }, reason(note)) : null);
    });
    const few = overrides.length < 3;
    return [dom.el('h3', { text: 'Expected' }), row.expected ? alternatives(row.expected) : null,
      report.notes[row.note] ? dom.el('p', { class: 'note' }, reason(report.notes[row.note])) : null,
      overrides.length ? dom.el('details', { open: few }, dom.el('summary', { text: `otherwise on some platforms (${overrides.length})` }),
        dom.el('ul', { class: 'overrides' }, overrides)) : null];
  }

  // What was seen elsewhere in the same row.
  function others(report, row, outcome) {
    const places = report.platforms.filter((platform) => platform.families.includes(row.group.family) && data.outcome(row, platform));
    const by = new Map();
    for (const platform of places) {
      const one = data.outcome(row, platform);
      const key = one.observations.length ? `${one.class} ${one.seen}` : one.class;
      if (by.has(key)) by.get(key).platforms.push(platform);
      else by.set(key, { one, platforms: [platform] });
    }
    if (by.size < 2) return dom.el('p', { class: 'note', text: places.length > 1 ? `The same on all ${places.length} platforms.` : 'No other platform has it.' });
    const sorted = [...by.values()].sort((a, b) => b.platforms.length - a.platforms.length);
    return [dom.el('h3', { text: 'On all platforms' }), dom.el('ul', { class: 'others' }, sorted.map(({ one, platforms }) => dom.el('li', { class: one === outcome ? 'this' : '' },
      tile.make(one), dom.el('div', {}, dom.el('p', {}, seen(row, one)),
        dom.el('p', { class: 'where' }, joined(platforms.map((platform) => dom.inside(hash(row, platform), { title: platform.name }, words.platform(platform)))))))))];
  }

  // What was seen, so that it can be told apart from what was seen elsewhere in the row.
  function seen(row, outcome) {
    if (!outcome.ran) return dom.el('bdi', { text: words.classes[outcome.class]?.name ?? outcome.class });
    if (row.racy || !outcome.apart?.length) return dom.el('bdi', { text: outcome.brief });
    return outcome.apart.map((text) => dom.el('bdi', { text }));
  }

  function joined(links) {
    return links.flatMap((link, at) => (at ? [' · ', link] : [link]));
  }

  function sources(report, row) {
    return [dom.el('h3', { text: 'Sources' }), dom.el('ul', { class: 'sources' }, row.sources.map((index) => {
      const { doc, clause, url } = report.sources[index];
      return dom.el('li', {}, dom.link(url, `${doc}, ${clause}`));
    })), row.file ? dom.el('p', { class: 'note' }, 'Expectation in ', dom.el('code', { text: row.file })) : null];
  }

  function reproduce(row, platform) {
    const command = data.command(row, platform);
    return [dom.el('h3', { text: 'Have it again' }), dom.el('div', { class: 'command' }, dom.el('code', { text: command }), dom.copying(command, 'the command'))];
  }

  return { update, open, close, hash, alternatives, reason, seen, sources };
})();
