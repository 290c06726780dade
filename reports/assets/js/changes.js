// What changed between two platforms of a family, in the categories of `exitspec diff`.
const changes = (() => {
  const categories = {
    failing: 'newly failing',
    fixed: 'fixed',
    changed: 'changed',
    undefined: 'changed, undefined behaviour',
    unsupported: 'became unsupported',
    supported: 'became supported',
    missing: 'missing',
    new: 'new',
  };
  const SHOWN = 30;

  const failed = ({ verdict }) => verdict === 'FAIL' || verdict === 'XPASS' || verdict === 'UNRESOLVED';
  const lacking = ({ verdict }) => verdict === 'UNSUPPORTED';

  // The reason of an override, or why something is not supported. Elsewhere a reason says only how the two differ.
  function explanation(outcome) {
    const { verdict, note, differences } = outcome;
    const explains = verdict === 'XFAIL' || verdict === 'UNSUPPORTED' || (verdict === 'PASS' && !differences?.length);
    return explains ? note ?? null : null;
  }

  // Whether something else was observed.
  function differs(report, row, a, b) {
    if (a.observations.length === 0 || b.observations.length === 0) return false;
    if (!row.racy) return a.seen !== b.seen;
    return (row.level === 'undefined' || explanation(a) !== explanation(b)) && sample.differ(report, a, b);
  }

  // The category of a change, or null when nothing has changed.
  function category(report, row, a, b) {
    if (!a && !b) return null;
    if (!b) return 'missing';
    if (!a) return 'new';
    if (!failed(a) && failed(b)) return 'failing';
    if (lacking(a) && lacking(b)) return null;
    if (lacking(b)) return 'unsupported';
    if (lacking(a)) return 'supported';
    if (failed(a) && !failed(b)) return 'fixed';
    if (!differs(report, row, a, b) && a.verdict === b.verdict) return null;
    return row.level === 'undefined' ? 'undefined' : 'changed';
  }

  // All changes from one platform to the other, by category.
  function find(report, family, a, b) {
    const found = Object.fromEntries(Object.keys(categories).map((name) => [name, []]));
    for (const row of family.rows) {
      const [one, other] = [data.outcome(row, a), data.outcome(row, b)];
      const name = category(report, row, one, other);
      if (name) found[name].push({ row, one, other });
    }
    return found;
  }

  // --- the page

  function make(report, [familyName, idA, idB]) {
    const family = report.families.get(familyName) ?? report.families.values().next().value;
    const has = (id) => family.platforms.find((platform) => platform.id === id);
    const a = has(idA) ?? family.platforms[0];
    const b = has(idB) ?? family.platforms.find((platform) => platform !== a) ?? a;
    const found = find(report, family, a, b);
    const sum = Object.values(found).reduce((total, list) => total + list.length, 0);
    const element = dom.el('article', { class: 'page' }, dom.el('h1', { tabindex: -1, text: 'What changed' }),
      chooser(report, family, a, b),
      dom.el('p', { class: 'lead', role: 'status' }, sum ? [words.count(sum, 'result'), ' of ', words.count(family.rows.length, 'row'), ' differ: ',
        Object.entries(found).filter(([, list]) => list.length).map(([name, list], at) => [at ? ', ' : '', `${words.number(list.length)} ${categories[name]}`])]
        : `Nothing differs between them in ${words.count(family.rows.length, 'row')}.`),
      Object.entries(found).filter(([, list]) => list.length).map(([name, list]) => section(report, name, list, a, b)));
    return { element, title: `${words.platform(a)} → ${words.platform(b)}` };
  }

  function chooser(report, family, a, b) {
    const select = (title, chosen, to) => {
      const element = dom.el('select', { onchange: () => route.go(route.format('changes', [family.name, ...to(element.value)])) },
        family.platforms.map((platform) => dom.el('option', { value: platform.id, text: words.platform(platform), selected: platform === chosen })));
      return dom.el('label', { class: 'control' }, dom.el('span', { text: title }), element);
    };
    const families = dom.el('select', { onchange: () => route.go(route.format('changes', [families.value])) },
      [...report.families.keys()].map((name) => dom.el('option', { value: name, text: words.family(name), selected: name === family.name })));
    return dom.el('div', { class: 'chooser' }, dom.el('label', { class: 'control' }, dom.el('span', { text: 'Family' }), families),
      select('from', a, (id) => [id, b.id]), select('to', b, (id) => [a.id, id]),
      dom.inside(route.format('changes', [family.name, b.id, a.id]), { class: 'toggle' }, 'Swap'));
  }

  function section(report, name, list, a, b) {
    const body = dom.el('tbody');
    const add = (some) => dom.append(body, some.map((change) => line(report, change, a, b)));
    add(list.slice(0, SHOWN));
    const more = list.length > SHOWN ? dom.el('button', {
      type: 'button', class: 'small', onclick: () => { add(list.slice(SHOWN)); more.remove(); },
    }, `Show ${words.number(list.length - SHOWN)} more`) : null;
    return dom.el('section', {}, dom.el('h2', {}, categories[name], ' ', dom.el('span', { class: 'count', text: words.number(list.length) })),
      dom.el('div', { class: 'wide' }, dom.el('table', { class: 'changes' },
        dom.el('thead', {}, dom.el('tr', {}, ['result', words.platform(a), words.platform(b)].map((text) => dom.el('th', { scope: 'col', text })))), body)), more);
  }

  function line(report, { row, one, other }, a, b) {
    const note = [other, one].map((outcome) => outcome && report.notes[explanation(outcome)]).find(Boolean);
    const side = (outcome, platform) => dom.el('td', {}, outcome
      ? dom.inside(evidence.hash(row, platform), { class: 'side' }, tile.make(outcome), dom.el('span', {}, evidence.seen(row, outcome)))
      : dom.el('span', { class: 'none', text: 'no such result' }));
    return dom.el('tr', {}, dom.el('th', { scope: 'row' }, dom.inside(route.format('case', row.case.split('/')), {}, dom.el('code', { text: row.name })),
      note ? dom.el('p', { class: 'note' }, evidence.reason(note)) : null), side(one, a), side(other, b));
  }

  return { categories, find, make };
})();
