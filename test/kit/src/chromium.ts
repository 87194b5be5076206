import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/**
 * The browser that travels in an npm package. It unpacks itself into the temporary folder; here each run has its own, so
 * that two runs never find half of each other's. The package's own flags switch the browser's security off: these do not.
 */
export async function startChromium(): Promise<{ readonly browser: Browser; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'trama-browser-'));
  const executablePath = await unpacked(folder);
  const browser = await launcher.launch({
    executablePath,
    // Tests may run as root and in containers, where the browser's own sandbox cannot start; it opens our pages only.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
  return {
    browser,
    async stop() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function unpacked(folder: string): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    chromium.setGraphicsMode = false;
    return await chromium.executablePath();
  } finally {
    if (before === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = before;
    }
  }
}
