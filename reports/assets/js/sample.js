// Racy results: samples of outcomes, and whether two of them can be samples of the same (as `exitspec diff` judges it).
const sample = (() => {
  const CHANCE = 1e-6;
  const CRASHES = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP']);

  // How the process fared: it ended as somebody wanted it to, crashed, or hung.
  function fate({ ending }) {
    if (ending.hung !== undefined) return 'hung';
    return CRASHES.has(ending.signaled) ? 'crashed' : 'ended';
  }

  function fates(report, outcome) {
    const found = new Map();
    for (const [count, index] of outcome.observations) {
      const name = fate(report.observations[index]);
      found.set(name, (found.get(name) ?? 0) + count);
    }
    return found;
  }

  // Whether the two have no fate in common, and that not by chance.
  function differ(report, a, b) {
    const [one, other] = [fates(report, a), fates(report, b)];
    if (one.size === 0 || other.size === 0 || [...one.keys()].some((name) => other.has(name))) return false;
    return chance([...one.values()], [...other.values()]) < CHANCE;
  }

  // How likely it is that runs with these outcomes, put into two samples of these sizes at random, fall so that no outcome is
  // in both. Logarithms, because the numbers are large.
  function chance(a, b) {
    const sum = (list) => list.reduce((total, value) => total + value, 0);
    const chosen = sum(a);
    const ways = Array(chosen + 1).fill(-Infinity);
    ways[0] = 0;
    for (const count of [...a, ...b]) {
      for (let size = chosen; size >= Math.max(count, 1); size -= 1) ways[size] = add(ways[size], ways[size - count]);
    }
    let choices = 0;
    for (let k = 0; k < chosen; k += 1) choices += Math.log(chosen + sum(b) - k) - Math.log(k + 1);
    return Math.exp(ways[chosen] - choices);
  }

  // The logarithm of a sum of two numbers that are given by theirs.
  function add(x, y) {
    const large = Math.max(x, y);
    const small = Math.min(x, y);
    return small === -Infinity ? large : large + Math.log1p(Math.exp(small - large));
  }

  return { differ, chance };
})();
