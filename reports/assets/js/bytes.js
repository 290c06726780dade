// Captured bytes, shown so that nothing in them is invisible or can disturb the page.
const bytes = (() => {
  const STEP = 4096;
  // Control characters, marks and overrides of direction, what has no width, separators of lines, private and odd ones.
  const odd = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffc[\p{Zs}--[ ]]]/v;
  const pictures = { '\n': '␊', '\t': '␉', '\r': '␍', '\0': '␀', '\x1b': '␛', '\x7f': '␡' };

  // The bytes of a stream as they are in the data: a string when they are UTF-8, else { base64 }.
  function raw(stream) {
    if (typeof stream === 'string') return new TextEncoder().encode(stream);
    return Uint8Array.from(atob(stream.base64), (character) => character.charCodeAt(0));
  }

  function length(stream) {
    return typeof stream === 'string' && /^[\x00-\x7f]*$/.test(stream) ? stream.length : raw(stream).length;
  }

  // Cuts bytes into pieces: { text }, { odd: character }, { byte: what is no part of any character }.
  function pieces(stream) {
    return typeof stream === 'string' ? piecesOfText(stream) : piecesOfBytes(raw(stream));
  }

  function piecesOfText(text) {
    const found = [];
    let plain = '';
    const flush = () => {
      if (plain) found.push({ text: plain });
      plain = '';
    };
    for (const character of text) {
      if (odd.test(character)) {
        flush();
        found.push({ odd: character });
      } else plain += character;
    }
    flush();
    return found;
  }

  function piecesOfBytes(all) {
    const found = [];
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    let valid = 0;
    let at = 0;
    const flush = () => {
      if (at > valid) found.push(...piecesOfText(decoder.decode(all.subarray(valid, at))));
    };
    while (at < all.length) {
      const size = sequence(all, at);
      if (size > 0) at += size;
      else {
        flush();
        found.push({ byte: all[at] });
        at += 1;
        valid = at;
      }
    }
    flush();
    return found;
  }

  // How many bytes the character that begins here has; 0 when none does (RFC 3629).
  function sequence(all, at) {
    const first = all[at];
    if (first < 0x80) return 1;
    const size = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    if (size === 0 || at + size > all.length) return 0;
    const low = { 0xe0: 0xa0, 0xf0: 0x90 }[first] ?? 0x80;
    const high = { 0xed: 0x9f, 0xf4: 0x8f }[first] ?? 0xbf;
    if (all[at + 1] < low || all[at + 1] > high) return 0;
    for (let next = at + 2; next < at + size; next += 1) if ((all[next] & 0xc0) !== 0x80) return 0;
    return size;
  }

  // How an odd character is written: a picture of it, or its number.
  function written(character) {
    if (pictures[character]) return pictures[character];
    const code = character.codePointAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  }

  function element(piece) {
    // Isolated: text from right to left stays within itself.
    if (piece.text !== undefined) return dom.el('bdi', { text: piece.text });
    const text = piece.byte === undefined ? written(piece.odd) : `\\x${piece.byte.toString(16).padStart(2, '0')}`;
    const mark = dom.el('i', { class: piece.byte === undefined ? 'odd' : 'odd invalid', text });
    return piece.odd === '\n' ? [mark, '\n'] : mark;
  }

  // Some of the pieces, up to a number of characters, and what is left of them.
  function take(all, limit) {
    const some = [];
    let size = 0;
    for (let at = 0; at < all.length; at += 1) {
      const piece = all[at];
      const room = limit - size;
      if (room <= 0) return [some, all.slice(at)];
      if (piece.text !== undefined && piece.text.length > room) {
        // Between characters, not between the halves of one.
        const cut = /[\ud800-\udbff]/.test(piece.text[room - 1]) ? room + 1 : room;
        return [[...some, { text: piece.text.slice(0, cut) }], [{ text: piece.text.slice(cut) }, ...all.slice(at + 1)]];
      }
      some.push(piece);
      size += piece.text === undefined ? 1 : piece.text.length;
    }
    return [some, []];
  }

  // The stream as an element. Of a long one the beginning, with a button for more.
  function show(stream, name) {
    if (stream === null) return dom.el('p', { class: 'none', text: 'cannot be read back from this sink' });
    const size = length(stream);
    if (size === 0) return dom.el('p', { class: 'none', text: 'nothing' });
    const box = dom.el('pre', { class: 'bytes', dir: 'ltr', tabindex: 0, role: 'group', 'aria-label': `${name}, ${words.count(size, 'byte')}` });
    let left = pieces(stream);
    const more = dom.el('button', { type: 'button', class: 'small more' });
    const add = (limit) => {
      const [some, rest] = take(left, limit);
      left = rest;
      dom.append(box, some.map(element));
      const characters = left.reduce((sum, piece) => sum + (piece.text === undefined ? 1 : piece.text.length), 0);
      more.hidden = characters === 0;
      more.textContent = `Show more of ${words.count(size, 'byte')} (${words.count(characters, 'character')} left)`;
    };
    more.addEventListener('click', () => add(STEP * 4));
    add(STEP);
    return dom.el('div', { class: 'stream' }, box, more);
  }

  return { raw, length, pieces, take, show };
})();
