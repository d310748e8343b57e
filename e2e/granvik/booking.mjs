// The evaluation is booked, everybody is appointed, declares, and an interviewee comes by a link.

import assert from 'node:assert/strict';
import { acceptInvitation, becomeAdministrator, fillIn, handedOut, heading, invite, submit } from '../story.mjs';
import { appoint, day, declare, link, reads, statusOf, stepOn } from './do.mjs';

const OLA = { email: 'ola.ek@mellanbygd.example', name: 'Ola Ek' };

export function booking(story) {
  const { kim, ola, maj, bo, eva, rut, klara, klaraPlain, inga, site, at, part } = story;

  part('the federation books Granvik, with days, framework and lead', async () => {
    await becomeAdministrator(site, kim.page);
    await kim.page.goto('/organisations/new');
    await fillIn(kim.page, { name: 'Mellanbygds kommunförbund', kind: 'federation' }, 'Lägg till');
    const [organisation] = kim.page.url().match(/\/organisations\/[0-9a-f-]{36}/);
    await acceptInvitation(ola.page, await invite(kim.page, organisation, OLA, 'organisation_administrator'), OLA);
    await ola.page.goto('/');
    await link(ola.page, /Boka/).first().click();
    const booking = {
      municipality: 'Granvik', framework: 'kommunkompassen-2020', kind: 'external', date: day(),
      'visit-1': day(), 'visit-2': day(1), lead: 'Maj Dahl', employer: 'Mellanbygds kommunförbund',
    };
    await fillIn(ola.page, booking, 'Boka');
    await reads(ola.page, 'Utvärderingen är bokad.');
    [story.evaluation] = new URL(ola.page.url()).pathname.match(/\/evaluations\/[0-9a-f-]{36}/);
  });

  part('everybody is appointed and comes in; nobody on the team sees anything before the declaration is signed', async () => {
    for (const [who, { page }] of Object.entries({ maj, bo, eva, rut, klara })) await appoint(ola.page, at, page, who);
    await ola.page.goto(at('people'));
    await reads(ola.page, 'Maj Dahl', 'Bo Holm', 'Eva Strand', 'Rut Berg', 'Klara Sjö', 'inte underskriven');
    await bo.page.goto(at(''));
    await reads(bo.page, 'Innan du får se mer behöver du skriva under en jävsdeklaration.');
    await declare(maj.page);
    await maj.page.goto(at('steps'));
    await reads(maj.page, 'Alla i teamet ska ha skrivit under jävsdeklarationen.');
    for (const { page } of [bo, eva, rut]) await declare(page);
    assert.equal(await statusOf(kim.page, at('')), 403, 'who sees to the installation reads no evaluation');
    await klaraPlain.context.addCookies(await klara.context.cookies());
  });

  part('an interviewee comes by a personal link and sees nothing else', async () => {
    await ola.page.goto(at('links/interviewee'));
    await ola.page.getByLabel(/Fackligt/).check();
    await fillIn(ola.page, { name: 'Inga Konto' }, 'Gör en personlig länk');
    await inga.page.goto(await handedOut(ola.page));
    await submit(inga.page, 'Öppna sidan');
    await heading(inga.page, 'Din intervju');
    assert.equal(await statusOf(inga.page, at('people')), 403);
    await stepOn(maj.page, at, 'förberedelse');
  });
}
