// What is chosen in a matrix (the view), and the rows that follow from it.
const query = (() => {
  const sorts = { name: 'name', different: 'number of different outcomes', level: 'level', worst: 'worst outcome' };

  // The view from the parameters of the address.
  function view(params) {
    const list = (value) => (value ? value.split(',').filter(Boolean) : []);
    return {
      text: params.q ?? '',
      group: params.group ?? '',
      level: params.level ?? '',
      is: params.is ?? '',
      platforms: list(params.p),
      emulated: params.emulated !== '0',
      by: columns.keys[params.by] ? params.by : null,
      sort: sorts[params.sort] ? params.sort : 'name',
      different: params.diff === '1',
      agreeing: params.agree === '1',
      closed: new Set(list(params.closed)),
      opened: new Set(list(params.opened)),
    };
  }

  // What a row comes to on the platforms that are shown. `last` has the row in which a letter was last met.
  const last = [];
  let turn = 0;
  function figure(row, platforms) {
    turn += 1;
    let different = 0;
    let notable = false;
    let worst = 0;
    let classes = 0;
    let verdicts = 0;
    const counts = new Uint16Array(words.order.length + 1);
    for (const platform of platforms) {
      const outcome = row.outcomes[row.cells[platform.index]];
      if (!outcome) continue;
      classes |= 1 << outcome.rank;
      counts[outcome.rank] += 1;
      verdicts |= 1 << words.verdicts.indexOf(outcome.verdict);
      notable ||= outcome.notable;
      if (outcome.rank > worst) worst = outcome.rank;
      if (!outcome.ran) continue;
      if (last[outcome.seen] !== turn) different += 1;
      last[outcome.seen] = turn;
    }
    return { different, worst, classes, verdicts, counts, agrees: different <= 1 && !notable };
  }

  // The figures of all rows of a family, kept for as long as the same platforms are shown.
  const kept = new Map();
  function figures(family, platforms) {
    const key = platforms.map((platform) => platform.index).join();
    const known = kept.get(family.name);
    if (known?.key === key) return known.figures;
    const figures = new Map(family.rows.map((row) => [row, figure(row, platforms)]));
    kept.set(family.name, { key, figures });
    return figures;
  }

  // The test that a row has to pass.
  function filter(view, figures) {
    const terms = view.text.toLowerCase().split(/\s+/).filter(Boolean);
    const rank = words.classes[view.is] ? words.rank(view.is) : -1;
    const verdict = words.verdicts.indexOf(view.is);
    return (row) => {
      if (view.group && row.group.name !== view.group) return false;
      if (view.level && row.level !== view.level) return false;
      const { agrees, classes, verdicts } = figures.get(row);
      if (view.different && agrees) return false;
      if (rank >= 0 && !(classes & (1 << rank))) return false;
      if (verdict >= 0 && !(verdicts & (1 << verdict))) return false;
      return terms.every((term) => row.haystack.includes(term));
    };
  }

  // The rows to show, as items of three kinds: a group's head, a row, and a line that stands for rows where all agree.
  function select(family, view, platforms) {
    const of = figures(family, platforms);
    const rows = family.rows.filter(filter(view, of));
    if (view.sort !== 'name') return { rows, items: sorted(rows, view.sort, of).map((row) => ({ kind: 'row', row, whole: true })) };
    const items = [];
    for (let at = 0; at < rows.length;) {
      const { group } = rows[at];
      let end = at;
      while (end < rows.length && rows[end].group === group) end += 1;
      const members = rows.slice(at, end);
      const closed = view.closed.has(group.name);
      items.push({ kind: 'group', group, rows: members, closed });
      if (!closed) items.push(...within(group, members, view, of));
      at = end;
    }
    return { rows, items };
  }

  // A few rows are no trouble to read, and what was asked for by name is shown.
  function within(group, members, view, of) {
    const row = (one) => ({ kind: 'row', row: one });
    const agreeing = members.filter((one) => of.get(one).agrees);
    if (view.agreeing || view.different || agreeing.length < 2 || asked(view)) return members.map(row);
    const open = view.opened.has(group.name);
    const others = members.filter((one) => !of.get(one).agrees);
    const line = { kind: 'agreeing', group, rows: agreeing, open };
    return [...others.map(row), line, ...(open ? agreeing.map(row) : [])];
  }

  function asked(view) {
    return view.text.trim() !== '' || view.is !== '';
  }

  function sorted(rows, by, of) {
    const value = {
      different: (row) => -of.get(row).different,
      level: (row) => words.levels.indexOf(row.level),
      worst: (row) => -of.get(row).worst * 1000 - of.get(row).different,
    }[by];
    return rows.map((row) => [value(row), row]).sort(([a, one], [b, other]) => a - b || one.index - other.index).map(([, row]) => row);
  }

  // How many cells of each class these rows have.
  function tally(rows, of) {
    const sums = new Uint32Array(words.order.length + 1);
    for (const row of rows) of.get(row).counts.forEach((count, rank) => { sums[rank] += count; });
    return Object.fromEntries(words.order.map((name, rank) => [name, sums[rank]]));
  }

  return { sorts, view, figures, select, tally };
})();
