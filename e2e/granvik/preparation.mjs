// Preparation: answers, since last time, the self-assessment, documents – and a server that is killed in between.

import assert from 'node:assert/strict';
import { fillIn, handedOut, heading, submit } from '../story.mjs';
import { day, link, marked, pdf, reads, readsNot, statusOf, untilSaid, untilSaved } from './do.mjs';

export function preparation(story) {
  const { maj, bo, klara, klaraPlain, colleague, site, at, part } = story;

  part('answers are saved as they are typed, a colleague without account answers by link, all is handed in', async () => {
    await klara.page.goto(at('preparation'));
    await link(klara.page, /^1\.1\.1 /).click();
    await klara.page.getByLabel('Svar', { exact: true }).fill('Fullmäktige har antagit ett demokratiprogram.');
    await untilSaved(klara.page);
    await submit(klara.page, 'Godkänn svaret');
    await reads(klara.page, 'Svaret är godkänt.');

    await klara.page.goto(at('preparation/delegate?question=1.2.1'));
    await fillIn(klara.page, { name: 'Tove Lund', due: day(7) }, 'Gör en personlig länk');
    await colleague.page.goto(await handedOut(klara.page));
    await submit(colleague.page, 'Öppna sidan');
    await heading(colleague.page, 'Din del av svaren');
    await link(colleague.page, /^1\.2\.1 /).click();
    await colleague.page.getByLabel('Svar', { exact: true }).fill('Handlingarna ligger på webbplatsen en vecka före mötet.');
    await untilSaved(colleague.page);
    await submit(colleague.page, 'Markera som klart');
    await reads(colleague.page, 'Svaret är markerat som klart.');
    assert.equal(await statusOf(colleague.page, at('preparation/1.1.1')), 404, 'a question of others');

    await klaraPlain.page.goto(at('preparation/2.1.2'));
    await klaraPlain.page.getByLabel('Svar', { exact: true }).fill('Besvarat utan skript.');
    await submit(klaraPlain.page, 'Spara');
    await marked(klaraPlain.page, 'utkast');
    await klara.page.goto(at('preparation'));
    await submit(klara.page, 'Godkänn det klara svaret');
    await reads(klara.page, 'De klara svaren är godkända.');
    await link(klara.page, 'Lämna in svaren').click();
    await reads(klara.page, '2 svar lämnas in');
    await fillIn(klara.page, { reason: 'Resten kommer före besöket.' }, 'Lämna in');
    await reads(klara.page, 'Svaren är inlämnade. Utvärderarna kan läsa dem nu.');
  });

  part('an evaluator asks back and gets a reply; a draft stays with the municipality', async () => {
    await bo.page.goto(at('preparation/1.1.1'));
    await reads(bo.page, 'Fullmäktige har antagit ett demokratiprogram.');
    await fillIn(bo.page, { query: 'När antogs programmet?' }, 'Skicka frågan');
    await marked(bo.page, 'väntar på svar');
    await klara.page.goto(at('preparation'));
    await marked(klara.page, 'fråga tillbaka');
    await link(klara.page, /^1\.1\.1 /).click();
    await reads(klara.page, 'När antogs programmet?');
    await fillIn(klara.page, { reply: 'I mars 2024.' }, 'Skicka svaret');
    await bo.page.reload();
    await reads(bo.page, 'I mars 2024.');
    await bo.page.goto(at('preparation/2.1.2'));
    await reads(bo.page, 'Resten kommer före besöket.');
    await readsNot(bo.page, 'Besvarat utan skript.');
  });

  part('the server is killed while somebody types: what was said to be saved is there, the rest waits in the browser', async () => {
    klara.expectBreaks();
    await klara.page.goto(at('preparation/2.2.1'));
    const text = klara.page.getByLabel('Svar', { exact: true });
    await text.fill('Det här är sparat.');
    await untilSaved(klara.page);
    await text.pressSequentially(' Det här är skrivet när strömmen går.');
    await site.kill();
    await untilSaid(klara.page, /^Inte sparat – ingen förbindelse/);
    await site.start();
    await klaraPlain.page.goto(at('preparation/2.2.1'));
    assert.match(await klaraPlain.page.getByLabel('Svar', { exact: true }).inputValue(), /^Det här är sparat\./);
    // Who turns to something else need not wait for the next try.
    await text.blur();
    await untilSaved(klara.page);
    await klaraPlain.page.reload();
    const saved = await klaraPlain.page.getByLabel('Svar', { exact: true }).inputValue();
    assert.equal(saved, 'Det här är sparat. Det här är skrivet när strömmen går.');
  });

  part('since last time, and a self-assessment that the evaluators do not even see', async () => {
    await klara.page.goto(at('since-last/new'));
    await fillIn(klara.page, { area: '1', improvement: 'Följ upp medborgardialogerna' }, 'Spara');
    await link(klara.page, /^Berätta/).click();
    await klara.page.getByLabel('påbörjat', { exact: true }).check();
    await klara.page.getByLabel('Vad är gjort?').fill('Två nämnder har börjat.');
    await untilSaved(klara.page);
    await submit(klara.page, 'Spara');
    await bo.page.goto(at('since-last'));
    await reads(bo.page, 'Följ upp medborgardialogerna', 'Två nämnder har börjat.');
    await marked(bo.page, 'påbörjat');

    await klara.page.goto(at('self-assessment/1.1'));
    await klara.page.getByLabel('Till stor del').check();
    await klara.page.getByLabel('Varför?').fill('Vi tycker att vi är bäst i länet.');
    await submit(klara.page, 'Spara och gå vidare');
    await klara.page.goto(at('self-assessment'));
    await reads(klara.page, '11,25');
    await link(klara.page, 'Försegla').click();
    await submit(klara.page, 'Försegla');
    await reads(klara.page, 'Självvärderingen är förseglad.');
    assert.equal(await statusOf(maj.page, at('self-assessment')), 403);
    await maj.page.goto(at(''));
    await readsNot(maj.page, 'bäst i länet', '/self-assessment');
  });

  part('documents come by a plain form, by dropping many, and an address that leads inwards is refused', async () => {
    await klaraPlain.page.goto(at('documents'));
    const buffer = pdf('Program', 'Kommunen f\\366ljer upp medborgardialogen varje \\345r.');
    const plan = { name: 'Demokratiprogram.pdf', mimeType: 'application/pdf', buffer };
    klaraPlain.expect(422);
    const broken = { name: 'gammal.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0') };
    await klaraPlain.page.getByLabel('Filer').setInputFiles([plan, broken]);
    await submit(klaraPlain.page, 'Lämna in');
    await reads(klaraPlain.page, 'Det här blev det av filerna', 'Filer som slutar på .exe tas inte emot.', 'Demokratiprogram.pdf');

    await klara.page.goto(at('documents'));
    const dropped = await klara.page.evaluateHandle(() => {
      const all = new DataTransfer();
      all.items.add(new File(['Nämndernas uppföljning av målen.'], 'Uppfoljning.txt', { type: 'text/plain' }));
      all.items.add(new File(['# Kommunikationspolicy\n\nKlarspråk i allt.'], 'Policy.md', { type: 'text/markdown' }));
      return all;
    });
    await klara.page.dispatchEvent('.drop', 'drop', { dataTransfer: dropped });
    await reads(klara.page, 'Uppfoljning.txt', 'Policy.md');
    await submit(klara.page, 'Lämna in');
    await reads(klara.page, 'Dokumenten är inlämnade.');

    await klara.page.goto(at('document-address'));
    klara.expect(422);
    await fillIn(klara.page, { address: `${site.origin}/style` }, 'Hämta och lämna in');
    await reads(klara.page, 'Det är ingen webbadress som går att hämta.');
    await klara.page.goto(at('documents'));
    assert.equal(await klara.page.locator('table.rows tbody tr').count(), 3);
  });

  part('a search finds the passage on its page, by another form of the word', async () => {
    await klara.page.goto(at('documents'));
    while (await klara.page.getByText('läses in', { exact: true }).count()) {
      await klara.page.waitForTimeout(250);
      await klara.page.reload();
    }
    await bo.page.goto('/');
    await bo.page.getByRole('searchbox', { name: 'Sök i allt du får se' }).fill('medborgardialoger');
    await bo.page.keyboard.press('Enter');
    await heading(bo.page, /Sök/);
    const hit = bo.page.locator('.hit').filter({ hasText: 'Demokratiprogram' });
    assert.equal(await hit.locator('mark').first().innerText(), 'medborgardialogen');
    await hit.getByRole('link').first().click();
    assert.match(bo.page.url(), /\/pages\/2/);
    await reads(bo.page, 'Kommunen följer upp');
  });

  part('a document is asked for until a day, waits on the start page, and is answered', async () => {
    await bo.page.goto(at('document-requests/new'));
    await fillIn(bo.page, { what: 'Den senaste uppföljningen av målen', until: day(3) }, 'Be om dokumentet');
    await klara.page.goto('/');
    await reads(klara.page, 'Ett dokument att lämna', `senast ${day(3)}`);
    await link(klara.page, 'Ett dokument att lämna').click();
    await link(klara.page, /^Svara/).click();
    await klara.page.getByLabel('Dokumentet finns här').check();
    await klara.page.getByRole('main').getByLabel(/Uppfoljning/).check();
    await fillIn(klara.page, { text: 'Här är den.' }, 'Svara');
    await reads(klara.page, 'Svaret är sparat.');
    await bo.page.goto(at('documents'));
    await reads(bo.page, 'Här är den.');
    await marked(bo.page, 'besvarad');
  });
}
