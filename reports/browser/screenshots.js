// Pictures of the page as a person sees it, into a folder: node screenshots.js FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { executable, quiet, shown } from './lib/browser.js';
import { file, report } from './lib/page.js';

const folder = process.argv[2];
if (!folder) throw new Error('a folder has to be named');
mkdirSync(folder, { recursive: true });

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const family = report.groups[0].family;
const found = report.find((outcome, row) => outcome.class === 'deviation' && outcome.differences?.length && !row.racy && row.case.startsWith(`${family}/`));
const evidence = `#/matrix/${family}?cell=${found.name}~${found.platform.id}`;
const [first, last] = [report.family(family).platforms[0], report.family(family).platforms.at(-1)];

const pictures = {
  desktop: ['', desktop],
  evidence: [evidence, desktop],
  dark: [evidence, { ...desktop, colorScheme: 'dark' }],
  case: [`#/case/${found.row.case}`, desktop],
  platform: [`#/platform/${found.platform.id}`, desktop],
  platforms: ['#/platforms', desktop],
  changes: [`#/changes/${family}/${first.id}/${last.id}`, desktop],
  claims: ['#/claims', desktop],
  phone: ['', phone],
  'phone-dark': ['', { ...phone, colorScheme: 'dark' }],
  'phone-evidence': [evidence, phone],
};

const browser = await chromium.launch({ executablePath: executable(), args: quiet });
for (const [name, [hash, options]] of Object.entries(pictures)) {
  const context = await browser.newContext({ colorScheme: 'light', ...options });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href + hash);
  await shown(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
