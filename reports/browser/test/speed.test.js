// How fast it is with 60 platforms by 4,000 rows. Load from other processes only ever adds time, so the best of a few tries counts;
// where this process itself hardly gets to run, nothing can be measured, and the tests say so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, open, useBrowser, written } from '../lib/browser.js';
import { html, withData } from '../lib/page.js';
import { large } from '../lib/samples.js';

useBrowser();

const TRIES = 7;

// How many times longer than its processor time some work takes: 1 on a machine that has nothing else to do.
function contention() {
  const begin = performance.now();
  const used = process.cpuUsage();
  let spent = 0;
  while (spent < 200_000) {
    const { user, system } = process.cpuUsage(used);
    spent = user + system;
  }
  return (performance.now() - begin) / (spent / 1000);
}

// Holds the best time against the limit, unless the machine has no time for us.
function hold(context, best, limit, what) {
  const busy = contention();
  context.diagnostic(`${what}; work takes ${busy.toFixed(1)} times its processor time`);
  if (best >= limit && busy > 1.5) context.skip(`the machine is too busy to measure: work takes ${busy.toFixed(1)} times its processor time`);
  else assert.ok(best < limit, what);
}
const path = () => written('large.html', withData(html, large()));

// From the beginning of the navigation until the matrix has been painted.
const painted = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  });
}));

test('the matrix is painted within a second', async (context) => {
  const file = path();
  const times = [];
  for (let again = 0; again < TRIES && Math.min(...times, Infinity) >= 1000; again += 1) {
    const opened = await open('', { path: file });
    times.push(await painted(opened.page));
    assert.match(await opened.page.getByRole('grid').getAttribute('aria-label'), /4,000 rows on 60 platforms/);
    clean(opened.watched);
    await opened.context.close();
  }
  hold(context, Math.min(...times), 1000, `painted after ${times.map((time) => time.toFixed(0))} ms`);
});

test('a filter is answered within 50 ms, the next picture included', async (context) => {
  const { page, context: own } = await open('', { path: path() });
  await page.getByRole('grid').waitFor();
  // From the event until the picture after it has been made: what a reader waits for.
  const typed = (text) => page.evaluate((value) => new Promise((done) => {
    const input = document.querySelector('input[type="search"]');
    requestAnimationFrame(() => setTimeout(() => {
      const begin = performance.now();
      input.value = value;
      input.dispatchEvent(new Event('input'));
      document.querySelector('.grid').getBoundingClientRect();
      done(performance.now() - begin);
    }));
  }), text);
  const best = {};
  for (const text of ['1', '12', '123', 'case_number_7', '']) {
    best[text] = Infinity;
    for (let again = 0; again < TRIES; again += 1) {
      await typed('no such row');
      best[text] = Math.min(best[text], await typed(text));
    }
  }
  await own.close();
  hold(context, Math.max(...Object.values(best)), 50, `filtering took ${JSON.stringify(best, (_, value) => (typeof value === 'number' ? Math.round(value) : value))} ms`);
});

test('only what is in sight is in the document, wherever one scrolls to', async () => {
  const { page, context } = await open('#/matrix/c?agree=1', { path: path() });
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
