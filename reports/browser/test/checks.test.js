// The checks themselves: each finds what it is there to find.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from '../lib/axe.js';
import { clean, open, useBrowser, written } from '../lib/browser.js';
import { html } from '../lib/page.js';

useBrowser();

test('axe finds a picture without text, and text without contrast', async () => {
  const path = written('bad.html', '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#ccc;background:#fff">pale</p></main>');
  const { page, context } = await open('', { path, ready: false });
  const found = (await findings(page)).join('\n');
  assert.match(found, /image-alt/);
  assert.match(found, /color-contrast/);
  await context.close();
});

test('a request and a complaint are noticed', async () => {
  const path = written('calls.html', '<!doctype html><title>x</title><img src="http://127.0.0.1:9/x.png" alt=""><script>console.error("trouble")</script>');
  const { context, watched } = await open('', { path, ready: false });
  assert.throws(() => clean(watched), /requests left the page/);
  assert.throws(() => clean({ ...watched, requests: ['file:///x'] }), /complaints/);
  await context.close();
});

test('the policy of the page lets no foreign script run', async () => {
  const path = written('foreign.html', html.replace('<div id="app">', '<script>window.ran = 1</script><img src="x" onerror="window.ran = 2" alt=""><div id="app">'));
  const { page, context, watched } = await open('', { path });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.throws(() => clean(watched), /asked for|left the page|complaints/);
  await context.close();
});

test('data that cannot be read is said, not shown as an empty report', async () => {
  for (const [name, broken] of [['cut', html.replace(/(id="data">.{1000})[^<]*/, '$1')], ['none', html.replace(/(id="data">)[^<]*/, '$1')]]) {
    const { page, context } = await open('', { path: written(`${name}.html`, broken), ready: false });
    await page.getByRole('heading', { name: 'This report cannot be read' }).waitFor();
    await context.close();
  }
});
