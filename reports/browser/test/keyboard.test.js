// Everything by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useBrowser, withPage } from '../lib/browser.js';
import { report } from '../lib/page.js';

useBrowser();

const [{ family }] = report.groups;
const platforms = report.family(family).platforms.length;
const place = () => {
  const line = document.activeElement.closest('.line');
  const at = document.activeElement.closest('[aria-colindex]');
  return line ? [Number(line.getAttribute('aria-rowindex')), Number(at.getAttribute('aria-colindex'))] : null;
};

async function press(page, ...names) {
  for (const name of names) await page.keyboard.press(name);
}

// Tab until the focus is in the grid.
async function intoGrid(page) {
  for (let presses = 0; presses < 60; presses += 1) {
    await press(page, 'Tab');
    if (await page.evaluate(() => document.activeElement.closest('.grid') !== null)) return;
  }
  assert.fail('Tab does not come to the grid');
}

test('Tab comes to the grid once, and arrows move in it', () => withPage('', {}, async (page) => {
  await intoGrid(page);
  const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
  const start = await page.evaluate(place);
  await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight');
  assert.deepEqual(await page.evaluate(place), [start[0] + 1, start[1] + 2]);
  await press(page, 'End');
  assert.deepEqual(await page.evaluate(place), [start[0] + 1, platforms + 1]);
  await press(page, 'Control+End');
  assert.deepEqual((await page.evaluate(place))[0], rows);
  await press(page, 'ArrowDown', 'Home');
  assert.deepEqual(await page.evaluate(place), [rows, 1]);
  await press(page, 'Control+Home', 'PageDown');
  const [paged] = await page.evaluate(place);
  assert.ok(paged > 8, `PageDown came to ${paged}`);
  await press(page, 'PageUp');
  assert.deepEqual(await page.evaluate(place), [3, 1]);
  // The heads of the columns are above the first row, and nothing is above them.
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowRight');
  assert.deepEqual(await page.evaluate(place), [2, 2]);
  assert.equal(await page.locator('.grid [tabindex="0"]').count(), 1);
  await press(page, 'Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.grid')), null);
}));

test('the focus is in sight after every move', () => withPage(`#/matrix/${family}?agree=1`, { viewport: { width: 900, height: 600 } }, async (page) => {
  await intoGrid(page);
  for (const key of ['Control+End', 'Control+Home', 'PageDown', 'End', 'PageDown', 'ArrowLeft', 'Home', 'ArrowRight', 'PageUp']) {
    await press(page, key);
    const hidden = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return top && (document.activeElement.contains(top) || top.contains(document.activeElement)) ? null : `${document.activeElement.outerHTML.slice(0, 120)} is behind ${top?.outerHTML.slice(0, 120)}`;
    });
    assert.equal(hidden, null, key);
  }
}));

test('Enter shows the evidence, Escape goes back to the cell', () => withPage('', {}, async (page) => {
  await intoGrid(page);
  await press(page, 'ArrowDown', 'ArrowRight');
  const at = await page.evaluate(place);
  await press(page, 'Enter');
  await page.locator('#panel h2').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'evidence');
  await press(page, 'Escape');
  await page.locator('#panel').waitFor({ state: 'hidden' });
  assert.deepEqual(await page.evaluate(place), at);
}));

test('Enter folds a group and keeps the focus; on a row it shows the case', () => withPage('', {}, async (page) => {
  await intoGrid(page);
  await press(page, 'Home', 'Enter');
  await page.locator('.group [aria-expanded="false"]').first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded')), 'false');
  await press(page, 'Enter');
  await eventually(page, 'true', () => document.activeElement.getAttribute('aria-expanded'));
  await press(page, 'ArrowDown');
  const name = await page.evaluate(() => document.activeElement.closest('.line').dataset.row.split('@')[0]);
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
}));

test('a slash goes to the filter', () => withPage('', {}, async (page) => {
  await press(page, '/');
  await page.keyboard.type('abort');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'abort');
}));
