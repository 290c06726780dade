// The status word, taken apart as the macros of <sys/wait.h> do it.
const status = (() => {
  // What the word says. POSIX leaves the layout open; the systems that exitspec knows agree on this one.
  function decode(word) {
    const signal = word & 0x7f;
    const code = (word >> 8) & 0xff;
    if (signal === 0) return { kind: 'exited', code };
    if (signal === 0x7f) return { kind: 'other' };
    return { kind: 'signaled', signal, core: (word & 0x80) !== 0 };
  }

  // How a process ended, in words.
  function ending(observation) {
    const { ending: how, core } = observation;
    const phases = { before_body: 'before the body', in_body: 'in the body', ending: 'in the ending' };
    let text = 'unrecognised';
    if (how.exited !== undefined) text = `exited ${how.exited}`;
    else if (how.signaled !== undefined) text = `killed by ${how.signaled}`;
    else if (how.hung !== undefined) text = `hung ${phases[how.hung] ?? how.hung}`;
    else if (how.unrecognised !== undefined) text = `unrecognised status word ${hex(how.unrecognised)}`;
    return core ? `${text}, with a core` : text;
  }

  function hex(word) {
    return `0x${(word >>> 0).toString(16).padStart(4, '0')}`;
  }

  function bits(word, from, count) {
    return Array.from({ length: count }, (_, at) => (word >> (from - at)) & 1).join('');
  }

  // The parts of the word: its bits, the macro that asks for them, and the answer.
  function parts(word, signal) {
    const said = decode(word);
    const named = signal ? ` (${signal})` : '';
    const lines = [
      ['WIFEXITED', said.kind === 'exited'],
      ['WIFSIGNALED', said.kind === 'signaled'],
    ];
    if (said.kind === 'exited') lines.push(['WEXITSTATUS', String(said.code)]);
    if (said.kind === 'signaled') {
      lines.push(['WTERMSIG', `${said.signal}${named}`], ['WCOREDUMP', said.core]);
    }
    return lines.map(([macro, answer]) => [macro, typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : answer]);
  }

  // The word as an element: the number, its sixteen bits in their three fields, and what the macros and `waitid` say.
  function show(observation) {
    const { raw, waitid, ending: how } = observation;
    if (raw === null || raw === undefined) {
      return dom.el('p', { class: 'none', text: 'There is none: the process had to be killed.' });
    }
    const field = (from, count, name, used) => dom.el('span', { class: used ? 'field used' : 'field' },
      dom.el('span', { class: 'bits', text: bits(raw, from, count) }), dom.el('span', { class: 'name', text: name }));
    const said = decode(raw);
    const strip = dom.el('div', { class: 'strip', role: 'img', 'aria-label': `Bits ${bits(raw, 15, 8)} ${bits(raw, 7, 1)} ${bits(raw, 6, 7)}` },
      field(15, 8, 'exit status', said.kind === 'exited'), field(7, 1, 'core', said.kind === 'signaled' && said.core),
      field(6, 7, 'signal', said.kind === 'signaled'));
    const answers = parts(raw, how.signaled).map(([macro, answer]) => [dom.el('code', { text: macro }), answer]);
    if (waitid) {
      answers.push([dom.el('code', { text: 'waitid' }), dom.el('span', {}, dom.el('code', { text: waitid.code }), `, si_status ${waitid.status}`)]);
    }
    return dom.el('div', { class: 'word' }, dom.el('div', { class: 'wordline' }, dom.el('code', { class: 'hex', text: hex(raw) }), strip), dom.facts(answers));
  }

  return { decode, ending, hex, parts, show };
})();
