// One observation in full: how it ended, the status word, what ran, what arrived.
const observation = (() => {
  function section(title, ...content) {
    return dom.el('section', {}, dom.el('h4', { text: title }), content);
  }

  function stream(name, value) {
    const size = value === null || bytes.length(value) === 0 ? null : words.count(bytes.length(value), 'byte');
    return dom.el('div', { class: 'captured' },
      dom.el('h5', {}, name, size ? dom.el('span', { class: 'size', text: size }) : null), bytes.show(value, name));
  }

  function show(seen) {
    const left = { group: 'a process of its group', session: 'a process of its session', elsewhere: 'a process elsewhere' };
    return dom.el('div', { class: 'observation' },
      section('What ran, in order', timeline.show(seen)),
      section('What arrived', stream('stdout', seen.stdout), stream('stderr', seen.stderr),
        seen.truncated ? dom.el('p', { class: 'note', text: 'More arrived than is kept.' }) : null),
      section('Status word', status.show(seen)),
      seen.left_behind?.length ? section('Left behind', dom.el('p', {}, seen.left_behind.map((where) => left[where] ?? where).join(', '))) : null,
      seen.garbage?.length ? section('Records of the journal that mean nothing', seen.garbage.map((record) => bytes.show(record, 'record'))) : null);
  }

  // The observations of an outcome. A racy case has several, each with how often it was seen; the first is open.
  function showAll(report, outcome) {
    const all = outcome.observations.map(([count, index]) => ({ count, seen: report.observations[index] }));
    if (all.length === 0) return dom.el('p', { class: 'none', text: 'Nothing ran.' });
    if (all.length === 1) return show(all[0].seen);
    const runs = all.reduce((sum, { count }) => sum + count, 0);
    return all.map(({ count, seen }, at) => dom.el('details', { class: 'raced', open: at === 0 },
      dom.el('summary', {}, dom.el('meter', { min: 0, max: runs, value: count, 'aria-label': 'share of the runs' }),
        dom.el('b', { text: `${words.number(count)} of ${words.number(runs)}` }), ' ', summary(seen)), show(seen)));
  }

  function summary(seen) {
    const events = seen.journal.length ? `, ${seen.journal.slice(0, 4).join(', ')}${seen.journal.length > 4 ? ', …' : ''}` : '';
    return dom.el('span', {}, status.ending(seen), dom.el('bdi', { text: events }));
  }

  return { show, showAll };
})();
