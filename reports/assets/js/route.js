// Where we are: everything that can be chosen is in the part of the address after `#`, so that a view can be linked, goes back
// and forward, and works from disk.
//
//   #/matrix/c?q=abort&diff=1   #/case/c/abort/plain   #/platform/ID   #/platforms   #/changes/c/A/B   #/claims/B2
const route = (() => {
  let listener = () => {};
  let shown = null;
  let pending = null;
  let timer = 0;

  function parse(hash) {
    const [path, query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
    const parts = path.split('/').map(decoded).filter((part) => part !== '');
    const params = {};
    for (const pair of query.split('&')) {
      if (pair === '') continue;
      const [name, value = ''] = pair.split(/=(.*)/s);
      params[decoded(name)] = decoded(value);
    }
    return { page: parts[0] ?? '', path: parts.slice(1), params };
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // The reverse. Parameters that are empty are left out.
  function format(page, path = [], params = {}) {
    const query = Object.entries(params)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => `${encoded(name)}=${encoded(String(value))}`)
      .join('&');
    const where = [page, ...path].map(encoded).join('/');
    return `#/${where}${query ? `?${query}` : ''}`;
  }

  // What may stand in a fragment as it is stays readable.
  function encoded(text) {
    return encodeURIComponent(text).replace(/%(2F|40|2C|3A|7E)/g, decodeURIComponent);
  }

  // Shows another view; `replace` when going back should not come here again. What is typed comes to the address when there is
  // a pause: browsers are slow there, and refuse to change it all the time.
  function go(hash, { replace = false, later = false } = {}) {
    if (hash === here()) return;
    clearTimeout(timer);
    pending = hash;
    if (later) timer = setTimeout(() => settle(true), 150);
    else settle(replace);
    changed();
  }

  // Brings the address to what is shown.
  function settle(replace) {
    clearTimeout(timer);
    const hash = pending;
    pending = null;
    if (hash === null || hash === location.hash) return;
    try {
      if (replace) history.replaceState(null, '', hash);
      else history.pushState(null, '', hash);
    } catch {
      // Some browsers allow no other way from disk.
      if (replace) location.replace(hash);
      else location.hash = hash;
    }
  }

  // What the address is, or is about to be.
  function here() {
    return pending ?? location.hash;
  }

  // The same view with some parameters changed.
  function change(params, options) {
    go(changedHash(params), options);
  }

  // The address of the same view with some parameters changed.
  function changedHash(params) {
    const { page, path, params: old } = parse(here());
    return format(page, path, { ...old, ...params });
  }

  function changed() {
    if (here() === shown) return;
    shown = here();
    listener(parse(shown));
  }

  // Calls the function with where we are, now and whenever that changes.
  function listen(to) {
    listener = to;
    window.addEventListener('hashchange', () => {
      clearTimeout(timer);
      pending = null;
      changed();
    });
    shown = here();
    listener(parse(shown));
  }

  return { parse, format, go, change, changedHash, listen };
})();
