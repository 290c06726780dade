// The matrix: what it shows, how it is filtered, folded and linked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell, eventually, gridLabel, open, clean, useBrowser, withPage } from '../lib/browser.js';
import { report } from '../lib/page.js';

useBrowser();

const family = report.families?.[0] ?? report.groups[0].family;
const all = report.family(family);
const number = (value) => new Intl.NumberFormat('en').format(value);
const label = (rows, platforms) => new RegExp(`: ${number(rows)} rows? on ${platforms} platforms?$`);
const matches = (page, wanted) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector('.grid').getAttribute('aria-label')), wanted.source);

// What the page says of a row, worked out once more: how many different things were seen, and whether something deviates.
function differs(row) {
  const outcomes = all.platforms.map((platform) => report.outcome(row, platform)).filter(Boolean);
  const seen = new Set(outcomes.filter(({ observations }) => observations.length).map((outcome) => outcome.seen));
  const notable = outcomes.some((outcome) => ['deviation', 'unresolved', 'unexpected'].includes(outcome.class) || (outcome.class === 'hung' && outcome.verdict !== 'PASS'));
  return seen.size > 1 || notable;
}

test('opened from disk it shows all rows and platforms of a family', () => withPage('', {}, async (page) => {
  assert.match(await gridLabel(page), label(all.rows.length, all.platforms.length));
  assert.equal(await page.locator('.heads .column').count(), all.platforms.length);
  // Few of thousands of rows are in the document.
  assert.ok(await page.locator('.body .line').count() < 80);
  const scores = await page.locator('.heads .score').allInnerTexts();
  assert.ok(scores.every((text) => /\d/.test(text)), scores.join());
}));

test('every cell in sight is what the data says', () => withPage(`#/matrix/${family}?agree=1`, {}, async (page) => {
  const shown = await page.locator('.body .cell:not(.later)').evaluateAll((cells) => cells.map((one) => ({
    row: one.closest('.line').dataset.row, column: Number(one.dataset.column), label: one.getAttribute('aria-label'), text: one.textContent,
  })));
  assert.ok(shown.length > 50);
  // The columns are in the order of the heads.
  const heads = await page.locator('.heads .column a').evaluateAll((links) => links.map((link) => decodeURIComponent(link.hash.split('/')[2])));
  const names = { conforming: 'conforming', choice: 'a choice', undefined: 'undefined', unsupported: 'unsupported', deviation: 'known deviation', hung: 'hung', unresolved: 'unresolved', unexpected: 'unexpected' };
  const lower = { unsupported: '–' };
  for (const { row: name, column, label: said, text } of shown) {
    const row = report.row(name);
    const outcome = report.outcome(row, report.platforms.find(({ id }) => id === heads[column]));
    if (!outcome) assert.equal(said, 'no result');
    else if (!outcome.observations.length) assert.equal(text, lower[outcome.class] ?? text);
    else {
      assert.equal(said, `${String.fromCharCode(65 + outcome.seen)}, ${names[outcome.class]}: ${outcome.brief}`);
      assert.ok(text.endsWith(String.fromCharCode(65 + outcome.seen)) || text.includes(outcome.brief));
    }
  }
}));

test('what is far to the side is there when it comes into sight', () => withPage(`#/matrix/${family}?agree=1`, { viewport: { width: 700, height: 600 } }, async (page) => {
  const last = page.locator('.body .row').first().locator('.cell').last();
  assert.equal(await last.getAttribute('aria-label'), null);
  await page.locator('.grid').evaluate((grid) => { grid.scrollLeft = grid.scrollWidth; });
  await eventually(page, 0, () => [...document.querySelectorAll('.body .later')].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left < innerWidth && right > document.querySelector('.first').getBoundingClientRect().right;
  }).length);
  assert.notEqual(await last.getAttribute('aria-label'), null);
}));

test('text filters rows, and what is typed is in the address', () => withPage('', {}, async (page) => {
  const [word] = all.rows[0].case.split('/').slice(1);
  const wanted = all.rows.filter((row) => `${report.name(row)} ${row.summary ?? ''}`.toLowerCase().includes(word));
  await page.getByRole('searchbox').fill(word);
  await matches(page, label(wanted.length, all.platforms.length));
  await page.waitForURL(new RegExp(`[?&]q=${word}`));
  await page.getByRole('searchbox').fill('no row is called this');
  await page.getByText('No row is like that.').waitFor();
  assert.equal(await page.locator('.body .row').count(), 0);
}));

test('only differences is one click', () => withPage('', {}, async (page) => {
  await page.getByRole('button', { name: 'Only differences' }).click();
  const wanted = all.rows.filter(differs);
  assert.ok(wanted.length > 0 && wanted.length < all.rows.length);
  await matches(page, label(wanted.length, all.platforms.length));
  await page.getByRole('button', { name: 'Only differences' }).click();
  await matches(page, label(all.rows.length, all.platforms.length));
}));

test('group, level, class, verdict and platforms filter', () => withPage('', {}, async (page) => {
  const group = all.groups.at(-1);
  await page.getByLabel('Group', { exact: true }).selectOption(group.name);
  await matches(page, label(group.count, all.platforms.length));
  await page.getByLabel('Group', { exact: true }).selectOption('');
  await page.getByLabel('Level', { exact: true }).selectOption('undefined');
  await matches(page, label(all.rows.filter(({ level }) => level === 'undefined').length, all.platforms.length));
  await page.getByLabel('Level', { exact: true }).selectOption('');
  const having = (test) => all.rows.filter((row) => all.platforms.some((platform) => test(report.outcome(row, platform) ?? {})));
  await page.getByLabel('With', { exact: true }).selectOption('XFAIL');
  await matches(page, label(having(({ verdict }) => verdict === 'XFAIL').length, all.platforms.length));
  await page.getByLabel('With', { exact: true }).selectOption('');
  await page.locator('.legend').getByRole('button', { name: 'known deviation' }).click();
  await matches(page, label(having((outcome) => outcome.class === 'deviation').length, all.platforms.length));
  await page.locator('.legend').getByRole('button', { name: 'known deviation' }).click();
  await page.locator('.platforms summary').click();
  await page.getByRole('group', { name: 'Platforms' }).getByRole('checkbox').first().uncheck();
  await matches(page, label(all.rows.length, all.platforms.length - 1));
}));

test('emulated platforms are marked, and can be hidden', () => withPage('', {}, async (page) => {
  const emulated = all.platforms.filter(({ emulator }) => emulator).length;
  assert.ok(emulated > 0);
  assert.equal(await page.locator('.heads .column').filter({ hasText: 'emu' }).count(), emulated);
  await page.getByRole('button', { name: 'Emulated' }).click();
  await matches(page, label(all.rows.length, all.platforms.length - emulated));
  assert.equal(await page.locator('.heads .emulated').count(), 0);
}));

test('columns are grouped as is chosen', () => withPage('', {}, async (page) => {
  const bands = () => page.locator('.bands .band').evaluateAll((all_) => all_.map((band) => band.title));
  const distinct = (key) => new Set(all.platforms.map(({ by }) => by[key])).size;
  assert.equal((await bands()).length, distinct('libc'));
  await page.getByLabel('Columns by', { exact: true }).selectOption('arch');
  await page.waitForFunction((count) => document.querySelectorAll('.bands .band').length === count, distinct('arch'));
  assert.ok((await bands()).includes('s390x'));
}));

test('groups fold, and rows where all agree', () => withPage('', {}, async (page) => {
  const [group] = all.groups;
  const button = page.locator('.group').getByRole('button', { name: group.name, exact: false }).first();
  await button.click();
  await page.locator('.group [aria-expanded="false"]').first().waitFor();
  // The next line is the head of the next group.
  await eventually(page, true, () => document.querySelectorAll('.body .line')[1].classList.contains('group'));
  await page.locator('.group').getByRole('button', { name: group.name }).first().click();
  const agreeing = page.locator('.agreeing').first().getByRole('button');
  const before = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
  const count = Number((await agreeing.innerText()).match(/\d+/)[0]);
  await agreeing.click();
  await eventually(page, String(before + count), () => document.querySelector('.grid').getAttribute('aria-rowcount'));
}));

test('rows are sorted as is chosen', () => withPage('', {}, async (page) => {
  await page.getByLabel('Sort by', { exact: true }).selectOption('different');
  const count = (row) => new Set(all.platforms.map((platform) => report.outcome(row, platform)).filter((outcome) => outcome?.observations.length).map(({ seen }) => seen)).size;
  const most = Math.max(...all.rows.map(count));
  await eventually(page, 0, () => document.querySelectorAll('.body .group').length);
  const names = await page.locator('.body .row').evaluateAll((lines) => lines.map((line) => line.dataset.row));
  const counts = names.map((name) => count(report.row(name)));
  assert.equal(counts[0], most);
  assert.deepEqual(counts, counts.toSorted((a, b) => b - a));
}));

test('a view is linked: another page at its address shows the same', async () => {
  const one = await open('');
  await one.page.getByRole('button', { name: 'Only differences' }).click();
  await one.page.getByLabel('Sort by', { exact: true }).selectOption('worst');
  await one.page.getByRole('searchbox').fill('exit');
  await eventually(one.page, 'exit', () => new URLSearchParams(location.hash.split('?')[1]).get('q'));
  const rows = (page) => page.locator('.body .row').evaluateAll((lines) => lines.map((line) => line.dataset.row));
  const wanted = [await gridLabel(one.page), await rows(one.page)];
  const other = await one.context.newPage();
  await other.goto(one.page.url());
  await other.waitForFunction(() => performance.getEntriesByName('exitspec:shown').length > 0);
  assert.deepEqual([await gridLabel(other), await rows(other)], wanted);
  assert.equal(await other.getByRole('searchbox').inputValue(), 'exit');
  clean(one.watched);
  await one.context.close();
});

test('back and forward go through what was chosen', () => withPage('', {}, async (page) => {
  const full = label(all.rows.length, all.platforms.length);
  await page.getByRole('button', { name: 'Only differences' }).click();
  const fewer = label(all.rows.filter(differs).length, all.platforms.length);
  await matches(page, fewer);
  await page.goBack();
  await matches(page, full);
  assert.equal(await page.getByRole('button', { name: 'Only differences' }).getAttribute('aria-pressed'), 'false');
  await page.goForward();
  await matches(page, fewer);
  const first = await page.locator('.body .row').first().getAttribute('data-row');
  await cell(page, first, 0).click();
  await page.locator('#panel h2').waitFor();
  await page.goBack();
  await page.locator('#panel').waitFor({ state: 'hidden' });
}));
