// The matrix: rows by platforms. Only the rows that are in sight are in the document, so that thousands of them are no burden.
// What is shown (`items`, see query.js) comes from outside; `keys.js` has the keyboard.
const grid = (() => {
  const SPARE = 2;

  // A new grid. `open(row, platform)` is called for a cell, `fold(kind, group)` for the head of a group and the like, and
  // `point(row, platform)` when the pointer or the focus is on a cell.
  function make({ label, open, fold, point, report }) {
    const head = dom.el('div', { class: 'head', role: 'rowgroup' });
    const body = dom.el('div', { class: 'body', role: 'rowgroup' });
    const element = dom.el('div', { class: 'grid', role: 'grid', 'aria-label': label, 'aria-readonly': 'true' }, head, body);
    const self = {
      element, body, head, report, open, fold,
      items: [], rows: 0, columns: { platforms: [], groups: [] }, starts: new Set(), corner: dom.el('span'), counted: dom.el('span', { class: 'rows' }),
      active: { at: -1, column: 0 }, selected: null, lines: new Map(), turn: 0, roomy: false,
      // What the browser has measured; asking it at every step would be slow.
      box: { width: 0, height: 0 }, top: 0, left: 0, filled: '', height: 26, width: 30, first: 0,
    };
    element.addEventListener('scroll', () => {
      self.top = element.scrollTop;
      self.left = element.scrollLeft;
      draw(self);
    }, { passive: true });
    new ResizeObserver(() => {
      if (measure(self)) rebuild(self);
      else draw(self);
    }).observe(element);
    pointing(self, point);
    keys.listen(self);
    self.show = (what) => show(self, what);
    self.reveal = (row, platform) => reveal(self, row, platform);
    return self;
  }

  // By what the line of an item is known. That of a row stays as it is while the columns do; others are made anew for each view.
  function keyOf(self, item) {
    return item.kind === 'row' ? item.row.name + (item.whole ? ' ' : '') : `${self.turn} ${item.kind} ${item.group.name}`;
  }

  function isSame(one, other) {
    return one.kind === other.kind && one.row === other.row && one.group === other.group;
  }

  // Shows other items or columns. The place in the grid stays where it was, if it is still there.
  function show(self, { items, columns: shown, rows, label }) {
    const before = self.items[self.active.at];
    const focused = self.element.contains(document.activeElement);
    const same = shown.platforms.length === self.columns.platforms.length && shown.platforms.every((platform, at) => platform === self.columns.platforms[at])
      && shown.groups.every(({ name }, at) => name === self.columns.groups[at].name);
    const kept = before ? items.findIndex((item) => isSame(item, before)) : -1;
    Object.assign(self, { items, columns: shown, rows, turn: self.turn + 1 });
    self.active = { at: kept >= 0 ? kept : items.length ? 0 : -1, column: Math.min(self.active.column, shown.platforms.length) };
    self.element.setAttribute('aria-rowcount', String(items.length + 2));
    self.element.setAttribute('aria-colcount', String(shown.platforms.length + 1));
    if (label) self.element.setAttribute('aria-label', label);
    self.counted.textContent = words.count(rows, 'row');
    if (same) place(self);
    else {
      measure(self);
      rebuild(self);
    }
    if (focused) keys.focus(self);
  }

  // How wide columns are: as the room allows, and wide enough for words where there are few. Says whether lines have to be made anew.
  function measure(self) {
    const { element, columns: { platforms } } = self;
    const style = getComputedStyle(element);
    const size = (name) => parseFloat(style.getPropertyValue(name));
    self.box = { width: element.clientWidth, height: element.clientHeight };
    const least = size('--least');
    const room = (self.box.width - size('--first')) / Math.max(platforms.length, 1);
    const roomy = room >= 104;
    const width = roomy ? Math.min(Math.floor(room), 260) : Math.max(least, Math.min(Math.floor(room), least + 12));
    const changed = roomy !== self.roomy || self.height !== size('--row');
    Object.assign(self, { roomy, width, height: size('--row'), first: size('--first') });
    element.style.setProperty('--column', `${width}px`);
    element.style.setProperty('--count', String(platforms.length));
    element.classList.toggle('roomy', roomy);
    return changed;
  }

  // Makes everything anew.
  function rebuild(self) {
    self.lines.clear();
    self.body.replaceChildren();
    self.head.replaceChildren(...heads(self));
    place(self);
  }

  function place(self) {
    const total = self.items.length * self.height;
    self.body.style.height = `${total}px`;
    self.top = Math.max(0, Math.min(self.top, total - 1));
    draw(self);
  }

  // Puts into the document what is in sight, and the row that has the focus; takes out the rest. What stays is not made anew.
  function draw(self) {
    const { items, lines, body, height } = self;
    fill(self);
    const top = Math.floor(self.top / height);
    const first = Math.max(0, top - SPARE);
    const last = Math.min(items.length, Math.ceil((self.top + self.box.height) / height) + SPARE);
    const wanted = [];
    for (let at = first; at < last; at += 1) wanted.push(at);
    const { at } = self.active;
    if (at >= 0 && at < first) wanted.unshift(at);
    if (at >= last && at < items.length) wanted.push(at);
    const named = wanted.map((index) => [keyOf(self, items[index]), index]);
    const keep = new Set(named.map(([key]) => key));
    for (const [key, line] of lines) {
      if (keep.has(key)) continue;
      line.remove();
      lines.delete(key);
    }
    let cursor = body.firstChild;
    for (const [key, index] of named) {
      const line = lines.get(key) ?? lineOf(self, items[index]);
      lines.set(key, line);
      if (line.dataset.at !== String(index)) {
        line.dataset.at = String(index);
        line.setAttribute('aria-rowindex', String(index + 3));
        line.style.top = `${index * height}px`;
      }
      if (line === cursor) cursor = cursor.nextSibling;
      else body.insertBefore(line, cursor);
    }
    const above = items[Math.min(top, items.length - 1)];
    self.corner.textContent = above ? (above.group ?? above.row.group).name : '';
    keys.mark(self);
  }

  // --- the heads of the columns

  function heads(self) {
    const { platforms, groups } = self.columns;
    let at = 2;
    const bands = groups.map(({ name, count }) => {
      const narrow = name.length * 7 > count * self.width;
      const band = dom.el('div', { class: at > 2 ? 'band starts' : 'band', role: 'columnheader', 'aria-colindex': at, 'aria-colspan': count, title: name },
        dom.el('span', { class: narrow ? 'unseen' : '', text: name }));
      band.style.width = `calc(${count} * var(--column))`;
      at += count;
      return { band, name, count, narrow };
    });
    const top = dom.el('div', { class: 'line bands', role: 'row', 'aria-rowindex': 1 },
      dom.el('div', { class: 'first', role: 'columnheader', 'aria-colindex': 1 }, self.corner), bands.map(({ band }) => band));
    const names = bands.flatMap(({ name, count, narrow }) => Array(count).fill(narrow ? null : name));
    // Where a group starts, but for the first.
    self.starts = new Set(groups.map((_, index) => groups.slice(0, index).reduce((sum, { count }) => sum + count, 0)).slice(1));
    const cells = platforms.map((platform, index) => headOf(self, platform, names[index], index));
    const row = dom.el('div', { class: 'line heads', role: 'row', 'aria-rowindex': 2 },
      dom.el('div', { class: 'first', role: 'columnheader', 'aria-colindex': 1 },
        self.counted,
        dom.el('span', { class: 'hint', text: 'conforming, % of mandated' })),
      cells);
    return [top, row];
  }

  function headOf(self, platform, band, index) {
    const short = !self.roomy && band && platform.label.startsWith(`${band} `) ? platform.label.slice(band.length + 1) : platform.label;
    const { conforming, mandated } = platform.score;
    // Long versions, as of snapshots, are cut; the tooltip has all.
    const label = self.roomy || short.length < 16 ? short : short.replace(/[~+].*$/, (rest) => `${rest[0]}…`);
    const link = dom.inside(route.format('platform', [platform.id]), { tabindex: -1, title: columns.about(platform) },
      dom.el('span', { class: 'label' }, dom.el('b', { text: label }), ' ', dom.el('span', { class: 'detail', text: words.details(platform) })),
      platform.emulator ? dom.el('span', { class: 'emulated', title: `under ${platform.emulator}`, text: 'emu' }) : null,
      dom.el('span', { class: 'score' }, dom.el('span', { class: 'unseen', text: 'conforming in per cent of mandated: ' }), words.share(conforming, mandated)));
    return dom.el('div', { class: cellClass(self, index, 'column'), role: 'columnheader', 'aria-colindex': index + 2 }, link);
  }

  // --- the rows

  function lineOf(self, item) {
    return { group: groupLine, agreeing: agreeingLine, row: rowLine }[item.kind](self, item);
  }

  // The line of an item that is in the document, or undefined.
  function lineAt(self, at) {
    return self.items[at] ? self.lines.get(keyOf(self, self.items[at])) : undefined;
  }

  function groupLine(self, item) {
    const button = dom.el('button', { type: 'button', tabindex: -1, 'aria-expanded': String(!item.closed), 'data-fold': 'group' },
      dom.el('span', { class: 'turn', 'aria-hidden': 'true' }), dom.el('span', { class: 'name', text: item.group.name }),
      dom.el('span', { class: 'amount', text: words.count(item.rows.length, 'row') }));
    const cells = self.columns.platforms.map((platform, index) => {
      let count = 0;
      for (const row of item.rows) if (data.outcome(row, platform)?.notable) count += 1;
      return dom.el('div', {
        class: cellClass(self, index, count ? 'sum' : 'sum zero'), role: 'gridcell', tabindex: -1, 'aria-colindex': index + 2,
        'aria-label': `${words.count(count, 'result')} not as the source demands`,
      }, count ? String(count) : '·');
    });
    return dom.el('div', { class: 'line group', role: 'row' },
      dom.el('div', { class: 'first', role: 'rowheader', 'aria-colindex': 1 }, button), cells);
  }

  function agreeingLine(self, item) {
    const button = dom.el('button', { type: 'button', tabindex: -1, 'aria-expanded': String(item.open), 'data-fold': 'agreeing' },
      dom.el('span', { class: 'turn', 'aria-hidden': 'true' }), dom.el('span', { text: `${words.count(item.rows.length, 'row')} where all agree` }));
    return dom.el('div', { class: 'line agreeing', role: 'row' }, dom.el('div', {
      class: 'first', role: 'rowheader', 'aria-colindex': 1, 'aria-colspan': self.columns.platforms.length + 1,
    }, button));
  }

  function rowLine(self, { row, whole }) {
    const name = whole ? row.case : row.short.replace(/@.*/s, '');
    const first = dom.el('div', { class: 'first', role: 'rowheader', 'aria-colindex': 1, title: row.summary },
      dom.inside(route.format('case', row.case.split('/')), { tabindex: -1 }, dom.el('span', { class: 'name', text: name }),
        dom.el('span', { class: 'sink', text: `@${row.name.slice(row.case.length + 1)}` })),
      dom.el('span', { class: `level ${row.level}`, text: row.level === 'implementation-defined' ? 'impl.-defined' : row.level }));
    const cells = self.columns.platforms.map((platform, index) => cellOf(self, row, platform, index));
    return dom.el('div', { class: 'line row', role: 'row', 'data-row': row.name }, first, cells);
  }

  function cellOf(self, row, platform, index) {
    if (!inSight(self, index)) {
      return dom.el('div', { class: cellClass(self, index, 'cell later'), role: 'gridcell', tabindex: -1, 'aria-colindex': index + 2, 'data-column': index });
    }
    const outcome = data.outcome(row, platform);
    const cell = blank(outcome).cloneNode(true);
    if (self.starts.has(index)) cell.classList.add('starts');
    cell.setAttribute('aria-colindex', index + 2);
    cell.setAttribute('data-column', index);
    if (self.roomy && outcome?.ran) dom.append(cell, tile.inWords(outcome));
    else cell.setAttribute('aria-label', tile.spoken(outcome));
    if (self.selected && self.selected.row === row && self.selected.platform === platform) choose(cell, true);
    return cell;
  }

  // A cell that only lacks what is its own: there are thousands, and copies are cheap.
  const blanks = new Map();
  function blank(outcome) {
    const key = outcome ? `${outcome.class} ${outcome.ran ? outcome.seen : ''}` : '';
    if (!blanks.has(key)) {
      blanks.set(key, dom.el('div', { class: 'cell', role: 'gridcell', tabindex: -1, 'data-seen': outcome?.ran ? outcome.seen : null }, tile.make(outcome)));
    }
    return blanks.get(key);
  }

  // Whether a column is in sight, or nearly.
  function inSight({ left, width, box, first }, index) {
    return (index + 3) * width > left && (index - 2) * width < left + box.width - first;
  }

  // Fills the cells that have come into sight: what is far to the side stays empty until then.
  function fill(self) {
    const now = `${self.left} ${self.box.width}`;
    if (now === self.filled) return;
    self.filled = now;
    for (const cell of self.body.querySelectorAll('.later')) {
      const index = Number(cell.dataset.column);
      const row = inSight(self, index) && self.report.byName.get(cell.parentElement.dataset.row);
      if (row) cell.replaceWith(cellOf(self, row, self.columns.platforms[index], index));
    }
  }

  function cellClass(self, index, name) {
    return self.starts.has(index) ? `${name} starts` : name;
  }

  // --- pointing and choosing

  function pointing(self, point) {
    const { element } = self;
    const cellAt = (target) => {
      const cell = target.closest?.('.cell');
      const row = cell && self.report.byName.get(cell.closest('.line').dataset.row);
      return row ? { cell, row, platform: self.columns.platforms[Number(cell.dataset.column)] } : null;
    };
    const over = (event) => {
      const found = cellAt(event.target);
      for (const lit of element.querySelectorAll('.same')) lit.classList.remove('same');
      if (found?.cell.dataset.seen) {
        for (const other of found.cell.parentElement.querySelectorAll(`[data-seen="${found.cell.dataset.seen}"]`)) other.classList.add('same');
      }
      point?.(found?.row, found?.platform);
    };
    element.addEventListener('pointerover', over);
    element.addEventListener('focusin', over);
    element.addEventListener('click', (event) => {
      const button = event.target.closest('[data-fold]');
      const line = event.target.closest('.body > .line');
      if (!line) return;
      const item = self.items[Number(line.dataset.at)];
      if (button) self.fold(button.dataset.fold, item.group);
      const found = cellAt(event.target);
      if (found) {
        self.active = { at: Number(line.dataset.at), column: Number(found.cell.dataset.column) + 1 };
        keys.mark(self);
        if (data.outcome(found.row, found.platform)) self.open(found.row, found.platform);
      }
    });
  }

  // Marks a cell as the one whose evidence is shown, and brings it into sight; `null` for none.
  function reveal(self, row, platform) {
    self.selected = row ? { row, platform } : null;
    const at = row ? self.items.findIndex((item) => item.row === row) : -1;
    const column = row ? self.columns.platforms.indexOf(platform) : -1;
    if (at >= 0 && column >= 0) {
      self.active = { at, column: column + 1 };
      keys.into(self);
    }
    for (const cell of self.body.querySelectorAll('.chosen')) choose(cell, false);
    draw(self);
    const cell = lineAt(self, at)?.querySelector(`[data-column="${column}"]`);
    if (cell) choose(cell, true);
  }

  function choose(cell, chosen) {
    cell.classList.toggle('chosen', chosen);
    cell.setAttribute('aria-selected', String(chosen));
  }

  return { make, draw, lineAt };
})();
