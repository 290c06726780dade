// What things are called, here and everywhere else in exitspec.
const words = (() => {
  // In the order from best to worst, which is also that of the legend. The sign stands before the letter in a cell.
  const classes = {
    conforming: { sign: '', name: 'conforming', what: 'what the source demands' },
    choice: { sign: '○', name: 'a choice', what: 'allowed, where the source leaves a choice' },
    undefined: { sign: '~', name: 'undefined', what: 'the source demands nothing; recorded only' },
    unsupported: { sign: '–', name: 'unsupported', what: 'the platform lacks what the case needs' },
    deviation: { sign: '≠', name: 'known deviation', what: 'not what the source demands, with a known reason' },
    hung: { sign: '∞', name: 'hung', what: 'the process never ended, and that is known' },
    unresolved: { sign: '?', name: 'unresolved', what: 'the harness could not tell' },
    unexpected: { sign: '✗', name: 'unexpected', what: 'not as expected, or a deviation that has gone' },
  };
  const order = Object.keys(classes);
  const levels = ['mandated', 'documented', 'implementation-defined', 'unspecified', 'undefined'];
  const verdicts = ['PASS', 'FAIL', 'XFAIL', 'XPASS', 'UNSUPPORTED', 'UNRESOLVED'];
  const families = { c: 'C', python: 'Python', shell: 'Shell', rust: 'Rust', program: 'Programs' };
  // Whether an outcome deviates from what the source demands, or cannot be told: what a maintainer looks for.
  function notable({ class: name, verdict }) {
    return name === 'hung' ? verdict !== 'PASS' : rank(name) >= rank('deviation');
  }

  // How bad a class is; unknown ones are the worst, so that nothing new looks harmless.
  function rank(name) {
    const at = order.indexOf(name);
    return at < 0 ? order.length : at;
  }

  // A, B, …, Z, AA, AB, … for 0, 1, …
  function letter(number) {
    let left = number;
    let text = '';
    do {
      text = String.fromCharCode(65 + (left % 26)) + text;
      left = Math.floor(left / 26) - 1;
    } while (left >= 0);
    return text;
  }

  // What is written in a cell: the sign of its class, and the letter of what was seen where something was.
  function mark(outcome) {
    const { sign } = classes[outcome.class] ?? { sign: '!' };
    return outcome.ran ? sign + letter(outcome.seen) : sign || '!';
  }

  const number = new Intl.NumberFormat('en');

  // `1 row`, `1,203 rows`.
  function count(amount, one, many = `${one}s`) {
    return `${number.format(amount)} ${amount === 1 ? one : many}`;
  }

  // The share in per cent, cut and not rounded, so that 100 means all.
  function share(part, whole) {
    if (!whole) return '–';
    const tenths = Math.floor((part / whole) * 1000);
    return tenths === 1000 ? '100' : (tenths / 10).toFixed(1);
  }

  function family(name) {
    return families[name] ?? name;
  }

  // The name of the platform in one line.
  function platform(of) {
    return [of.label, details(of)].filter(Boolean).join(' ');
  }

  // Its details, without the architecture that most have and the emulator, which has a mark of its own.
  function details(of) {
    return of.detail.split(', ').filter((part) => part !== 'x86_64' && !part.startsWith('under ')).join(', ');
  }

  return {
    classes, order, levels, verdicts, notable, rank, letter, mark, count, share, family, platform, details,
    number: (value) => number.format(value),
  };
})();
