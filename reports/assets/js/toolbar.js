// The controls above a matrix. Each writes into the address what was chosen, and the view follows from that.
const toolbar = (() => {
  // The parameter's name, and what can be chosen: [value, words].
  function select(name, title, options) {
    const element = dom.el('select', { 'aria-label': title, onchange: () => route.change({ [name]: element.value }) },
      options.map(([value, text]) => (Array.isArray(text)
        ? optgroup(value, text)
        : dom.el('option', { value, text }))));
    return { element: dom.el('label', { class: 'control' }, dom.el('span', { 'aria-hidden': 'true', text: title }), element), input: element };
  }

  function optgroup(label, options) {
    return dom.el('optgroup', { label }, options.map(([value, text]) => dom.el('option', { value, text })));
  }

  function toggle(title, hint, press) {
    return dom.el('button', { type: 'button', class: 'toggle', 'aria-pressed': 'false', title: hint, onclick: press }, title);
  }

  // The controls of a family's matrix.
  function make(report, family) {
    const search = dom.el('input', {
      type: 'search', placeholder: 'Filter by name or text', 'aria-label': 'Filter by name or text', autocomplete: 'off', spellcheck: 'false',
      // What is typed is no step to go back to.
      oninput: () => route.change({ q: search.value }, { later: true }),
    });
    const controls = {
      group: select('group', 'Group', [['', 'all groups'], ...family.groups.map(({ name }) => [name, name])]),
      level: select('level', 'Level', [['', 'any level'], ...words.levels.map((level) => [level, level])]),
      is: select('is', 'With', [['', 'any outcome'],
        ['Class', words.order.map((name) => [name, words.classes[name].name])], ['Verdict', words.verdicts.map((name) => [name, name])]]),
      sort: select('sort', 'Sort by', Object.entries(query.sorts).map(([value, text]) => [value === 'name' ? '' : value, text])),
      by: select('by', 'Columns by', Object.entries(columns.keys)),
    };
    const different = toggle('Only differences', 'Leave out rows where all platforms agree and nothing deviates', () => flip('diff', different, '1', ''));
    const agreeing = toggle('Fold agreeing', 'Show rows where all platforms agree as one line in each group', () => flip('agree', agreeing, '', '1'));
    const emulated = toggle('Emulated', 'Show platforms that ran under an emulator', () => flip('emulated', emulated, '', '0'));
    const folding = dom.el('button', { type: 'button', class: 'toggle' }, 'Fold all');
    const platforms = platformChoice(family);
    const hasEmulated = family.platforms.some((platform) => platform.emulator);
    const more = dom.el('div', { class: 'more', id: 'filters' }, [controls.group, controls.level, controls.is].map(({ element }) => element),
      platforms.element, [controls.by, controls.sort].map(({ element }) => element), agreeing, hasEmulated ? emulated : null, folding);
    const opener = dom.el('button', { type: 'button', class: 'toggle opener', 'aria-expanded': 'false', 'aria-controls': 'filters' }, 'Filters');
    const element = dom.el('div', { class: 'toolbar', role: 'search', 'aria-label': 'What is shown' },
      familyChoice(report, family), search, different, opener, more);
    opener.addEventListener('click', () => opener.setAttribute('aria-expanded', String(element.classList.toggle('open'))));
    return { element, update: (view) => update(view) };

    // Shows in the controls what the view is.
    function update(view) {
      if (search.value !== view.text) search.value = view.text;
      for (const [name, { input }] of Object.entries(controls)) input.value = { ...view, by: columns.key(family, view), sort: view.sort === 'name' ? '' : view.sort }[name];
      different.setAttribute('aria-pressed', String(view.different));
      agreeing.setAttribute('aria-pressed', String(!view.agreeing));
      agreeing.disabled = view.different || view.sort !== 'name';
      emulated.setAttribute('aria-pressed', String(view.emulated));
      const all = family.groups.every(({ name }) => view.closed.has(name));
      folding.textContent = all ? 'Unfold all' : 'Fold all';
      folding.disabled = view.sort !== 'name';
      folding.onclick = () => route.change({ closed: all ? '' : family.groups.map(({ name }) => name).join(',') });
      platforms.update(view);
      const set = [view.group, view.level, view.is, view.platforms.length, view.sort !== 'name', view.agreeing, !view.emulated, view.by].filter(Boolean).length;
      opener.textContent = set ? `Filters (${set})` : 'Filters';
    }
  }

  function flip(name, button, on, off) {
    route.change({ [name]: button.getAttribute('aria-pressed') === 'true' ? off : on });
  }

  // The families as links: another family is another matrix.
  function familyChoice(report, family) {
    return dom.el('nav', { class: 'segments', 'aria-label': 'Family' }, [...report.families.values()].map((one) => dom.inside(
      route.format('matrix', [one.name]), { 'aria-current': one === family ? 'page' : null },
      words.family(one.name), ' ', dom.el('span', { class: 'count', text: one.platforms.length }))));
  }

  // Which platforms are shown, as check boxes that fold away.
  function platformChoice(family) {
    const boxes = family.platforms.map((platform) => {
      const box = dom.el('input', { type: 'checkbox', value: platform.id, onchange: changed });
      return { box, element: dom.el('label', {}, box, words.platform(platform), platform.emulator ? dom.el('span', { class: 'emulated', text: 'emu' }) : null) };
    });
    const summary = dom.el('summary', { class: 'toggle' });
    const all = dom.el('button', { type: 'button', class: 'small', onclick: () => route.change({ p: '' }) }, 'All');
    const element = dom.el('details', { class: 'platforms' }, summary,
      dom.el('div', { class: 'drop', role: 'group', 'aria-label': 'Platforms' }, all, boxes.map((one) => one.element)));
    // As a menu does: gone when the focus or the pointer is elsewhere, or with Escape.
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !element.open) return;
      event.stopPropagation();
      element.open = false;
      summary.focus();
    });
    element.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !element.contains(event.relatedTarget)) element.open = false;
    });
    document.addEventListener('pointerdown', (event) => {
      if (!element.contains(event.target)) element.open = false;
    });
    return { element, update };

    function changed() {
      const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
      route.change({ p: chosen.length === boxes.length ? '' : chosen.join(',') });
    }

    function update(view) {
      for (const { box } of boxes) box.checked = view.platforms.length === 0 || view.platforms.includes(box.value);
      summary.textContent = view.platforms.length ? `Platforms (${view.platforms.length})` : 'Platforms';
    }
  }

  return { make };
})();
