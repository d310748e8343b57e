// Every page of the route table, as somebody who comes to it by links: accessible in light and dark, no wider than its
// window, quiet in the console. The table is the program's own, so no page can be missing here; and a page that nobody
// finds by links is a failure of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { checkAccessibility } from '../axe.mjs';
import { checkWidths, openBrowser, takePictures } from '../browser.mjs';
import { settle } from '../town.mjs';

const browser = await openBrowser();
const town = await settle(browser);
after(async () => {
  await town.leave();
  await browser.close();
});

const routes = JSON.parse(town.site.command('--json', 'routes'));
const pages = routes.filter((route) => route.kind === 'page' && route.path !== '/sign-in/oidc/{provider}');
const found = await walk();

/**
 * Pages that nobody in this town comes to yet, because its evaluations do not go through their steps. They are tried through
 * the router; the story that leads here takes them out of this list one by one.
 */
const NOT_YET = readFileSync(new URL('./not-yet.txt', import.meta.url), 'utf8').split('\n').filter(Boolean);

describe('every page', () => {
  for (const { path, summary } of pages) {
    test(`${path}: ${summary}`, async () => {
      // A page that is found after all has to leave the list, so that the list stays true.
      if (NOT_YET.includes(path)) return assert.ok(!found.has(path), 'found: take it out of not-yet.txt');
      assert.ok(found.has(path), 'nobody finds this page by links');
      const { person, address } = found.get(path);
      const { page, check, expect } = person;
      if (path.endsWith('/callback')) expect(422);
      await page.goto(address);
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

test('the list of pages that nobody comes to yet names pages only', () => {
  assert.deepEqual(NOT_YET.filter((path) => !pages.some((page) => page.path === path)), []);
});

test('nothing moves for whoever asked for that', async () => {
  const { page } = town.people.nobody;
  await page.goto('/style');
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  }
});

/** Follows links from the start page as each person, and gives who first came to the page of each route, and where. */
async function walk() {
  const patterns = pages.map(({ path }) => [path, new RegExp(`^${path.replace(/\{[a-z]+\}/g, '[^/]+')}$`)]);
  // A path in words goes before one in braces: /organisations/new is no organisation.
  patterns.sort(([one], [other]) => one.split('{').length - other.split('{').length);
  const routeOf = (address) => patterns.find(([, pattern]) => pattern.test(address.split('?')[0]))?.[0];
  const came = new Map();
  for (const person of Object.values(town.people)) {
    const open = ['/', '/sign-in', ...Object.values(town.unlinked)];
    const seen = new Set(open);
    while (open.length > 0) {
      const address = open.shift();
      const answer = await person.page.request.get(address, { maxRedirects: 0 });
      const path = routeOf(address);
      const whole = answer.status() === 200 || path?.endsWith('/callback');
      if (!path || !whole) continue;
      if (!came.has(path)) came.set(path, { person, address });
      for (const [, link] of (await answer.text()).matchAll(/<a [^>]*href="(\/[^"]*)"/g)) {
        const next = link.replaceAll('&amp;', '&').split('#')[0];
        if (!seen.has(next) && routeOf(next)) open.push(next);
        seen.add(next);
      }
    }
  }
  return came;
}
