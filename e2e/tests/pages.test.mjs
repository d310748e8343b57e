// Every page of the route table, as somebody who comes to it by links: accessible in light and dark, no wider than its
// window, quiet in the console. The table is the program's own, so no page can be missing here; and a page that nobody
// finds by links is a failure of its own.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { checkAccessibility } from '../axe.mjs';
import { checkWidths, openBrowser, takePictures } from '../browser.mjs';
import { settle } from '../town.mjs';
import { walk } from '../walk.mjs';

const browser = await openBrowser();
const town = await settle(browser);
after(async () => {
  await town.leave();
  await browser.close();
});

const routes = JSON.parse(town.site.command('--json', 'routes'));
const pages = routes.filter((route) => route.kind === 'page' && route.path !== '/sign-in/oidc/{provider}');
const found = await walk(town, routes, pages);

/** Most bytes that are transferred for a page, and most requests: some lines are slow. */
const LIGHT = { bytes: 100_000, requests: 3 };

describe('every page', () => {
  for (const { path, summary } of pages) {
    test(`${path}: ${summary}`, async () => {
      assert.ok(found.has(path), 'nobody finds this page by links');
      const { who, address } = found.get(path);
      const { page, check, expect } = town.people[who];
      if (path.endsWith('/callback')) expect(422);
      await page.goto(address);
      // The icon comes once for all pages, and what a script asks for comes when the page is there.
      const sizes = await page.evaluate(() =>
        ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
          .filter((it) => !it.name.endsWith('.svg') && it.initiatorType !== 'fetch').map((it) => it.encodedBodySize));
      assert.ok(sizes.length <= LIGHT.requests, `${sizes.length} requests`);
      assert.ok(sizes.reduce((sum, size) => sum + size) <= LIGHT.bytes, `${sizes} bytes`);
      assert.match(await page.title(), /^.+ – Kompass$/);
      assert.equal(await page.locator('h1').count(), 1, 'one h1');
      assert.equal(await page.locator('main').count(), 1, 'one main');
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme });
        await checkAccessibility(page);
      }
      await checkWidths(page);
      await takePictures(page, path === '/' ? 'start' : path.slice(1).replace(/[{}]/g, '').replaceAll('/', '-'));
      check();
    });
  }
});

test('nothing moves for whoever asked for that', async () => {
  const { page } = town.people.nobody;
  await page.goto('/style');
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  }
});
