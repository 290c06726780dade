// Every view: with a checker of accessibility, in both themes, and in a narrow window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from '../lib/axe.js';
import { clean, eventually, open, useBrowser, withPage, written } from '../lib/browser.js';
import { html, report, withData } from '../lib/page.js';
import { everyClass } from '../lib/samples.js';

useBrowser();

const found = report.find((outcome, row) => outcome.class === 'deviation' && outcome.differences?.length && !row.racy);
const raced = report.find((outcome) => outcome.observations.length > 1);
const views = {
  matrix: '',
  'few columns': `#/matrix/${report.groups.at(-1).family}?diff=1`,
  evidence: `#/matrix/${found.family}?cell=${found.name}~${found.platform.id}`,
  raced: `#/matrix/${raced.family}?cell=${raced.name}~${raced.platform.id}`,
  case: `#/case/${found.row.case}`,
  platform: `#/platform/${found.platform.id}`,
  platforms: '#/platforms',
  changes: `#/changes/${found.family}`,
  claims: '#/claims',
  lost: '#/nowhere',
};

for (const colorScheme of ['light', 'dark']) {
  test(`no view has a serious finding of axe: ${colorScheme}`, async () => {
    const opened = await open('', { colorScheme });
    for (const [name, hash] of Object.entries(views)) {
      await opened.page.evaluate((to) => { location.hash = to || '#/'; }, hash);
      await eventually(opened.page, true, (panel) => document.querySelector('#panel').hidden !== panel && document.querySelector('h1') !== null, hash.includes('cell='));
      assert.deepEqual(await findings(opened.page), [], name);
    }
    clean(opened.watched);
    await opened.context.close();
  });
}

test('what is written on each mark has enough contrast, in both themes', async () => {
  const path = written('every-class.html', withData(html, everyClass()));
  for (const colorScheme of ['light', 'dark']) {
    await withPage('', { path, colorScheme }, async (page) => {
      assert.deepEqual(await findings(page), []);
      const worst = await page.evaluate(() => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        const light = (colour) => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
          const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
          return a === 0 ? null : 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
        };
        const page_ = light(getComputedStyle(document.documentElement).backgroundColor);
        return [...document.querySelectorAll('.grid .tile')].map((tile) => {
          const style = getComputedStyle(tile);
          const [one, other] = [light(style.color), light(style.backgroundColor) ?? page_].sort((a, b) => b - a);
          return { ratio: (one + 0.05) / (other + 0.05), tile: tile.className };
        }).sort((a, b) => a.ratio - b.ratio)[0];
      });
      assert.ok(worst.ratio >= 4.5, JSON.stringify(worst));
    });
  }
});

test('classes are told apart without colour: by sign, and by shape', async () => {
  const path = written('signs.html', withData(html, everyClass()));
  await withPage('', { path }, async (page) => {
    const signs = await page.locator('.legend .chip').evaluateAll((chips) => chips.map((chip) => chip.querySelector('.tile').textContent.replace('A', '')));
    assert.equal(new Set(signs).size, signs.length, signs.join(' '));
    const shapes = await page.locator('.legend .tile').evaluateAll((tiles) => tiles.map((tile) => {
      const { borderRadius, borderStyle, clipPath, backgroundColor } = getComputedStyle(tile);
      return [borderRadius, borderStyle, clipPath !== 'none', backgroundColor === 'rgba(0, 0, 0, 0)'].join();
    }));
    assert.ok(new Set(shapes).size >= 6, shapes.join(' | '));
  });
});

test('the theme follows the system, the switch goes through all, and is remembered', async () => {
  const { page, context } = await open('', { colorScheme: 'dark' });
  const background = (one = page) => one.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  const button = page.getByRole('button', { name: /^Theme/ });
  await button.click();
  const light = await background();
  assert.notEqual(light, dark);
  await button.click();
  assert.equal(await background(), dark);
  await button.click();
  assert.equal(await background(), dark);
  await button.click();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForFunction(() => performance.getEntriesByName('exitspec:shown').length > 0);
  assert.equal(await background(other), light);
  await context.close();
});

test('in a narrow window nothing is wider than it, and the evidence covers the page', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
  for (const [name, hash] of Object.entries(views)) {
    await withPage(hash, phone, async (page) => {
      assert.deepEqual(await page.evaluate(() => [document.documentElement.scrollWidth, window.visualViewport.scale]), [390, 1], name);
      const wide = await page.evaluate(() => [...document.querySelectorAll('.page')].filter((one) => one.scrollWidth > one.clientWidth + 1).length);
      assert.equal(wide, 0, name);
    });
  }
  await withPage('', phone, async (page) => {
    await page.locator('.body .cell').first().tap();
    await page.locator('#panel h2').waitFor();
    assert.equal(await page.locator('#panel').evaluate((panel) => panel.getBoundingClientRect().width), 390);
    assert.equal(await page.locator('main').evaluate((main) => main.inert), true);
    await page.getByRole('button', { name: 'Close the evidence' }).tap();
    await page.locator('#panel').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('main').evaluate((main) => main.inert), false);
    await page.getByRole('button', { name: 'Filters' }).tap();
    await page.getByLabel('Level', { exact: true }).waitFor();
  });
});

test('the help tells what the marks mean', () => withPage('', {}, async (page) => {
  await page.getByRole('button', { name: 'Help' }).click();
  const dialog = page.getByRole('dialog', { name: 'How to read this' });
  await dialog.waitFor();
  assert.equal(await dialog.locator('.key tr').count(), 8);
  assert.deepEqual(await findings(page), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}));

test('without scripts there is the table of platforms', async () => {
  const { page, context } = await open('', { javaScriptEnabled: false, ready: false });
  assert.equal(await page.locator('#platforms tbody tr').count(), report.platforms.length);
  assert.ok(await page.locator('#platforms').isVisible());
  await context.close();
});
