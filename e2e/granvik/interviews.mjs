// Interviews: the plan, notes of several at once through broken connections, and what is added afterwards.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fillIn, heading, submit } from '../story.mjs';
import { day, download, link, marked, reads, readsNot, send, statusOf, stepOn, tokenOf, untilSaid } from './do.mjs';

export function interviews(story) {
  const { maj, bo, eva, klara, inga, site, at, part } = story;
  let politicians, unions;
  const slot = { group: 'politicians', day: day(), begins: '09:00', ends: '10:30', room: 'Sal A', evaluators: ['E1', 'E2'] };
  const idOf = (page) => new URL(page.url()).pathname.split('/').pop();

  part('slots are planned; a clash and an own manager are refused with the reason, and a missing side is said', async () => {
    await maj.page.goto(at('interviews/new'));
    await fillIn(maj.page, slot, 'Spara');
    await heading(maj.page, /Ledande politiker/);
    politicians = idOf(maj.page);
    klara.expect(422);
    await klara.page.goto(at('interviews/new'));
    const other = { ...slot, group: 'unions', begins: '10:00', ends: '11:00', room: 'sal a', evaluators: ['E3'] };
    await fillIn(klara.page, other, 'Spara');
    await reads(klara.page, 'sal a är upptagen');
    await fillIn(klara.page, { room: 'Sal B', evaluators: ['E1'] }, 'Spara');
    await reads(klara.page, 'Maj Dahl är med i en annan intervju');
    await klara.page.getByLabel('Maj Dahl').uncheck();
    await submit(klara.page, 'Spara');
    await heading(klara.page, /Fackligt/);
    unions = idOf(klara.page);

    const add = async (fields) => {
      await klara.page.goto(at('interviews/people/new'));
      await fillIn(klara.page, fields, 'Spara');
    };
    await add({ name: 'Kim Ek', interviews: politicians, bloc: 'majority' });
    await reads(klara.page, 'ingen från oppositionen är med');
    await add({ name: 'Lo Alm', interviews: politicians, bloc: 'opposition' });
    assert.equal(await klara.page.getByText('ingen från oppositionen är med').count(), 0);
    await add({ name: 'Mats Boss', interviews: unions, bloc: 'none' });
    await klara.page.goto(at('interviews/people/new'));
    await klara.page.getByLabel('Närmaste chef').selectOption({ label: 'Mats Boss' });
    await fillIn(klara.page, { name: 'Inga Konto', interviews: unions, bloc: 'none' }, 'Spara');
    await reads(klara.page, 'Inga Konto skulle sitta i samma intervju som sin chef, Mats Boss.');
    await klara.page.getByLabel('Närmaste chef').selectOption({ label: 'står inte i listan' });
    await submit(klara.page, 'Spara');
    await reads(klara.page, 'Inga Konto');
  });

  part('an interviewee sees when and where by a link, what is public, and fetches it for the calendar', async () => {
    await klara.page.goto(at(`interviews/${unions}`));
    await submit(klara.page, 'Gör länkar till alla i intervjun');
    const row = klara.page.getByRole('row').filter({ hasText: 'Inga Konto' });
    await inga.page.goto(await row.locator('code.secret').innerText());
    await submit(inga.page, 'Öppna sidan');
    await reads(inga.page, 'Sal B', '10.00–11.00', 'Vad som kan bli offentligt');
    await readsNot(inga.page, 'Mats Boss');
    const file = await download(inga.page, link(inga.page, 'Hämta till kalendern (.ics)'));
    const calendar = file.bytes.toString();
    assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
    assert.match(calendar, new RegExp(`DTSTART[^:]*:${day().replaceAll('-', '')}T`));
    assert.match(calendar, /LOCATION:Sal B/);
    await maj.page.goto(at(`interviews/${unions}/edit`));
    await fillIn(maj.page, { room: 'Sal C' }, 'Spara');
    await inga.page.reload();
    await reads(inga.page, 'Sal C', 'Tiden eller platsen har ändrats.');
    await marked(inga.page, 'ändrad');
  });

  part('two evaluators write notes at once and see each other’s; a third does so without JavaScript', async () => {
    await stepOn(maj.page, at, 'intervjuer');
    for (const { page } of [maj, bo, eva]) await page.goto(at(`interviews/${politicians}`));
    const first = (page) => page.locator('.guide > li').first();
    story.asked = await first(maj.page).locator('input[name=at]').inputValue();
    await first(maj.page).getByLabel(/Anteckning/).fill('Alla nämnder arbetar så, säger majoriteten.');
    await first(bo.page).getByLabel(/Anteckning/).fill('Oppositionen ser det bara i två nämnder.');
    await first(maj.page).getByRole('button', { name: /^Spara anteckningen/ }).click();
    await reads(bo.page, 'Alla nämnder arbetar så, säger majoriteten.');
    await first(bo.page).getByRole('button', { name: /^Spara anteckningen/ }).click();
    await reads(maj.page, 'Oppositionen ser det bara i två nämnder.');
    await marked(maj.page, 'frågan är ställd');
    await first(eva.page).getByLabel(/Anteckning/).fill('Skrivet utan skript.');
    await first(eva.page).getByRole('button', { name: /^Spara anteckningen/ }).click();
    await reads(eva.page, 'Anteckningen är sparad.', 'Alla nämnder arbetar så', 'Oppositionen ser det bara i två nämnder.');
    await reads(maj.page, 'Skrivet utan skript.');
    assert.equal(await statusOf(klara.page, at(`interviews/${politicians}`)), 200);
    await klara.page.goto(at(`interviews/${politicians}`));
    await readsNot(klara.page, 'Alla nämnder arbetar så', 'Skrivet utan skript.');
  });

  part('a note that is written without a connection arrives once when it is back, also after a closed page', async () => {
    bo.expectBreaks();
    await bo.page.goto(at(`interviews/${politicians}`));
    await bo.context.setOffline(true);
    await bo.page.getByLabel('Fri anteckning').fill('Skrivet i källaren utan täckning.');
    await bo.page.getByRole('button', { name: 'Spara anteckningen', exact: true }).click();
    await untilSaid(bo.page, /^Inte sparat – ingen förbindelse/);
    await bo.page.goto('about:blank');
    await bo.context.setOffline(false);
    // It goes out with the page that is opened, or already with the one that was left, if the browser still has it.
    await bo.page.goto(at(`interviews/${politicians}`));
    await reads(bo.page, 'Skrivet i källaren utan täckning.');
    await reads(maj.page, 'Skrivet i källaren utan täckning.');
    await bo.page.reload();
    assert.equal(await bo.page.getByText('Skrivet i källaren utan täckning.').count(), 1);
  });

  part('the server is killed while notes stream in: each that was acknowledged is there, and each once', async () => {
    for (const person of [maj, bo]) person.expectBreaks();
    const address = at(`interviews/${unions}/notes`);
    const csrf = await tokenOf(maj.page, at(`interviews/${unions}`));
    const note = (n) => ({ csrf, key: randomUUID(), at: '', tags: '', text: `Rad ${n} av strömmen.` });
    const acknowledged = [];
    let unsure;
    const writing = (async () => {
      for (let n = 1; ; n += 1) {
        unsure = note(n);
        const answer = await send(maj.page, address, unsure).catch(() => undefined);
        if (answer?.status() !== 303) return;
        acknowledged.push(unsure.text);
      }
    })();
    while (acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    await site.kill();
    await writing;
    await site.start();
    assert.equal((await send(maj.page, address, unsure)).status(), 303, 'the one that nobody knows of is sent again');
    await maj.page.goto(at(`interviews/${unions}`));
    for (const text of [...acknowledged, unsure.text]) {
      assert.equal(await maj.page.getByText(text, { exact: true }).count(), 1, text);
    }
  });

  part('interviews are held, and the lead rules on what is added too late', async () => {
    await maj.page.goto(at(`interviews/${unions}`));
    await link(maj.page, 'Intervjun är hållen').click();
    await fillIn(maj.page, { people: '5' }, 'Spara');
    await marked(maj.page, 'hållen, 5 personer');
    await maj.page.goto(at('interviews/terms'));
    await fillIn(maj.page, { until: day(-1), contact: 'Klara Sjö, 010-123' }, 'Spara');
    await inga.page.reload();
    await reads(inga.page, 'Klara Sjö, 010-123');
    await fillIn(inga.page, { text: 'Vi glömde fackrådet.' }, 'Skicka in');
    await reads(inga.page, 'Tack, kompletteringen har kommit in.', 'Vi glömde fackrådet.');
    await marked(inga.page, 'sen');
    await maj.page.goto(at('interviews/supplements'));
    await marked(maj.page, 'väntar på beslut');
    await link(maj.page, /^Avgör/).click();
    await fillIn(maj.page, { considered: 'yes', reason: 'Det rättar ett fel.' }, 'Spara');
    await bo.page.goto(at('interviews/supplements'));
    await reads(bo.page, 'Vi glömde fackrådet.', 'Det rättar ett fel.');
    await marked(bo.page, 'beaktad');
    await klara.page.goto(at('interviews/supplements'));
    await reads(klara.page, 'Vi glömde fackrådet.');
    await readsNot(klara.page, 'Det rättar ett fel.');
    await maj.page.goto(at('scoring/areas/8'));
    await fillIn(maj.page, { way: 'joint' }, 'Spara');
    await reads(maj.page, 'Sättet är sparat.');
    await stepOn(maj.page, at, 'bedömning');
  });
}
