// The journal as a timeline: what ran in which order, with the bytes that had arrived by then, and how it ended.
const timeline = (() => {
  const SHOWN = 40;

  // Events that follow each other many times become one step with a count. The steps keep the sizes at the last of them.
  function steps(observation) {
    const { journal, flushed } = observation;
    const found = [];
    journal.forEach((event, at) => {
      const sizes = flushed?.[at] ?? null;
      const last = found.at(-1);
      if (last && last.event === event && same(last.sizes, sizes)) last.times += 1;
      else found.push({ event, sizes, times: 1 });
    });
    return found;
  }

  function same(one, other) {
    return one === other || (one !== null && other !== null && one.stdout === other.stdout && one.stderr === other.stderr);
  }

  function sizeOf(step, most) {
    if (!step.sizes) return null;
    const { stdout, stderr } = step.sizes;
    const parts = [`${words.count(stdout ?? 0, 'byte')} in stdout’s file`];
    if (stderr) parts.push(`${words.number(stderr)} in stderr’s`);
    const bar = dom.el('meter', { min: 0, max: Math.max(most, 1), value: stdout ?? 0, 'aria-label': 'bytes in the file' });
    return dom.el('span', { class: 'sizes' }, bar, parts.join(', '));
  }

  // The timeline as an element.
  function show(observation) {
    const all = steps(observation);
    const most = Math.max(0, ...all.map((step) => step.sizes?.stdout ?? 0));
    const item = (step) => dom.el('li', {},
      dom.el('code', { class: 'event' }, dom.el('bdi', { text: step.event })),
      step.times > 1 ? dom.el('span', { class: 'times', text: `× ${words.number(step.times)}` }) : null,
      sizeOf(step, most));
    const list = dom.el('ol', { class: 'timeline' }, all.slice(0, SHOWN).map(item));
    const end = dom.el('li', { class: 'end' }, dom.el('span', { text: status.ending(observation) }));
    if (all.length > SHOWN) {
      const more = dom.el('li', { class: 'more' }, dom.el('button', {
        type: 'button',
        class: 'small',
        onclick: () => more.replaceWith(...all.slice(SHOWN).map(item)),
      }, `Show ${words.number(all.length - SHOWN)} more`));
      list.append(more);
    }
    if (all.length === 0) list.append(dom.el('li', { class: 'nothing' }, 'no events'));
    for (const change of observation.changes ?? []) list.append(dom.el('li', { class: 'change' }, changeOf(change)));
    list.append(end);
    return list;
  }

  function changeOf(change) {
    return change.stopped ? `stopped by ${change.stopped}` : String(change);
  }

  return { steps, show };
})();
