// Making elements. Everything that a run captured goes into the page as text, never as markup.
const dom = (() => {
  // An element with its properties and children. `class`, `text`, `on…` and attributes; no `href`: see `link` and `inside`.
  function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null || value === false) continue;
      if (/^(href|src|srcdoc|style|action|formaction)$/i.test(name)) throw new Error(`el does not set ${name}`);
      if (name === 'text') element.textContent = value;
      else if (name === 'class') element.className = value;
      else if (name.startsWith('on')) {
        if (typeof value !== 'function') throw new Error(`${name} is no function`);
        element.addEventListener(name.slice(2), value);
      } else element.setAttribute(name, value === true ? '' : String(value));
    }
    append(element, children);
    return element;
  }

  // Appends what is there of nested lists of elements and texts.
  function append(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child === undefined || child === null || child === false || child === '') continue;
      element.append(child);
    }
    return element;
  }

  // A link out of the page if the address is one for the web, and else just the text.
  function link(address, ...children) {
    const safe = web(address);
    if (safe === null) return el('span', {}, ...children);
    const anchor = el('a', { class: 'out', target: '_blank', rel: 'noopener noreferrer' }, ...children);
    anchor.href = safe;
    return anchor;
  }

  // The address, if it is an absolute one by http or https; else null.
  function web(address) {
    if (typeof address !== 'string' || !/^https?:\/\//i.test(address)) return null;
    try {
      const parsed = new URL(address);
      return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
    } catch {
      return null;
    }
  }

  // A link to another view of this page.
  function inside(hash, properties, ...children) {
    if (!hash.startsWith('#')) throw new Error(`${hash} is no view of this page`);
    const anchor = el('a', properties, ...children);
    anchor.href = hash;
    return anchor;
  }

  // A button that copies a text, and says so.
  function copying(text, name) {
    const button = el('button', { type: 'button', class: 'small', 'aria-label': `Copy ${name}` }, 'Copy');
    button.addEventListener('click', async () => {
      const done = await copy(text);
      button.textContent = done ? 'Copied' : 'Not allowed here';
      say(done ? `Copied ${name}` : 'The browser does not allow to copy here');
    });
    return button;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages from disk may have no clipboard; the old way works there.
      const area = el('textarea', { class: 'unseen', 'aria-hidden': 'true' });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }

  // Says something to who cannot see the page.
  function say(text) {
    document.getElementById('said').textContent = text;
  }

  // A list of names with values, as `dl`. Empty values are left out.
  function facts(pairs) {
    const rows = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
    return el('dl', { class: 'facts' }, rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  }

  return { el, append, link, web, inside, copying, say, facts };
})();
