// An installation with people in every kind of part and something to see on every page, made by clicking through it.

import { writeFileSync } from 'node:fs';
import { openPerson } from './browser.mjs';
import { addAuthenticator } from './authenticator.mjs';
import * as granvik from './granvik/at-rest.mjs';
import { signInAtProvider, startProvider } from './provider.mjs';
import { install } from './server.mjs';
import {
  ADMINISTRATOR, acceptInvitation, becomeAdministrator, fillIn, handedOut, heading, invite, signIn, submit, turnOnCodes,
} from './story.mjs';

const OLA = { email: 'ola.ek@sollerby.example', name: 'Ola Ek' };
const MAJ = { email: 'maj.dahl@sollerby.example', name: 'Maj Dahl' };
const LATE = { email: 'sen.svarare@sollerby.example', name: 'Sen Svarare' };

/** Makes the town and everybody in it; `leave` takes it away. */
export async function settle(browser) {
  const site = await install();
  const provider = await startProvider({ redirects: [`${site.origin}/sign-in/oidc/granvik/callback`] });
  site.configure(provider.configuration('granvik', 'Granviks kommun', site.folder));
  // Two updates of the key figures, the later of which revises a value of the earlier.
  const values = `${site.folder}/values.csv`;
  writeFileSync(values, 'kpi,municipality,year,gender,value\nN00090,0138,2022,T,9.9\n');
  site.command('kpi', 'import', values, '--origin', 'en påhittad fil', '--fetched', '2024-01-31', '--accept-loss');
  site.command('kpi', 'import', '--bundled');
  await site.start();
  const people = {};
  const come = async (who) => (people[who] = await openPerson(browser, site.origin)).page;

  // Sees to the installation, with every second factor there is.
  const administrator = await come('system administrator');
  await becomeAdministrator(site, administrator);
  await turnOnCodes(administrator);
  await addAuthenticator(administrator);
  await administrator.goto('/profile/passkeys');
  await fillIn(administrator, { name: 'Jobbtelefonen' }, 'Lägg till');
  await administrator.getByText('Passnyckeln är tillagd.').waitFor();
  await administrator.goto('/organisations');
  await administrator.getByRole('main').getByRole('link', { name: 'Granviks kommun' }).click();
  await heading(administrator, 'Granviks kommun');
  const organisation = new URL(administrator.url()).pathname;
  const join = async (who, person, role = 'reader') => {
    const page = await come(who);
    await acceptInvitation(page, await invite(administrator, organisation, person, role), person);
    return page;
  };

  // Sees to the organisation: books, appoints, and has an invitation open.
  const chair = await join('organisation administrator', OLA, 'organisation_administrator');
  const open = await invite(chair, organisation, LATE, 'reader');
  await chair.goto(`${organisation}/evaluations/new`);
  await fillIn(chair, { municipality: 'Tyresö', kind: 'external', date: '2027-03-01' }, 'Boka');
  await chair.waitForURL(/\/evaluations\/[0-9a-f-]{36}/);
  const booked = new URL(chair.url()).pathname.match(/\/evaluations\/[0-9a-f-]{36}/)[0];
  await chair.goto(`${booked}/people/appoint`);
  await fillIn(chair, { ...MAJ, role: 'lead_evaluator', employer: 'Sollerby kommun' }, 'Utse');
  const toBooked = await handedOut(chair);
  await chair.goto(`${organisation}/evaluations/published`);
  await fillIn(chair, { municipality: 'Sollerby', year: '2016', title: 'Återrapport (påhittad)' }, 'Lägg in');
  await chair.waitForURL(/\/published/);

  await chair.goto('/key-figures/selection?kpi=N00090&area=0138');
  await chair.getByText('Spara urvalet').first().click();
  await fillIn(chair, { name: 'Sjukfrånvaron' }, 'Spara urvalet');
  await chair.getByText('Urvalet är sparat.').waitFor();

  await chair.goto('/profile/security');
  await chair.getByRole('main').getByRole('button', { name: /Koppla/ }).click();
  await chair.getByRole('link', { name: 'Fortsätt till Granviks kommun' }).click();
  await signInAtProvider(chair, 'omar');
  await chair.getByText('Kontot är kopplat.').waitFor();

  // Will lead what is booked, once the declaration is signed.
  await acceptInvitation(await come('appointed lead evaluator'), toBooked, MAJ);

  // Take part in the evaluations of Granvik.
  const lead = await join('lead evaluator', granvik.LEAD);
  const reviewer = await join('reviewer', granvik.REVIEWER);
  const coordinator = await join('coordinator', granvik.COORDINATOR);
  const evaluations = granvik.importGranvik(site);
  await granvik.appointGranvik(chair, evaluations);
  await granvik.seal(site, evaluations, coordinator);
  const links = await granvik.prepare(evaluations.interviews, lead, coordinator);
  await granvik.comment(evaluations, reviewer, coordinator);
  await granvik.followUp(evaluations, coordinator);

  // What one evaluation no longer needs is disposed of, with a protocol.
  await chair.goto(`${organisation}/retention/judgements`);
  await fillIn(chair, { rule: 'delivered', years: '0' }, 'Spara regeln');
  await chair.goto(`${organisation}/disposals/new`);
  const chosen = `${evaluations.delivered.split('/').at(-1)}.judgements`;
  await fillIn(chair, { chosen, decision: 'KS 2026/12', day: '2026-01-02', section: '§ 4' }, 'Gallra');
  await chair.getByText('Beslutet är registrerat.').waitFor();
  await chair.goto(`${organisation}/records`);
  await fillIn(chair, { pattern: 'KS {year}/{number}' }, 'Spara serien');

  // The whole case is taken for the e-archive.
  await chair.goto(`${evaluations.delivered}/records`);
  await chair.getByRole('link', { name: 'Arkivera ärendet' }).click();
  await heading(chair, 'Arkivera ärendet');
  const [archive] = await Promise.all([
    chair.waitForEvent('download'),
    chair.getByRole('button', { name: 'Hämta arkivpaketet' }).click(),
  ]);
  if (!/^kompass-.*\.zip$/.test(archive.suggestedFilename())) throw new Error(archive.suggestedFilename());

  // One document is held back.
  await coordinator.goto(`${evaluations.delivered}/secrecy/mark/document`);
  const document = await coordinator.locator('#chosen option').nth(1).getAttribute('value');
  await fillIn(coordinator, { chosen: document, law: 'OSL 39 kap. 2 §' }, 'Markera som hemligt');
  await coordinator.getByText('Uppgiften är markerad').waitFor();

  // Come with nothing but a link.
  for (const [who, link] of Object.entries(links)) {
    const page = await come(who);
    await page.goto(link);
    await submit(page, 'Öppna sidan');
    await page.waitForURL('**/my-part');
  }

  // Is on the way in: the password was right, the code is not given yet.
  const halfway = await come('somebody half-way in');
  await signIn(halfway, ADMINISTRATOR);
  await heading(halfway, 'Skriv koden');
  await come('nobody');

  return {
    site,
    people,
    /** Addresses that no page links to, by the path of their route. */
    unlinked: {
      '/link/{token}': new URL(open).pathname,
      '/sign-in/code': '/sign-in/code',
      '/confirm': '/confirm',
      '/my-part': '/my-part',
      // Linked from its organisation while something is due.
      '/organisations/{organisation}/disposals/new': `${organisation}/disposals/new`,
      // A form leads there, and from there links to those who can be erased.
      '/organisations/{organisation}/persons': `${organisation}/persons?who=a`,
      '/search': '/search?q=Granvik',
      '/sign-in/oidc/{provider}/callback': '/sign-in/oidc/granvik/callback?state=forged&code=forged',
    },
    async leave() {
      for (const person of Object.values(people)) await person.context.close();
      await provider.stop();
      await site.remove();
    },
  };
}
