// Debian's Chromium, and pages in it that fail their test by whatever a person would find in the console.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** Widths that every page is looked at in: a desk, a telephone, and the narrowest that must work. */
export const WIDTHS = { desktop: 1280, phone: 390, narrow: 320 };

/** How long a page may take for one thing, in milliseconds. */
const PATIENCE = 10_000;

/** Starts the browser. */
export function openBrowser() {
  // Root, as in a container, has no sandbox to offer.
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.E2E_BROWSER,
    args: root ? ['--no-sandbox'] : [],
  });
}

/**
 * A person with a browser of their own, in Swedish unless told otherwise. `origin` is the product: what it writes to the
 * console, what it fails to load and what it fetches from elsewhere is counted. `check` and `close` fail if anything was.
 * An `address` is that of the person's machine, as a proxy tells it that the product trusts.
 */
export async function openPerson(browser, origin, { address, javaScript = true, locale = 'sv-SE', width = WIDTHS.desktop } = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: javaScript,
    locale,
    timezoneId: 'Europe/Stockholm',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    extraHTTPHeaders: address ? { 'x-forwarded-for': address } : {},
  });
  context.setDefaultTimeout(PATIENCE);
  const troubles = [];
  const awaited = [];
  const page = await context.newPage();
  const own = (address) => `${address}/`.startsWith(`${origin}/`);

  context.on('console', (message) => {
    // A breach of the content security policy arrives here as an error, too.
    const where = message.location().url || message.page()?.url();
    if (['error', 'warning'].includes(message.type()) && own(where)) {
      troubles.push(`console: ${message.text()} (${where})`);
    }
  });
  context.on('weberror', (error) => {
    if (own(error.page()?.url())) troubles.push(`script: ${error.error().message}`);
  });
  context.on('request', (request) => {
    const elsewhere = !own(request.url()) && !/^(data|blob):/.test(request.url());
    if (elsewhere && !request.isNavigationRequest() && own(request.frame().url())) {
      troubles.push(`loads ${request.url()} from elsewhere`);
    }
  });

  const person = {
    page,
    context,
    /** Declares that answers with this status belong to the story; the console tells of every 4xx and 5xx. */
    expect(status) {
      awaited.push(`the server responded with a status of ${status}`);
    },
    /** Declares that connections break in the story: the network is gone, the server is killed. */
    expectBreaks() {
      awaited.push('net::ERR_', 'TypeError: network error');
    },
    /** Fails if anything was in the console, or came from elsewhere. */
    check() {
      assert.deepEqual(troubles.filter((trouble) => !awaited.some((text) => trouble.includes(text))), []);
    },
    async close() {
      await context.close();
      person.check();
    },
  };
  return person;
}

/** Sends everybody home and then ends what they used, in this order; only then says what their consoles said. */
export async function sendHome(people, ...ends) {
  for (const { context } of people) await context.close();
  for (const end of ends) await end();
  for (const person of people) person.check();
}

/** Writes pictures of the page as it is now, in every width, to the folder of the pictures. */
export async function takePictures(page, name) {
  mkdirSync(process.env.E2E_OUTPUT, { recursive: true });
  const before = page.viewportSize();
  for (const [device, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(process.env.E2E_OUTPUT, `${name}-${device}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}

/** Fails if the page is wider than its window: nobody should have to scroll sideways to read. */
export async function checkWidths(page) {
  const before = page.viewportSize();
  for (const width of Object.values(WIDTHS)) {
    await page.setViewportSize({ width, height: 900 });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(needed <= width, `${page.url()} needs ${needed} of ${width} pixels`);
  }
  await page.setViewportSize(before);
}
