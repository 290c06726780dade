// The pages of a case, a platform, changes and claims, held against the data.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { open, useBrowser, withPage } from '../lib/browser.js';
import { report } from '../lib/page.js';

useBrowser();

const number = (value) => new Intl.NumberFormat('en').format(value);

test('the page of a case has all its sinks, outcomes, expectation and sources', async () => {
  const sinks = new Map();
  for (const row of report.rows) sinks.set(row.case, [...(sinks.get(row.case) ?? []), row]);
  const [name, rows] = [...sinks].find(([, list]) => list.length > 2 && list[0].summary && list.some(({ deviations }) => deviations?.length));
  await withPage(`#/case/${name}`, {}, async (page) => {
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), name);
    assert.equal(await page.locator('p.summary').first().innerText(), rows[0].summary);
    assert.deepEqual(await page.locator('.body .row').evaluateAll((lines) => lines.map((line) => line.dataset.row)), rows.map((row) => report.name(row)));
    const used = rows.flatMap((row) => row.outcomes.filter((_, index) => row.cells.includes(index)));
    assert.equal(await page.locator('.others > li').count(), used.length);
    for (const index of rows[0].sources) await page.getByText(report.sources[index].clause).first().waitFor();
    await page.locator('.body .cell').first().click();
    await page.locator('#panel h2').waitFor();
  });
});

test('the page of a platform has its facts, its score, and what deviates there by reason', async () => {
  const { platform } = report.find((outcome) => outcome.class === 'deviation');
  await withPage(`#/platform/${platform.id}`, {}, async (page) => {
    const { conforming, mandated } = platform.score;
    assert.ok((await page.locator('.big').innerText()).startsWith((Math.floor((conforming / mandated) * 1000) / 10).toString()));
    await page.getByText(`${number(conforming)} of ${number(mandated)} mandated behaviours`).waitFor();
    await page.getByText(platform.name, { exact: true }).waitFor();
    const notable = report.rows.map((row) => report.outcome(row, platform)).filter((outcome) => outcome && (['deviation', 'unresolved', 'unexpected'].includes(outcome.class) || (outcome.class === 'hung' && outcome.verdict !== 'PASS')));
    assert.equal(await page.locator('.reasonlist .cells li').count(), notable.length);
    const reasons = await page.locator('.reasonlist summary bdi').allInnerTexts();
    const wanted = new Set(notable.filter(({ note }) => note !== undefined).map(({ note }) => report.notes[note].reason));
    assert.deepEqual(new Set(reasons), wanted);
  });
});

test('the list of platforms has all of them', () => withPage('#/platforms', {}, async (page) => {
  assert.equal(await page.locator('.numbers tbody tr').count(), report.platforms.reduce((sum, { families }) => sum + families.length, 0));
}));

test('claims are as they were computed, and their evidence is linked', () => withPage('#/claims', {}, async (page) => {
  const said = { holds: 'holds', holds_only_when: 'holds only sometimes', does_not_hold: 'does not hold' };
  assert.ok(report.claims.length > 10);
  const shown = await page.locator('.claim').evaluateAll((all) => all.map((one) => [one.querySelector('.id').textContent, one.querySelector('q').textContent, one.querySelector('.standing').textContent]));
  assert.deepEqual(shown, report.claims.map(({ id, claim, verdict }) => [id, claim, said[verdict] ?? 'untested']));
  const claim = page.locator('.claim').first();
  await claim.locator('summary').click();
  await claim.locator('.where a').first().click();
  await page.locator('#panel h2').waitFor();
}));

test('a claim at the end is shown when its address is opened', () => withPage(`#/claims/${report.claims.at(-1).id}`, {}, async (page) => {
  await page.locator('.chosenclaim').waitFor();
  const inSight = await page.locator('.chosenclaim').evaluate((element) => element.getBoundingClientRect().top < innerHeight);
  assert.ok(inSight);
}));

// The same question put to the command, where it is.
test('what changed is what `exitspec diff` says', { skip: process.env.EXITSPEC_BINARY ? false : 'EXITSPEC_BINARY is not set' }, async () => {
  const names = { 'newly failing': 'newly_failing', fixed: 'fixed', changed: 'changed', 'changed, undefined behaviour': 'undefined', 'became unsupported': 'became_unsupported', 'became supported': 'became_supported', missing: 'missing', new: 'new' };
  const documents = process.env.EXITSPEC_DOCUMENTS;
  const pairs = [['c', 'glibc-2.31', 'glibc-2.43'], ['c', 'glibc-2.36', 'musl-1.2.5'], ['c', 'musl-1.2.2', 'musl-1.2.6'], ['python', 'cpython-3.9', 'cpython-3.15'], ['shell', 'bash-5.1', 'dash-0.5.12']];
  let compared = 0;
  for (const [family, a, b] of pairs) {
    const files = [a, b].map((name) => `${documents}/${family}/${name}.json.gz`);
    const [one, other] = [a, b].map((name) => report.platforms.find(({ target }) => target === `--platform ${name}`));
    if (!files.every(existsSync) || !one || !other) continue;
    compared += 1;
    let text;
    try {
      text = execFileSync(process.env.EXITSPEC_BINARY, ['diff', ...files, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    } catch (error) {
      assert.equal(error.status, 1, String(error.stderr));
      text = error.stdout;
    }
    const wanted = {};
    for (const { category } of JSON.parse(text).changes) wanted[category] = (wanted[category] ?? 0) + 1;
    await withPage(`#/changes/${family}/${one.id}/${other.id}`, {}, async (page) => {
      const shown = await page.locator('.page > section h2').evaluateAll((all) => all.map((head) => [head.firstChild.textContent.trim(), Number(head.querySelector('.count').textContent.replaceAll(',', ''))]));
      assert.deepEqual(Object.fromEntries(shown.map(([name, count]) => [names[name] ?? name, count])), wanted, `${a} ${b}`);
    });
  }
  assert.ok(compared >= 3, `only ${compared} pairs could be compared`);
});

test('nothing changes between a platform and itself, and the other way round is the reverse', async () => {
  const [a, b] = report.family(report.groups[0].family).platforms;
  const { family } = report.groups[0];
  const sum = async (one, other) => {
    const { page, context } = await open(`#/changes/${family}/${one.id}/${other.id}`);
    const lead = await page.locator('.lead').innerText();
    await context.close();
    return lead;
  };
  assert.match(await sum(a, a), /^Nothing differs/);
  const counts = async (one, other) => Number((await sum(one, other)).match(/^[\d,]+/)[0]);
  assert.equal(await counts(a, b), await counts(b, a));
});

test('an address of nothing says so, and leads back', () => withPage('#/case/c/no/such', {}, async (page) => {
  await page.getByRole('heading', { name: 'That is not in this report' }).waitFor();
  await page.getByRole('link', { name: 'To the matrix' }).click();
  await page.getByRole('grid').waitFor();
}));
