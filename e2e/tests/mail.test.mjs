// Mail: an invitation that is opened from the mailbox, what a person is told, and how often mail comes.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { checkAccessibility } from '../axe.mjs';
import { checkWidths, openBrowser, openPerson, sendHome } from '../browser.mjs';
import { linkIn, openPost } from '../mail.mjs';
import { install } from '../server.mjs';
import { acceptInvitation, becomeAdministrator, fillIn, heading, submit } from '../story.mjs';

const OLA = { email: 'ola.ek@granvik.example', name: 'Ola Ek' };
const MAJ = { email: 'maj.dahl@granvik.example', name: 'Maj Dahl' };

let browser, site, post, people;

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
  post = await openPost();
  site = await install();
  site.configure(post.configuration);
  await site.start();
});
afterEach(() => sendHome(people, site.remove, post.close));

/** Shows a letter as a mail program does. */
async function read(page, letter) {
  await page.setContent(letter.html);
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
}

for (const javaScript of [true, false]) {
  // Axe waits for timers, and a page without scripts has none; it is the same page.
  const accessible = javaScript ? checkAccessibility : () => {};
  describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
    test('an invitation is opened from the mailbox, an appointment told, and mail chosen once a day', async () => {
      const { page: administrator } = await arrive({ javaScript });
      const { page: ola } = await arrive({ javaScript });
      const { page: maj } = await arrive({ javaScript, width: 390 });
      const { page: mailbox } = await arrive();
      await becomeAdministrator(site, administrator);
      await administrator.goto('/organisations');
      await administrator.getByRole('main').getByRole('link', { name: 'Granviks kommun' }).click();
      const organisation = new URL(administrator.url()).pathname;
      for (const [person, role] of [[OLA, 'organisation_administrator'], [MAJ, 'reader']]) {
        await administrator.goto(`${organisation}/people/invite`);
        await fillIn(administrator, { ...person, role }, 'Gör en personlig länk');
        await administrator.getByText(`Länken skickas till ${person.email}`).waitFor();
      }
      const letter = await post.letter(OLA.email);
      assert.match(letter.headers.subject, /Granviks kommun/);
      await read(mailbox, letter);
      await checkAccessibility(mailbox);
      await acceptInvitation(ola, linkIn(letter), OLA);
      await acceptInvitation(maj, linkIn(await post.letter(MAJ.email)), MAJ);
      await maj.goto('/notices');
      await maj.getByText('Inga aviseringar').waitFor();

      await ola.goto(`${organisation}/evaluations/new`);
      await fillIn(ola, { municipality: 'Tyresö', kind: 'external', date: '2027-03-01' }, 'Boka');
      await ola.getByText('Utvärderingen är bokad.').waitFor();
      const evaluation = new URL(ola.url()).pathname.match(/\/evaluations\/[0-9a-f-]{36}/)[0];
      await ola.goto(`${evaluation}/people/appoint`);
      await fillIn(ola, { ...MAJ, role: 'lead_evaluator', employer: 'Granviks kommun' }, 'Utse');

      const told = await post.letter(MAJ.email, 2);
      assert.match(told.headers.subject, /^Tyresö 2027: Du är nu utvärderingsledare/);
      assert.ok(told.text.includes(evaluation));
      await maj.goto('/');
      const notices = maj.getByRole('link', { name: 'Aviseringar En oläst avisering' });
      await notices.click();
      await heading(maj, 'Aviseringar');
      await maj.getByRole('link', { name: 'Öppna – Du är nu utvärderingsledare' }).waitFor();
      await accessible(maj);
      await checkWidths(maj);
      await submit(maj, 'Markera som läst Du är nu utvärderingsledare');
      await maj.getByText('Aviseringen är markerad som läst.').waitFor();
      assert.equal(await notices.count(), 0, 'none is left to read');

      await maj.goto('/profile');
      await maj.getByRole('radio', { name: 'En gång om dagen' }).check();
      await submit(maj, 'Spara valet');
      await maj.getByText('Valet är sparat.').waitFor();
      assert.ok(await maj.getByRole('radio', { name: 'En gång om dagen' }).isChecked());

      await administrator.goto('/administrators');
      await administrator.getByRole('link', { name: 'Mejl och jobb' }).click();
      await administrator.getByText('Inget jobb har getts upp.').waitFor();
      await accessible(administrator);
    });
  });
}

/** Looks at the page of jobs until it says this. */
async function jobsSay(page, words) {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto('/jobs');
    if (await page.getByText(words).count()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${words} never came to light`);
}

async function invite(page, person) {
  await page.goto('/administrators/new');
  await fillIn(page, person, 'Gör en personlig länk');
  await page.locator('#link').waitFor();
}

test('what the mail server refuses is shown to whoever runs the installation, and links can be handed over', async () => {
  const { page: administrator } = await arrive();
  await becomeAdministrator(site, administrator);
  await invite(administrator, { email: 'gone@granvik.example', name: 'Sam Ask' });
  await jobsSay(administrator, 'no such mailbox');
  assert.throws(() => site.command('doctor'), /could not be done/);
  assert.match(site.command('mail', 'test', 'kim@granvik.example'), /took a mail to kim@granvik\.example/);
  await post.letter('kim@granvik.example');
  assert.throws(() => site.command('mail', 'test', 'gone@granvik.example'), /no such mailbox/);
});

test('what the mail server puts off is shown with its reason, and goes out at once when somebody asks for it', async () => {
  const { page: administrator } = await arrive();
  await becomeAdministrator(site, administrator);
  post.turnAway();
  await invite(administrator, MAJ);
  await jobsSay(administrator, 'come back later');
  await administrator.getByRole('heading', { name: 'Försöks igen' }).waitFor();
  await checkAccessibility(administrator);
  await checkWidths(administrator);
  post.welcome();
  await submit(administrator, 'Försök nu Mejl med en personlig länk');
  await administrator.getByText('Det görs om strax.').waitFor();
  await post.letter(MAJ.email);
  await administrator.goto('/jobs');
  assert.equal(await administrator.getByRole('heading', { name: 'Försöks igen' }).count(), 0);
});
