// Where we are: everything that can be chosen is in the part of the address after `#`, so that a view can be linked, goes back
// and forward, and works from disk.
//
//   #/matrix/c?q=abort&diff=1   #/case/c/abort/plain   #/platform/ID   #/platforms   #/changes/c/A/B   #/claims/B2
const route = (() => {
  let listener = () => {};
  let shown = null;

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

  // Shows another view; `replace` when going back should not come here again.
  function go(hash, { replace = false } = {}) {
    if (hash === location.hash) return;
    try {
      if (replace) history.replaceState(null, '', hash);
      else history.pushState(null, '', hash);
    } catch {
      // Browsers may refuse so many changes in a row, or any from disk.
      if (replace) location.replace(hash);
      else location.hash = hash;
    }
    changed();
  }

  // The same view with some parameters changed.
  function change(params, options) {
    const { page, path, params: old } = parse(location.hash);
    go(format(page, path, { ...old, ...params }), options);
  }

  // The address of the same view with some parameters changed.
  function changedHash(params) {
    const { page, path, params: old } = parse(location.hash);
    return format(page, path, { ...old, ...params });
  }

  function changed() {
    if (location.hash === shown) return;
    shown = location.hash;
    listener(parse(location.hash));
  }

  // Calls the function with where we are, now and whenever that changes.
  function listen(to) {
    listener = to;
    window.addEventListener('hashchange', changed);
    shown = location.hash;
    listener(parse(location.hash));
  }

  return { parse, format, go, change, changedHash, listen };
})();
