// The columns of a matrix: which platforms of a family are shown, and how they are grouped.
const columns = (() => {
  const keys = { libc: 'C library', runtime: 'runtime', arch: 'architecture', kernel: 'kernel' };

  // By what they are grouped when nothing is chosen: what there are several of.
  function key(family, view) {
    if (view.by) return view.by;
    const runtimes = new Set(family.platforms.map((platform) => platform.by.runtime));
    return runtimes.size > 1 ? 'runtime' : 'libc';
  }

  // The shown platforms in groups, in the order in which the groups first appear: { platforms, groups: [{ name, count }] }.
  function choose(family, view) {
    const only = view.platforms.length ? new Set(view.platforms) : null;
    const shown = family.platforms.filter((platform) => (view.emulated || !platform.emulator) && (!only || only.has(platform.id)));
    const by = key(family, view);
    const groups = new Map();
    for (const platform of shown) {
      const name = platform.by[by] ?? 'unknown';
      if (groups.has(name)) groups.get(name).push(platform);
      else groups.set(name, [platform]);
    }
    return {
      platforms: [...groups.values()].flat(),
      groups: [...groups].map(([name, members]) => ({ name, count: members.length })),
    };
  }

  // What is said of a platform at its head.
  function about(platform) {
    const { conforming, mandated } = platform.score;
    return [
      platform.name,
      `kernel ${platform.kernel}${platform.container ? `, in ${platform.container}` : ''}`,
      platform.date ? `run on ${platform.date}${platform.interrupted ? ', cut short' : ''}` : null,
      `${words.share(conforming, mandated)} % of the mandated behaviours that could run: ${words.number(conforming)} of ${words.number(mandated)}`,
    ].filter(Boolean).join('\n');
  }

  return { keys, key, choose, about };
})();
