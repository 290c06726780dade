// The evidence for a cell, held against the data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell, eventually, useBrowser, withPage } from '../lib/browser.js';
import { report } from '../lib/page.js';

useBrowser();

const where = ({ family, name, platform }) => `#/matrix/${family}?cell=${name}~${platform.id}`;
const text = (page, selector) => page.locator(`#panel ${selector}`).allInnerTexts();
const one = (outcome) => report.data_(outcome);
report.data_ = (outcome) => report.observations_[outcome.observations[0][1]];

test('a click shows the evidence: reason, differences, sources and command', () => withPage('', {}, async (page) => {
  const [{ family }] = report.groups;
  const found = report.find((outcome, row, platform) => outcome.class === 'deviation' && outcome.differences?.length && !row.racy && platform.families.includes(family) && outcome.note !== undefined && report.notes[outcome.note].url);
  await page.getByRole('searchbox').fill(found.row.case);
  const column = await page.locator('.heads .column a').evaluateAll((links, id) => links.findIndex((link) => decodeURIComponent(link.hash.split('/')[2]) === id), found.platform.id);
  await cell(page, found.name, column).click();
  await page.locator('#panel h2').waitFor();
  assert.equal(await page.locator('#panel h2').innerText(), found.name);
  const note = report.notes[found.outcome.note];
  assert.match((await text(page, '.reason'))[0], new RegExp(note.reason.slice(0, 30).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  assert.equal(await page.locator('#panel .reason a').getAttribute('href'), new URL(note.url).href);
  assert.equal(await page.locator('#panel .reason a').getAttribute('rel'), 'noopener noreferrer');
  const got = await page.locator('#panel .differences tbody tr').evaluateAll((lines) => lines.map((line) => [...line.children].map((part) => part.textContent)));
  assert.deepEqual(got, found.outcome.differences.map(({ field, expected, got: seen }) => [field, expected, seen]));
  const sources = (await text(page, '.sources li')).map((line) => line.replace(/\s*↗$/, ''));
  assert.deepEqual(sources, found.row.sources.map((index) => `${report.sources[index].doc}, ${report.sources[index].clause}`));
  assert.equal((await text(page, '.command code'))[0], `exitspec run --exact ${found.name} ${found.platform.target}`);
  assert.deepEqual(await text(page, '.verdict .chipless'), [found.outcome.verdict, found.row.level]);
  // The chosen cell is marked, and the place is in the address.
  assert.equal(await page.locator('.cell[aria-selected="true"]').count(), 1);
  assert.ok(decodeURIComponent(page.url()).endsWith(`cell=${found.name}~${found.platform.id}`));
}));

test('the timeline has the events in order, and how it ended', async () => {
  const found = report.find((outcome, row) => !row.racy && outcome.observations.length === 1 && new Set(one(outcome).journal).size > 3 && one(outcome).ending.exited !== undefined);
  await withPage(where(found), {}, async (page) => {
    const { journal, ending } = one(found.outcome);
    const steps = journal.filter((event, at) => event !== journal[at - 1] || one(found.outcome).flushed);
    assert.deepEqual((await text(page, '.timeline .event')).slice(0, 40), steps.slice(0, 40));
    assert.match((await text(page, '.timeline .end'))[0], new RegExp(`^exited ${ending.exited}`));
  });
});

test('the timeline has the bytes that had arrived at each event', async () => {
  const found = report.find((outcome, row) => !row.racy && outcome.observations.length === 1 && one(outcome).flushed?.some(({ stdout }) => stdout > 0));
  await withPage(where(found), {}, async (page) => {
    const { journal, flushed } = one(found.outcome);
    const last = journal.findIndex((_, at) => flushed[at].stdout > 0);
    const shown = await text(page, '.timeline li:not(.end)');
    assert.ok(shown.some((line) => line.includes(journal[last]) && line.includes(`${flushed[last].stdout} byte`)), shown.join('\n'));
  });
});

test('the status word is taken apart', async () => {
  for (const [test_, expected] of [
    [({ ending, core }) => ending.exited === 7 && !core, { WIFEXITED: 'yes', WIFSIGNALED: 'no', WEXITSTATUS: '7' }],
    [({ ending, core }) => ending.signaled === 'SIGABRT' && !core, { WIFEXITED: 'no', WIFSIGNALED: 'yes', WTERMSIG: '6 (SIGABRT)', WCOREDUMP: 'no' }],
    [({ core }) => core, { WIFSIGNALED: 'yes', WCOREDUMP: 'yes' }],
  ]) {
    const found = report.find((outcome, row) => !row.racy && outcome.observations.length === 1 && test_(one(outcome)) && one(outcome).waitid.code.startsWith('CLD'));
    await withPage(where(found), {}, async (page) => {
      const { raw, waitid } = one(found.outcome);
      assert.equal((await text(page, '.hex'))[0], `0x${raw.toString(16).padStart(4, '0')}`);
      assert.equal((await text(page, '.bits')).join(''), raw.toString(2).padStart(16, '0'));
      const pairs = Object.fromEntries(await page.locator('#panel .word .facts > div').evaluateAll((lines) => lines.map((line) => [...line.children].map((part) => part.textContent))));
      for (const [macro, answer] of Object.entries(expected)) assert.equal(pairs[macro], answer, macro);
      assert.equal(pairs.waitid, `${waitid.code}, si_status ${waitid.status}`);
    });
  }
});

test('a racy case shows each outcome with how often it was seen', async () => {
  const found = report.find((outcome) => outcome.observations.length > 2);
  await withPage(where(found), {}, async (page) => {
    const runs = found.outcome.observations.reduce((sum, [count]) => sum + count, 0);
    assert.deepEqual(await text(page, '.raced summary b'), found.outcome.observations.map(([count]) => `${count} of ${runs}`));
  });
});

test('what is invisible in captured bytes is shown', async () => {
  const found = report.find((outcome, row) => !row.racy && outcome.observations.length === 1 && typeof one(outcome).stdout === 'string' && one(outcome).stdout.includes('\n') && one(outcome).stdout.length < 500);
  await withPage(where(found), {}, async (page) => {
    const shown = await page.locator('#panel .bytes').first().evaluate((element) => element.textContent);
    assert.equal(shown.replaceAll('␊\n', '\n'), one(found.outcome).stdout);
  });
});

test('copying gives the command', async () => {
  const found = report.find((outcome) => outcome.class === 'deviation');
  await withPage(where(found), {}, async (page) => {
    // What reaches the clipboard, by either way that the page has.
    await page.evaluate(() => {
      navigator.clipboard.writeText = (text_) => { window.copied = text_; return Promise.resolve(); };
    });
    await page.getByRole('button', { name: 'Copy the command' }).click();
    await eventually(page, `exitspec run --exact ${found.name} ${found.platform.target}`, () => window.copied);
    await page.getByText('Copied', { exact: true }).waitFor();
  });
});
