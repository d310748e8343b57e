// Review, fact check, delivery, correction, publication.

import assert from 'node:assert/strict';
import { fillIn, submit } from '../story.mjs';
import { day, download, link, marked, reads, readsNot, statusOf, stepOn, untilSaved } from './do.mjs';

export function delivery(story) {
  const { maj, bo, eva, rut, klara, klaraPlain, at, part } = story;

  part('the reviewer finds, sets aside, comments, returns, and signs what comes back', async () => {
    await rut.page.goto(at('review'));
    await reads(rut.page, 'saknar text.', 'det behövs minst 10');
    await link(rut.page, /^Lämna åt sidan\W+1\.2 /).first().click();
    await fillIn(rut.page, { reason: 'Delområdet behandlas under 1.1.' }, 'Lämna åt sidan');
    await reads(rut.page, 'Varningen är lämnad åt sidan.', 'Delområdet behandlas under 1.1.');
    await rut.page.goto(at('review/comment?place=1.1'));
    await fillIn(rut.page, { text: 'Skriv ut vad som är effekt.' }, 'Spara kommentaren');
    await reads(rut.page, 'Skriv ut vad som är effekt.');
    await marked(rut.page, 'väntar på svar');
    await rut.page.goto(at('review/return'));
    await fillIn(rut.page, { reason: 'Effekten saknas i 1.1.' }, 'Lämna tillbaka till utvärderarna');
    await maj.page.goto(at('steps'));
    await reads(maj.page, 'Effekten saknas i 1.1.');

    await eva.page.goto(at('review'));
    await link(eva.page, /^Svara/).first().click();
    await link(eva.page, 'Ändra texten').click();
    await eva.page.getByRole('main').getByRole('textbox').fill('Målen är kända i alla nämnder, och fler deltar i dialogerna.');
    await submit(eva.page, /^Spara/);
    await eva.page.goto(at('review'));
    await link(eva.page, /^Svara/).first().click();
    await fillIn(eva.page, { answer: 'Effekten står där nu.' }, 'Svara');
    await stepOn(maj.page, at, 'kvalitetsgranskning');
    await rut.page.goto(at('review'));
    await reads(rut.page, 'Effekten står där nu.');
    await rut.page.locator('.comments a').first().click();
    await submit(rut.page, 'Markera som klar');
    await reads(rut.page, 'Kommentaren är klar.');
    await submit(rut.page, 'Skriv under granskningen');
    await reads(rut.page, 'Granskningen är underskriven.', 'Rut Berg skrev under');
    await maj.page.goto(at('self-assessment'));
    await reads(maj.page, 'Vi tycker att vi är bäst i länet.');
    await stepOn(maj.page, at, 'faktagranskning');
  });

  part('the municipality comments on a paragraph without JavaScript, and is answered', async () => {
    assert.equal(await statusOf(klara.page, at('report')), 403, 'no points before the delivery');
    await maj.page.goto(at('fact-check'));
    await fillIn(maj.page, { until: day(1) }, 'Öppna till den dagen');
    await klaraPlain.page.goto('/');
    await link(klaraPlain.page, 'Läs texten och lämna synpunkter').click();
    await reads(klaraPlain.page, 'fler deltar i dialogerna');
    await klaraPlain.page.locator('#p-1\\.1-1').getByRole('link', { name: /^Kommentera/ }).click();
    await fillIn(klaraPlain.page, { text: 'Det gäller alla nämnder utom en.' }, 'Skicka kommentaren');
    await reads(klaraPlain.page, 'Kommentaren är skickad.');
    await marked(klaraPlain.page, 'väntar på svar');
    await maj.page.goto('/');
    await link(maj.page, 'En synpunkt att besvara').click();
    await maj.page.locator('.comments a').first().click();
    await link(maj.page, 'Ändra texten').click();
    await maj.page.getByRole('main').getByRole('textbox').fill('Målen är kända i alla nämnder utom en, och fler deltar i dialogerna.');
    await untilSaved(maj.page);
    await maj.page.goto(at('fact-check'));
    await maj.page.locator('.comments a').first().click();
    await fillIn(maj.page, { accepted: 'yes', answer: 'Vi har skrivit till undantaget.' }, 'Svara');
    await klara.page.goto(at('fact-check'));
    await reads(klara.page, 'Vi har skrivit till undantaget.', 'alla nämnder utom en');
    await marked(klara.page, 'texten är ändrad');
    await link(klara.page, 'Vi är klara').click();
    await submit(klara.page, 'Vi är klara');
    await reads(klara.page, 'Kommunen är klar.');
  });

  const editions = (page) => page.getByRole('table').filter({ hasText: 'Alla levererade utgåvor sparas.' }).locator('tbody tr');

  part('the report is delivered, and a correction makes a second edition beside the first', async () => {
    await maj.page.goto(at('report'));
    await reads(maj.page, 'Så här ser rapporten ut om den levereras nu.');
    await link(maj.page, 'Leverera rapporten').click();
    await submit(maj.page, 'Leverera rapporten');
    await reads(maj.page, 'Rapporten är levererad.');
    await klara.page.goto(at('report'));
    await reads(klara.page, 'Granvik leds sammanhållet.', /av 800 poäng/);
    await readsNot(klara.page, 'Majs hemliga skäl.');
    const first = await download(klara.page, editions(klara.page).first().getByRole('link'));
    assert.equal(first.bytes.subarray(0, 5).toString(), '%PDF-');
    assert.match(first.name, /\.pdf$/);

    await link(maj.page, 'Rätta rapporten').click();
    await fillIn(maj.page, { reason: 'Fel årtal i sammanfattningen.' }, 'Rätta rapporten');
    await fillIn(maj.page, { until: day(1) }, 'Öppna till den dagen');
    await maj.page.goto(at('writing/summary'));
    await maj.page.getByRole('main').getByRole('textbox').fill('Granvik leds sammanhållet sedan 2019.');
    await untilSaved(maj.page);
    await klara.page.goto(at('fact-check/done'));
    await submit(klara.page, 'Vi är klara');
    await maj.page.goto(at('report/deliver'));
    await fillIn(maj.page, { note: 'Årtalet är rättat.' }, 'Leverera rapporten');
    await klara.page.goto(at('report'));
    await reads(klara.page, 'Årtalet är rättat.', 'sedan 2019');
    assert.equal(await editions(klara.page).count(), 2);
    const again = await download(klara.page, editions(klara.page).filter({ hasNotText: 'Årtalet är rättat.' }).getByRole('link'));
    assert.ok(again.bytes.equals(first.bytes), 'the first edition is what it was');
    const council = await download(klara.page, link(klara.page, 'Ladda ned tjänsteskrivelsen (DOCX)'));
    assert.equal(council.bytes.subarray(0, 2).toString(), 'PK');
    assert.match(council.name, /\.docx$/);
  });

  part('a point is clicked back to what it rests on, as far as the role goes', async () => {
    await klara.page.goto(at('report/1.1'));
    await reads(klara.page, 'Kommunens egna svar');
    await readsNot(klara.page, 'Majs hemliga skäl.', 'Bo Holm');
    await bo.page.goto(at('report/1.1'));
    await link(bo.page, 'Visa de enskilda bedömningarna').first().click();
    await reads(bo.page, 'Majs hemliga skäl.');
  });

  part('the municipality publishes, and a visitor without account reads it', async () => {
    const visitor = await story.arrive();
    const published = story.evaluation.replace('/evaluations/', '/published/');
    assert.equal(await statusOf(visitor.page, published), 404);
    await klara.page.goto(at('publication'));
    await fillIn(klara.page, { decision: 'publish' }, 'Spara beslutet');
    await reads(klara.page, 'Beslutet att publicera är sparat.');
    await visitor.page.goto(published);
    await reads(visitor.page, 'Granvik leds sammanhållet sedan 2019.', /av 800 poäng/);
    const file = await download(visitor.page, link(visitor.page, 'Ladda ned rapporten (PDF)'));
    assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-');
    await klara.page.goto(at('feedback'));
    await fillIn(klara.page, { date: day(14), audience: 'Alla som har intervjuats' }, 'Spara återföringen');
    await maj.page.goto(at('feedback'));
    await reads(maj.page, day(14), 'Alla som har intervjuats');
  });
}
