// Light, dark, or as the system has it. Remembered where the browser allows it: a page from disk may have no storage.
const theme = (() => {
  const key = 'exitspec-theme';
  const names = ['system', 'light', 'dark'];

  function chosen() {
    try {
      const stored = localStorage.getItem(key);
      return names.includes(stored) ? stored : 'system';
    } catch {
      return 'system';
    }
  }

  function apply(name) {
    if (name === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
  }

  function choose(name) {
    try {
      localStorage.setItem(key, name);
    } catch {
      // Then it holds for as long as the page is open.
    }
    apply(name);
  }

  // A button that goes from one to the next.
  function button() {
    let now = chosen();
    const name = dom.el('span', { class: 'value', text: now });
    const icon = dom.el('span', { class: 'icon', 'aria-hidden': 'true', text: '◐' });
    return dom.el('button', {
      type: 'button',
      class: 'quiet theme',
      title: 'Theme: as the system has it, light or dark',
      onclick: () => {
        now = names[(names.indexOf(now) + 1) % names.length];
        choose(now);
        name.textContent = now;
        dom.say(`Theme: ${now}`);
      },
    }, icon, dom.el('span', { class: 'unseen', text: 'Theme: ' }), name);
  }

  return { chosen, apply, button };
})();
