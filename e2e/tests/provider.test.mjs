// Coming in by a provider of OpenID Connect, on another host name, that does well or badly.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { openBrowser, openPerson, sendHome } from '../browser.mjs';
import { USERS, signInAtProvider, startProvider } from '../provider.mjs';
import { install } from '../server.mjs';
import { becomeAdministrator, heading, signOut } from '../story.mjs';

let browser, site, provider, people;

async function arrive(options) {
  const person = await openPerson(browser, site.origin, options);
  people.push(person);
  return person;
}

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
beforeEach(async () => {
  people = [];
  site = await install();
  provider = await startProvider({ redirects: [`${site.origin}/sign-in/oidc/granvik/callback`] });
  site.configure(provider.configuration('granvik', 'Granviks kommun', site.folder, 'create_accounts = true'));
  await site.start();
  const first = await arrive();
  await becomeAdministrator(site, first.page);
});
afterEach(() => sendHome(people, provider.stop, site.remove));

async function goToProvider(page) {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Logga in med Granviks kommun' }).click();
}

describe('a provider', () => {
  for (const javaScript of [true, false]) {
    test(`lets in whom it knows, and makes the account, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      const { page } = await arrive({ javaScript });
      await goToProvider(page);
      await signInAtProvider(page, 'kerstin');
      await heading(page, `Välkommen, ${USERS.kerstin.name}`);
      await page.goto('/profile/devices');
      assert.match(await page.getByRole('table').innerText(), /Granviks kommun/);
      await signOut(page);
      // The provider still knows who this is.
      await goToProvider(page);
      await heading(page, `Välkommen, ${USERS.kerstin.name}`);
    });
  }

  test('sends its answer once: the same address again, or in another browser, opens nothing', async () => {
    const { page, expect } = await arrive();
    const { page: thief, expect: thiefExpects } = await arrive();
    for (const status of [403, 422]) [expect(status), thiefExpects(status)];
    const back = page.waitForRequest((request) => request.url().includes('/callback?'));
    await goToProvider(page);
    await signInAtProvider(page, 'omar');
    await heading(page, `Välkommen, ${USERS.omar.name}`);
    const address = (await back).url();
    await thief.goto(address);
    await heading(thief, 'Inloggningen blev inte klar');
    // Whoever is signed in may have gone there to connect the account; the answer does not say, and is not believed.
    await page.goto(address);
    await heading(page, 'Kontot kopplades inte');
  });

  const faults = {
    'that is down': { set: () => provider.down(), mend: () => provider.up() },
    'that breaks': { set: () => (provider.fault.broken = true), mend: () => (provider.fault.broken = false) },
    'that says it is somebody else': { set: () => (provider.fault.issuer = true), mend: () => (provider.fault.issuer = false) },
  };
  for (const [name, { set, mend }] of Object.entries(faults)) {
    test(`${name} is told clearly, and the next try goes well`, async () => {
      const { page, expect } = await arrive();
      for (const status of [422, 502, 503]) expect(status);
      await set();
      await goToProvider(page);
      assert.match(await page.getByRole('main').innerText(), /Händelsens nummer: [0-9a-f]{32}/);
      assert.ok(page.url().startsWith(site.origin));
      await mend();
      await goToProvider(page);
      await signInAtProvider(page, 'omar');
      await heading(page, `Välkommen, ${USERS.omar.name}`);
    });
  }

  test('whose signature is not its own lets nobody in', async () => {
    const { page, expect } = await arrive();
    for (const status of [422, 502, 503]) expect(status);
    provider.fault.keys = true;
    await goToProvider(page);
    await signInAtProvider(page, 'kerstin');
    await heading(page, 'Inloggningen blev inte klar');
    await page.goto('/profile');
    assert.match(page.url(), /\/sign-in/);
  });

  test('that is slow is waited for', async () => {
    const { page } = await arrive();
    provider.fault.slow = 1500;
    await goToProvider(page);
    await signInAtProvider(page, 'kerstin');
    await heading(page, `Välkommen, ${USERS.kerstin.name}`);
  });
});
