// The page as a whole: its head, which view is shown, and the panel for the evidence.
const app = (() => {
  let report = null;
  let shown = { key: null, page: null };
  const main = dom.el('main', { id: 'main' });
  const panel = dom.el('aside', { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'evidence', hidden: true });
  const links = [];

  async function start() {
    theme.apply(theme.chosen());
    const place = document.getElementById('app');
    const said = dom.el('p', { class: 'unseen', id: 'said', role: 'status' });
    try {
      report = await data.load();
      performance.mark('exitspec:decoded');
    } catch (error) {
      dom.append(place, [dom.el('main', { class: 'broken' }, dom.el('h1', { text: 'This report cannot be read' }), dom.el('p', { text: String(error) }))]);
      return;
    }
    place.replaceChildren(head(), main, panel, said);
    document.addEventListener('keydown', pressed);
    route.listen(show);
    performance.mark('exitspec:shown');
  }

  function head() {
    const reading = help.dialog();
    const entries = [['matrix', 'Matrix'], ['platforms', 'Platforms'], ['changes', 'Changes'], ...(report.claims?.length ? [['claims', 'Claims']] : [])];
    for (const [page, text] of entries) links.push({ page, element: dom.inside(route.format(page), {}, text) });
    const { name, version, revision } = report.suite;
    return dom.el('header', { class: 'top' },
      dom.inside('#/', { class: 'brand', title: `${name} ${version}${revision ? `, ${revision}` : ''}` }, 'exitspec', dom.el('span', { class: 'version', text: version })),
      dom.el('nav', { 'aria-label': 'Views' }, links.map(({ element }) => element)),
      dom.el('div', { class: 'ends' }, theme.button(), dom.el('button', { type: 'button', class: 'quiet', onclick: () => reading.showModal() }, 'Help')), reading);
  }

  // Each page has an element and a title; `update` is told where in it we are, `select` which cell's evidence is shown.
  function pageFor({ page, path }) {
    const family = report.families.get(path[0]) ?? report.families.values().next().value;
    switch (page) {
      case '':
      case 'matrix':
        return family ? [`matrix ${family.name}`, () => matrix.make(report, family)] : ['empty', () => null];
      case 'case':
        return [`case ${path.join('/')}`, () => casePage.make(report, path.join('/'))];
      case 'platform':
        return [`platform ${path[0]}`, () => platformPage.make(report, path[0])];
      case 'platforms':
        return ['platforms', () => platformPage.list(report)];
      case 'changes':
        return [`changes ${path.join(' ')}`, () => changes.make(report, path)];
      case 'claims':
        return [`claims ${path[0] ?? ''}`, () => claims.make(report, path[0])];
      default:
        return ['lost', () => null];
    }
  }

  function lost() {
    return {
      title: 'Not in this report',
      element: dom.el('article', { class: 'page' }, dom.el('h1', { tabindex: -1, text: 'That is not in this report' }), dom.el('p', {}, dom.inside('#/', {}, 'To the matrix'))),
    };
  }

  function show(where) {
    const [key, make] = pageFor(where);
    const fresh = key !== shown.key;
    const first = shown.key === null;
    if (fresh) {
      shown = { key, page: make() ?? lost() };
      main.replaceChildren(shown.page.element);
      main.scrollTop = 0;
      document.title = `${shown.page.title} – exitspec`;
      const now = where.page === '' ? 'matrix' : { case: 'matrix', platform: 'platforms' }[where.page] ?? where.page;
      for (const { page, element } of links) {
        if (page === now) element.setAttribute('aria-current', 'page');
        else element.removeAttribute('aria-current');
      }
      document.body.dataset.page = where.page || 'matrix';
    }
    shown.page.update?.(where);
    const found = evidence.update(report, panel, where.params.cell);
    shown.page.select?.(found);
    if (fresh && !first && !found) main.querySelector('h1')?.focus({ preventScroll: true });
  }

  function pressed(event) {
    const typing = event.target.closest?.('input, select, textarea, dialog');
    if (event.key === 'Escape' && !panel.hidden && !typing) evidence.close();
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = main.querySelector('input[type="search"]');
      if (search) event.preventDefault();
      search?.focus();
    }
  }

  return { start };
})();

app.start();
