import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * How long until somebody who opens the console sees the dashboard, and how much of it moves by itself. Each turn is a browser
 * that has kept nothing, on a Trama that runs already: node test/bench/prima-pittura.mjs [turns] [address]
 */

const [turns = '15', site = 'http://localhost:4000'] = process.argv.slice(2);
const require = createRequire(new URL('../kit/package.json', import.meta.url));
const { default: chromium } = await import(require.resolve('@sparticuz/chromium'));
const { chromium: launcher } = require('playwright-core');

/** What a person came for: the map and a line of the table, with figures. */
const MEANINGFUL = ['.t-tessera-valore', '.t-tabella tbody td'];
const MEASURES = ['first paint', 'dashboard', 'moved by itself'];

const folder = mkdtempSync(join(tmpdir(), 'trama-pittura-'));
process.env.TMPDIR = folder;
chromium.setGraphicsMode = false;
const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'];
const browser = await launcher.launch({ executablePath: await chromium.executablePath(), args });
try {
  await measure(); // one turn that does not count: it warms the gateway, not the browser
  const rows = [];
  for (let turn = 0; turn < Number(turns); turn += 1) {
    rows.push(await measure());
  }
  console.log(`${turns} turns on ${site}, every one with an empty cache`);
  MEASURES.forEach((name, index) =>
    console.log(
      spread(
        name,
        rows.map((row) => row[index]),
      ),
    ),
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const context = await browser.newContext({ locale: 'it-IT', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch, MEANINGFUL);
  await page.goto(`${site}/`);
  await page.waitForFunction(() => globalThis.tramaDashboard !== undefined);
  await page.waitForTimeout(500); // what comes late may still push the rest
  const found = await page.evaluate(() => [
    performance.getEntriesByName('first-contentful-paint')[0].startTime,
    globalThis.tramaDashboard,
    globalThis.tramaMoved,
  ]);
  await context.close();
  return found;
}

/** Runs in the page, before it: notes the frame after the one in which everything is there. */
function watch(wanted) {
  globalThis.tramaMoved = 0;
  new PerformanceObserver((list) => {
    list.getEntries().forEach(({ value }) => (globalThis.tramaMoved += value));
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (wanted.every((selector) => document.querySelector(selector))) {
      requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.tramaDashboard = performance.now())));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

function spread(name, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const told = (value) => (name === 'moved by itself' ? value.toFixed(4) : `${Math.round(value)} ms`);
  const [least, median, most] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map(told);
  return `${name}: min ${least}, median ${median}, max ${most}`;
}
