// Organisations, roles and personal links, between people with browsers of their own.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { openBrowser, openPerson, sendHome } from '../browser.mjs';
import { install } from '../server.mjs';
import { acceptInvitation, becomeAdministrator, fillIn, handedOut, heading, invite, submit } from '../story.mjs';

const OLA = { email: 'ola.ek@sollerby.example', name: 'Ola Ek' };
const MAJ = { email: 'maj.dahl@sollerby.example', name: 'Maj Dahl' };

let browser, site, people;

async function arrive(options) {
  const person = await openPerson(browser, site.origin, options);
  people.push(person);
  return person;
}

/** The status of a page for this browser, wherever it is now. */
async function statusOf(page, address) {
  return (await page.request.get(address, { maxRedirects: 0 })).status();
}

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
beforeEach(async () => {
  people = [];
  site = await install();
  await site.start();
});
afterEach(() => sendHome(people, site.remove));

for (const javaScript of [true, false]) {
  describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
    test('an organisation is made, its administrator invited by a link that works once, and put out at once', async () => {
      const { page: administrator } = await arrive({ javaScript });
      const { page: ola } = await arrive({ javaScript });
      const { page: thief, expect } = await arrive({ javaScript });
      await becomeAdministrator(site, administrator);
      await administrator.goto('/organisations/new');
      await fillIn(administrator, { name: 'Sollerby kommun', kind: 'municipality' }, 'Lägg till');
      await administrator.getByText('Organisationen finns nu.').waitFor();
      const [organisation] = administrator.url().match(/\/organisations\/[0-9a-f-]{36}/);
      const link = await invite(administrator, organisation, OLA, 'organisation_administrator');

      await acceptInvitation(ola, link, OLA);
      for (const status of [403, 404, 410, 422]) expect(status);
      await thief.goto(link);
      await heading(thief, 'Länken går inte att använda');

      assert.equal(await statusOf(ola, `${organisation}/people`), 200);
      assert.equal(await statusOf(ola, '/organisations'), 403);
      await administrator.goto(`${organisation}/people`);
      await administrator.getByRole('link', { name: OLA.name }).click();
      await administrator.getByRole('link', { name: 'Ta bort från organisationen' }).click();
      await submit(administrator, 'Ta bort');
      await administrator.getByText('Personen är borttagen ur organisationen.').waitFor();
      assert.equal(await statusOf(ola, `${organisation}/people`), 404);
    });

    test('an evaluation is booked, its lead declares first, and an interviewee comes by a link that can be revoked', async () => {
      const { page: administrator } = await arrive({ javaScript });
      const { page: ola } = await arrive({ javaScript });
      const { page: maj } = await arrive({ javaScript });
      const { page: inga } = await arrive({ javaScript, width: 320 });
      await becomeAdministrator(site, administrator);
      await administrator.goto('/organisations');
      await administrator.getByRole('main').getByRole('link', { name: 'Granviks kommun' }).click();
      await heading(administrator, 'Granviks kommun');
      const organisation = new URL(administrator.url()).pathname;
      await acceptInvitation(ola, await invite(administrator, organisation, OLA, 'organisation_administrator'), OLA);

      await ola.goto(`${organisation}/evaluations/new`);
      await fillIn(ola, { municipality: 'Tyresö', kind: 'external', date: '2027-03-01' }, 'Boka');
      await ola.getByText('Utvärderingen är bokad.').waitFor();
      const evaluation = new URL(ola.url()).pathname.match(/\/evaluations\/[0-9a-f-]{36}/)[0];
      await ola.goto(`${evaluation}/people/appoint`);
      await fillIn(ola, { ...MAJ, role: 'lead_evaluator', employer: 'Sollerby kommun' }, 'Utse');
      await acceptInvitation(maj, await handedOut(ola), MAJ);

      assert.equal(await statusOf(administrator, evaluation), 403, 'who sees to the installation reads no evaluation');
      await maj.getByRole('link', { name: /jävsdeklaration/ }).click();
      await fillIn(maj, { answer: 'none' }, 'Skriv under');
      await maj.getByText('Tack, deklarationen är underskriven.').waitFor();

      await ola.goto(`${evaluation}/links/interviewee`);
      await ola.getByRole('main').getByRole('radio').first().check();
      await fillIn(ola, { name: 'Inga Konto' }, 'Gör en personlig länk');
      await inga.goto(await handedOut(ola));
      await submit(inga, 'Öppna sidan');
      await heading(inga, 'Din intervju');
      assert.equal(await statusOf(inga, evaluation), 403, 'a link opens its own part only');
      await ola.goto(`${evaluation}/links`);
      await ola.getByRole('link', { name: /Återkalla/ }).click();
      await submit(ola, 'Återkalla');
      await ola.getByText('Länken är återkallad.').waitFor();
      assert.notEqual(await statusOf(inga, '/my-part'), 200);
    });
  });
}
