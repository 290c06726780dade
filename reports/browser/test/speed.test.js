// How fast it is with 60 platforms.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, open, useBrowser, written } from '../lib/browser.js';
import { html, withData } from '../lib/page.js';
import { large } from '../lib/samples.js';

useBrowser();

// Of several tries the best counts, since other processes only ever add time. How long it takes is told, and what is held is how it
// grows: four times the rows may take four times as long, and some more for what cannot be measured exactly.
const TRIES = 5;
const ROWS = [1000, 4000];
const GROWTH = 6;
const path = (rows) => written(`large-${rows}.html`, withData(html, large(60, rows)));

function hold(context, what, best) {
  context.diagnostic(`${what}: ${ROWS.map((rows) => `${best[rows].toFixed(0)} ms with 60 platforms by ${rows} rows`).join(', ')}`);
  assert.ok(best[4000] < best[1000] * GROWTH, `${what} took ${JSON.stringify(best)} ms`);
}

// From the beginning of the navigation until the matrix has been painted.
const painted = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  });
}));

test('the time until the matrix is painted grows with its rows and no faster', async (context) => {
  const best = { 1000: Infinity, 4000: Infinity };
  for (let again = 0; again < TRIES; again += 1) {
    for (const rows of ROWS) {
      const opened = await open('', { path: path(rows) });
      best[rows] = Math.min(best[rows], await painted(opened.page));
      const label = await opened.page.getByRole('grid').getAttribute('aria-label');
      assert.match(label, new RegExp(`${rows / 1000},000 rows on 60 platforms`));
      clean(opened.watched);
      await opened.context.close();
    }
  }
  hold(context, 'painting', best);
});

test('the time to filter grows with the rows and no faster', async (context) => {
  // From the event until the picture after it has been made: what a reader waits for.
  const typed = (page, text) => page.evaluate((value) => new Promise((done) => {
    const input = document.querySelector('input[type="search"]');
    requestAnimationFrame(() => setTimeout(() => {
      const begin = performance.now();
      input.value = value;
      input.dispatchEvent(new Event('input'));
      document.querySelector('.grid').getBoundingClientRect();
      done(performance.now() - begin);
    }));
  }), text);
  const worst = {};
  for (const rows of ROWS) {
    const { page, context: own } = await open('', { path: path(rows) });
    await page.getByRole('grid').waitFor();
    worst[rows] = 0;
    for (const text of ['1', '12', '123', 'case_number_7', '']) {
      let best = Infinity;
      for (let again = 0; again < TRIES; again += 1) {
        await typed(page, 'no such row');
        best = Math.min(best, await typed(page, text));
      }
      worst[rows] = Math.max(worst[rows], best);
    }
    await own.close();
  }
  hold(context, 'the slowest of five filters', worst);
});

test('only what is in sight is in the document, wherever one scrolls to', async () => {
  const { page, context } = await open('#/matrix/c?agree=1', { path: path(4000) });
  for (const share of [0, 0.5, 1]) {
    await page.locator('.grid').evaluate((grid, at) => { grid.scrollTop = grid.scrollHeight * at; }, share);
    await page.waitForFunction(() => {
      const grid = document.querySelector('.grid');
      const box = grid.getBoundingClientRect();
      const middle = document.elementFromPoint(box.x + 20, box.y + box.height * 0.7);
      return middle?.closest('.line') !== null;
    });
    assert.ok(await page.locator('.body .line').count() < 60);
  }
  await context.close();
});
