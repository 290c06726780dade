// The list of all platforms, and the page of one: its facts, its score, and what deviates there, by reason.
const platformPage = (() => {
  function list(report) {
    const element = dom.el('article', { class: 'page' }, dom.el('h1', { tabindex: -1, text: 'Platforms' }), scoreNote(),
      [...report.families.values()].map((family) => dom.el('section', {}, dom.el('h2', { text: words.family(family.name) }),
        dom.el('div', { class: 'wide' }, table(family)))));
    return { element, title: 'Platforms' };
  }

  function scoreNote() {
    return dom.el('p', { class: 'note' }, 'The score counts mandated behaviours only: how many of those that could run came out as the source demands. '
      + 'What a platform does not support, and what could not be told, is not counted.');
  }

  function table(family) {
    const heads = ['platform', 'architecture', 'kernel', 'run on', 'score', ...words.verdicts];
    return dom.el('table', { class: 'numbers' }, dom.el('thead', {}, dom.el('tr', {}, heads.map((text) => dom.el('th', { scope: 'col', text })))),
      dom.el('tbody', {}, family.platforms.map((platform) => dom.el('tr', {},
        dom.el('th', { scope: 'row' }, dom.inside(route.format('platform', [platform.id]), { title: platform.name }, platform.label), ' ',
          dom.el('span', { class: 'detail', text: words.details(platform) }), platform.emulator ? dom.el('span', { class: 'emulated', text: 'emu' }) : null),
        dom.el('td', { text: platform.arch }), dom.el('td', { text: platform.kernel }), dom.el('td', { text: platform.date ?? '–' }), dom.el('td', { class: 'n' }, score(platform)),
        words.verdicts.map((verdict) => number(platform.counts[verdict] ?? 0))))));
  }

  function number(value) {
    return dom.el('td', { class: value ? 'n' : 'n zero', text: words.number(value) });
  }

  function score({ score: { conforming, mandated } }) {
    return `${words.share(conforming, mandated)} %`;
  }

  function make(report, id) {
    const platform = report.byId.get(id);
    if (!platform) return null;
    const { score: { conforming, mandated }, libc } = platform;
    const runtimes = Object.entries(platform.runtimes).map(([family, { name, version }]) => `${words.family(family)}: ${name} ${version}`);
    const element = dom.el('article', { class: 'page' },
      dom.el('p', { class: 'path' }, dom.inside(route.format('platforms'), {}, 'Platforms')),
      dom.el('h1', { tabindex: -1 }, platform.label, ' ', dom.el('span', { class: 'detail', text: platform.detail })),
      dom.el('div', { class: 'twocolumns' },
        dom.el('section', {}, dom.el('h2', { text: 'What it is' }), dom.facts([
          ['name', platform.name], ['system', platform.os], ['kernel', platform.kernel], ['architecture', platform.arch],
          ['C library', `${libc.name} ${libc.version}, ${libc.link}`], ['runtime', runtimes.join(', ')], ['emulator', platform.emulator],
          ['container', platform.container], ['run on', platform.date], ['suite', platform.suite ? `${platform.suite.name} ${platform.suite.version}` : null], ['complete', platform.interrupted ? 'no, the run was cut short' : null],
          ['command', platform.command ? dom.el('code', { text: platform.command }) : null]])),
        dom.el('section', {}, dom.el('h2', { text: 'Score' }), dom.el('p', { class: 'big' }, `${words.share(conforming, mandated)} %`),
          dom.el('p', {}, `${words.number(conforming)} of ${words.number(mandated)} mandated behaviours that could run conform.`), scoreNote(),
          dom.facts(words.verdicts.map((verdict) => [verdict, words.number(platform.counts[verdict] ?? 0)])))),
      platform.families.map((family) => [compare(report, platform, family), notable(report, platform, family)]));
    return { element, title: words.platform(platform) };
  }

  // Where to see what changed between this platform and another one.
  function compare(report, platform, family) {
    const others = report.families.get(family).platforms.filter((other) => other !== platform);
    if (others.length === 0) return null;
    const select = dom.el('select', { onchange: () => { if (select.value) route.go(route.format('changes', [family, platform.id, select.value])); } },
      dom.el('option', { value: '', text: 'choose a platform' }), others.map((other) => dom.el('option', { value: other.id, text: words.platform(other) })));
    return dom.el('p', {}, dom.el('label', { class: 'control' }, dom.el('span', { text: 'What changes from here to' }), select));
  }

  // What is notable there, the most frequent reason first.
  function notable(report, platform, family) {
    const reasons = new Map();
    for (const row of report.families.get(family).rows) {
      const outcome = data.outcome(row, platform);
      if (!outcome?.notable) continue;
      const key = `${words.order.length - words.rank(outcome.class)} ${outcome.note ?? row.group.name}`;
      if (!reasons.has(key)) reasons.set(key, { outcome, found: [] });
      reasons.get(key).found.push({ row, outcome });
    }
    const all = [...reasons].sort(([a, one], [b, other]) => parseInt(a, 10) - parseInt(b, 10) || other.found.length - one.found.length);
    const sum = all.reduce((total, [, { found }]) => total + found.length, 0);
    return dom.el('section', {}, dom.el('h2', {}, `${words.family(family)}: what is not as the source demands `, dom.el('span', { class: 'count', text: words.count(sum, 'result') })),
      sum ? all.map(([, one]) => reason(report, platform, one)) : dom.el('p', { class: 'none', text: 'Nothing.' }));
  }

  function reason(report, platform, { outcome, found }) {
    const note = report.notes[outcome.note];
    return dom.el('details', { class: 'reasonlist', open: found.length <= 8 },
      dom.el('summary', {}, dom.el('span', { class: `tile ${outcome.class}`, text: words.classes[outcome.class].sign }), dom.el('span', {}, note ? dom.el('bdi', { text: note.reason }) : 'no reason is known'),
        dom.el('span', { class: 'count', text: words.number(found.length) })),
      note?.url ? dom.el('p', { class: 'note' }, dom.link(note.url, note.url)) : null,
      dom.el('ul', { class: 'cells' }, found.map(({ row, outcome: one }) => dom.el('li', {}, tile.make(one), dom.inside(evidence.hash(row, platform), {}, dom.el('code', { text: row.name })),
        dom.el('span', { class: 'brief' }, dom.el('bdi', { text: one.brief }))))));
  }

  return { list, make };
})();
