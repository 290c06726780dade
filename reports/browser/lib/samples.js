// Reports made for a test: one with hostile text everywhere, and a large one. Both follow docs/report.md.

const platform = (number, extra = {}) => ({
  id: `p${number}`, label: `libc ${number}`, detail: 'x86_64, dynamic', name: `linux x86_64, libc ${number} dynamic`, families: ['c'], os: 'linux', kernel: '6.1',
  arch: 'x86_64', libc: { name: `libc${number % 5}`, version: String(number), link: 'dynamic' }, runtimes: { c: { name: 'c', version: 'gcc 12' } }, emulator: number % 3 === 2 ? 'emulator' : null,
  container: null, by: { libc: `libc${number % 5}`, runtime: 'c gcc', arch: 'x86_64', kernel: 'linux 6.1' }, date: '2026-01-01', command: null, target: '', interrupted: false,
  counts: { PASS: 1, FAIL: 0, XFAIL: 0, XPASS: 0, UNSUPPORTED: 0, UNRESOLVED: 0 }, score: { conforming: 9, mandated: 10 }, ...extra,
});

const observation = (extra = {}) => ({
  ending: { exited: 7 }, raw: 0x700, waitid: { code: 'CLD_EXITED', status: 7 }, core: false, changes: [], stdout: '', stderr: '', journal: [], left_behind: [], ...extra,
});

const head = { schema: 'exitspec/report/1', suite: { name: 'exitspec', version: '0.0.0', revision: null } };

// What must be shown as it is, and do nothing.
export const markup = '</script><script>window.ran = 1</script><img src=x onerror="window.ran = 2"> "\'`&amp;--><b>';
export const controls = 'a\0b\x07\x1b[31m\x7f\u0085\t\r\n';
export const rightToLeft = '\u202eevil\u202c \u05d0\u05d1\u05d2 \u2067x\u2069 \u200b\ufeff';
export const invalid = { base64: Buffer.from([0x61, 0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x98, 0x80, 0xc3]).toString('base64') };
export const mebibyte = '0123456789abcde\n'.repeat(65536);

// A report in which everything that comes from outside is hostile.
export function hostile() {
  const texts = [markup, controls, rightToLeft, invalid, mebibyte];
  const observations = texts.map((stdout) => observation({ stdout, stderr: markup, journal: [markup, rightToLeft, 'x'.repeat(300)], garbage: [invalid] }));
  const platforms = [0, 1].map((number) => platform(number, { id: `p${number}`, label: markup, detail: rightToLeft, name: markup, kernel: markup, by: { libc: markup, runtime: markup, arch: markup, kernel: markup } }));
  const rows = texts.map((_, at) => ({
    case: `c/hostile/case${at}`, sink: 'pipe', level: 'mandated', summary: markup, sources: [0, 1], expected: [[{ field: markup, value: markup }]],
    deviations: [{ when: markup, expected: [[{ field: 'stdout', value: rightToLeft }]], note: 0 }],
    outcomes: [
      { verdict: 'PASS', class: 'conforming', seen: 0, brief: markup, observations: [[1, at]] },
      { verdict: 'XFAIL', class: 'deviation', seen: 1, brief: rightToLeft, note: at % 2, apart: [markup], differences: [{ field: markup, expected: markup, got: rightToLeft }], observations: [[1, at]] }],
    cells: [0, 1],
  }));
  return {
    ...head, platforms, observations, rows,
    sources: [{ doc: markup, clause: rightToLeft, url: 'javascript:window.ran=3' }, { doc: 'a', clause: 'b', url: 'https://example.org/"><script>window.ran=4</script>' }],
    notes: [{ reason: markup, url: 'data:text/html,<script>window.ran=5</script>' }, { reason: rightToLeft, url: ' javascript:window.ran=6' }],
    groups: [{ family: 'c', name: 'c/hostile', first: 0, count: rows.length }],
    claims: [{ id: 'X1', said_by: markup, claim: markup, quote: rightToLeft, verdict: 'holds', when: null, reviewed: 'holds', as_reviewed: false, results: [{ implementation: 0, case: 'c/hostile/case0', sink: 'pipe', agrees: true, reviewed: true, reason: null }] }],
  };
}

// A small report with one cell of every class.
export function everyClass() {
  const verdicts = { conforming: 'PASS', choice: 'PASS', undefined: 'PASS', unsupported: 'UNSUPPORTED', deviation: 'XFAIL', hung: 'XFAIL', unresolved: 'UNRESOLVED', unexpected: 'FAIL' };
  const names = Object.keys(verdicts);
  const outcomes = names.map((name, seen) => ({ verdict: verdicts[name], class: name, seen, brief: `brief ${seen}`, observations: ['unsupported', 'unresolved'].includes(name) ? [] : [[1, 0]] }));
  return {
    ...head, platforms: names.map((_, at) => platform(at)), observations: [observation()], sources: [{ doc: 'd', clause: 'c' }], notes: [],
    groups: [{ family: 'c', name: 'c/every', first: 0, count: 4 }],
    rows: [0, 1, 2, 3].map((shift) => ({
      case: `c/every/case${shift}`, sink: 'pipe', level: 'mandated', sources: [0], cells: names.map((_, at) => at),
      // The same classes with other letters.
      outcomes: outcomes.map((outcome, at) => ({ ...outcome, seen: (at + shift * 3) % names.length })),
    })),
  };
}

// 60 platforms by 4,000 rows, in groups of 100; a third of the rows differ.
export function large(platforms = 60, count = 4000) {
  const observations = Array.from({ length: 600 }, (_, at) => observation({ stdout: `line ${at}\n`, journal: [`event:${at}`, 'atexit:2', 'atexit:1'] }));
  const levels = ['mandated', 'documented', 'implementation-defined', 'unspecified', 'undefined'];
  const rows = Array.from({ length: count }, (_, at) => ({
    case: `c/group${String(Math.floor(at / 100)).padStart(2, '0')}/case_number_${at}_of_them`, sink: ['pipe', 'file', 'tty'][at % 3], level: levels[at % 5], summary: `what case number ${at} shows in a sentence of usual length`, sources: [at % 50],
    expected: [[{ field: 'ending', value: 'exited 7' }, { field: 'stdout', value: `"line ${at}\\n"` }]],
    outcomes: Array.from({ length: at % 3 ? 1 : 5 }, (_unused, seen) => ({
      verdict: seen === 4 ? 'XFAIL' : 'PASS', class: seen === 4 ? 'deviation' : 'conforming', seen, brief: `exited 7, stdout "line ${(at + seen) % 600}\\n", [event:${at}, atexit:2, atexit:1]`, observations: [[1, (at + seen) % 600]], note: seen,
    })),
    cells: Array.from({ length: platforms }, (_unused, index) => (at % 3 ? 0 : (index * 7 + at) % 5)),
  }));
  return {
    ...head, platforms: Array.from({ length: platforms }, (_, at) => platform(at)), observations, rows,
    sources: Array.from({ length: 50 }, (_, at) => ({ doc: 'POSIX', clause: `clause ${at}`, url: `https://example.org/${at}` })),
    notes: Array.from({ length: 5 }, (_, at) => ({ reason: `reason number ${at}` })),
    groups: Array.from({ length: count / 100 }, (_, at) => ({ family: 'c', name: `c/group${String(at).padStart(2, '0')}`, first: at * 100, count: 100 })),
  };
}
