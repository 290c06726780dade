// A real browser, and pages in it that are watched: what they ask for, complain of, and show.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { file } from './page.js';

// EXITSPEC_CHROMIUM, or what is found on PATH.
export function executable() {
  if (process.env.EXITSPEC_CHROMIUM) return process.env.EXITSPEC_CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not there.
      }
    }
  }
  throw new Error('no Chromium on PATH; set EXITSPEC_CHROMIUM');
}

export const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

let browser = null;
let folder = null;

// To be called once at the top of a test file: one browser for all its tests.
export function useBrowser() {
  before(async () => {
    browser = await chromium.launch({ executablePath: executable(), args: quiet });
    folder = mkdtempSync(join(tmpdir(), 'exitspec-page-'));
  });
  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });
}

// Writes a page to a file of its own, from which it can be opened.
export function written(name, html) {
  const path = join(folder, name);
  writeFileSync(path, html);
  return path;
}

// Opens the page from disk and waits until it shows something. `watched` collects requests and complaints.
export async function open(hash = '', { path = file, ready = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', ...options });
  const page = await context.newPage();
  const watched = { requests: [], complaints: [] };
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(String(error)));
  page.setDefaultTimeout(30_000);
  await page.goto(pathToFileURL(path).href + hash);
  if (ready) await shown(page);
  return { page, context, watched };
}

export async function shown(page) {
  await page.waitForFunction(() => performance.getEntriesByName('exitspec:shown').length > 0);
}

// Runs a test with a page, and holds what every page has to keep to: no request but for itself, nothing in the console.
export async function withPage(hash, options, test) {
  const opened = await open(hash, options);
  try {
    await test(opened.page, opened);
    clean(opened.watched);
  } finally {
    await opened.context.close();
  }
}

export function clean({ requests, complaints }) {
  assert.deepEqual(requests.filter((url) => !url.startsWith('file:')), [], 'requests left the page');
  assert.equal(requests.length, 1, `files were asked for: ${requests}`);
  assert.deepEqual(complaints, [], 'complaints in the console');
}

// Waits until the function, run in the page, gives what is wanted: it is asked again with every picture, as the page's policy
// lets nothing be put together from text in it.
export async function eventually(page, wanted, call, argument) {
  const end = performance.now() + 10_000;
  let got = await page.evaluate(call, argument);
  while (!isDeepStrictEqual(got, wanted) && performance.now() < end) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    got = await page.evaluate(call, argument);
  }
  assert.deepEqual(got, wanted);
}

// What the grid says it shows: rows and platforms.
export async function gridLabel(page) {
  return page.getByRole('grid').getAttribute('aria-label');
}

// The cell of a row and a platform, by their place in the data.
export function cell(page, rowName, column) {
  return page.locator(`.line[data-row="${rowName}"] [data-column="${column}"]`);
}
