// Text that wants to be more than text, in every place that takes some.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, withPage, written } from '../lib/browser.js';
import { html, withData } from '../lib/page.js';
import { controls, hostile, invalid, markup, mebibyte, rightToLeft } from '../lib/samples.js';

useBrowser();

const path = () => written('hostile.html', withData(html, hostile()));
const views = ['', '#/matrix/c?agree=1', '#/case/c/hostile/case0', '#/platforms', '#/platform/p0', '#/platform/p1', '#/changes/c/p0/p1', '#/claims/X1', `#/matrix/c?q=${encodeURIComponent(markup)}`, `#/${encodeURIComponent(markup)}`,
  ...[0, 1, 2, 3, 4].flatMap((at) => [0, 1].map((platform) => `#/matrix/c?cell=c/hostile/case${at}@pipe~p${platform}`))];

test('no script of the data runs, and no element or address comes from it', async () => {
  for (const hash of views) {
    await withPage(hash, { path: path() }, async (page) => {
      const state = await page.evaluate(() => ({
        ran: window.ran ?? null,
        images: document.querySelectorAll('#app img, #app script, #app iframe, #app b > script').length,
        addresses: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href')).filter((address) => !/^#|^https:\/\/example\.org\//.test(address)),
        handlers: [...document.querySelectorAll('#app *')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))).length,
      }));
      assert.deepEqual(state, { ran: null, images: 0, addresses: [], handlers: 0 }, hash);
    });
  }
});

const shown = (page) => page.locator('#panel .bytes').first().evaluate((element) => element.textContent);

test('captured text is shown as it is, and what is invisible is written out', async () => {
  const cases = [markup, controls, rightToLeft];
  const wanted = [
    markup,
    'a␀b\\x07␛[31m␡\\x85␉␍␊\n',
    '\\u{202e}evil\\u{202c} אבג \\u{2067}x\\u{2069} \\u{200b}\\u{feff}',
  ];
  for (const [at, text] of wanted.entries()) {
    await withPage(`#/matrix/c?cell=c/hostile/case${at}@pipe~p0`, { path: path() }, async (page) => {
      assert.equal(await shown(page), text, JSON.stringify(cases[at]));
      assert.equal(await page.locator('#panel .event').first().innerText(), markup);
    });
  }
});

test('bytes that are no text are shown by their numbers', () => withPage('#/matrix/c?cell=c/hostile/case3@pipe~p0', { path: path() }, async (page) => {
  assert.ok(invalid.base64);
  // A surrogate in UTF-8 is none; the smiling face is a character.
  assert.equal(await shown(page), 'a\\xff\\xfe\\xc3(\\xed\\xa0\\x80😀\\xc3');
}));

test('text from right to left does not reorder what is around it', () => withPage('#/matrix/c?cell=c/hostile/case2@pipe~p0', { path: path() }, async (page) => {
  // Every piece of text stands in an element that isolates, so each begins where the one before it ends.
  const pieces = await page.locator('#panel .bytes').first().evaluate((element) => [...element.children].map((one) => {
    const { left, right, top } = one.getBoundingClientRect();
    return { left, right, top, isolated: getComputedStyle(one).unicodeBidi };
  }));
  assert.ok(pieces.length > 6);
  for (const [at, piece] of pieces.entries()) {
    assert.equal(piece.isolated, 'isolate');
    if (at && piece.top === pieces[at - 1].top) assert.ok(piece.left >= pieces[at - 1].right - 1, JSON.stringify([pieces[at - 1], piece]));
  }
}));

test('of a mebibyte the beginning is shown, and more on request', () => withPage('#/matrix/c?cell=c/hostile/case4@pipe~p0', { path: path() }, async (page) => {
  const more = page.locator('#panel .stream .more').first();
  assert.match(await more.innerText(), /1,048,576 bytes/);
  const before = (await shown(page)).replaceAll('␊\n', '\n');
  assert.ok(before.length < 10_000 && mebibyte.startsWith(before));
  await more.click();
  const after = (await shown(page)).replaceAll('␊\n', '\n');
  assert.ok(after.length > before.length && mebibyte.startsWith(after));
}));
