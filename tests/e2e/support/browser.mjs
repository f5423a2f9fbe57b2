// Chromium, and pages that end with the test that opened them.

import { chromium } from 'playwright-core';

/** Where Dovetail is served. */
export const url = process.env.DOVETAIL_URL ?? 'http://127.0.0.1:8080';

const args = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium: Debian's, or the one that CHROME names. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
    args,
  });
}

/**
 * A new visitor's page, with nothing stored, at `path` and ready for scripts.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} [path]
 * @param {import('playwright-core').BrowserContextOptions} [options]
 * @param {(page: import('playwright-core').Page) => void} [prepare] called before the page loads
 */
export async function visit(browser, path = '/', options = {}, prepare = () => {}) {
  const context = await browser.newContext({ baseURL: url, ...options });
  const page = await context.newPage();
  prepare(page);
  await slowDown(page);
  await page.goto(path);
  await page.waitForFunction(() => 'dovetail' in window);
  await page.evaluate(() => window.dovetail.ready());
  return page;
}

/** Makes the page as many times slower as SLOWNESS says: what a test reads too early shows then. */
async function slowDown(page) {
  const rate = Number(process.env.SLOWNESS ?? 1);
  if (rate <= 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
