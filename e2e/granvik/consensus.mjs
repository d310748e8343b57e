// Consensus: live for all in the meeting, texts that two write, and what each source says.

import assert from 'node:assert/strict';
import { fillIn, heading, submit } from '../story.mjs';
import { link, marked, reads, stepOn, untilSaid, untilSaved } from './do.mjs';

export function consensus(story) {
  const { maj, bo, eva, at, part } = story;
  const levels = (operations) => ({
    'level-strategy': 'clear', 'level-operations': operations, 'level-effect': 'clear', 'level-follow-up': 'analysed',
  });

  part('one proposes without a script, and the open pages of the others follow by themselves', async () => {
    for (const { page } of [maj, bo]) {
      await page.goto(at('consensus?show=differ'));
      await page.evaluate(() => (window.neverReloaded = true));
    }
    await reads(maj.page, /^1\.1\.1 /);
    await marked(maj.page, 'inte avstämd');
    await eva.page.goto(at('consensus/1.1.1'));
    await reads(eva.page, 'Majs hemliga skäl.', 'Skrivet med tangenterna.', 'Dömt utan skript.');
    eva.expect(422);
    await fillIn(eva.page, levels('some'), 'Spara det ni enats om');
    await reads(eva.page, 'Skriv varför ni enades om det här');
    await fillIn(eva.page, { reason: 'Två nämnder arbetar inte så.' }, 'Spara det ni enats om');
    await reads(eva.page, 'Ni har enats. Det syns nu för alla i mötet.');
    for (const { page } of [maj, bo]) {
      await page.locator('.agenda li').filter({ hasText: '1.1.1' }).getByText('avstämd', { exact: true }).waitFor();
      assert.equal(await page.evaluate(() => window.neverReloaded), true);
    }
  });

  part('two who agree on the same question at once see both', async () => {
    bo.expect(409);
    for (const { page } of [maj, bo]) await page.goto(at('consensus/2.1.1'));
    for (const [name, value] of Object.entries(levels('all'))) {
      await bo.page.locator(`input[name="${name}"][value="${value}"] + label`).click();
    }
    await bo.page.getByRole('textbox', { name: 'Skäl' }).fill('Alla, också bolagen.');
    await fillIn(maj.page, { ...levels('some'), reason: 'Bolagen är inte med.' }, 'Spara det ni enats om');
    await reads(bo.page, 'Det du arbetar med har just ändrats', 'Bolagen är inte med.');
    const typed = await bo.page.getByRole('textbox', { name: 'Skäl' }).inputValue();
    assert.equal(typed, 'Alla, också bolagen.', 'what somebody types is left alone');
    await submit(bo.page, 'Spara det ni enats om');
    await reads(bo.page, 'Medan du valde stämdes frågan av', 'Bolagen är inte med.');
    await link(bo.page, 'Behåll det sparade').click();
    await bo.page.locator('.panel').filter({ hasText: 'Bolagen är inte med.' }).waitFor();
  });

  part('what all judged alike is agreed on area by area, the rest one by one', async () => {
    for (;;) {
      await maj.page.goto(at('consensus'));
      const waiting = maj.page.locator('#waiting-areas a');
      if ((await waiting.count()) === 0) break;
      await maj.page.getByText('Lika bedömningar som kan avstämmas områdesvis').click();
      await waiting.first().click();
      await submit(maj.page, 'Enas om alla');
      await reads(maj.page, 'Avstämt.');
    }
    for (;;) {
      await maj.page.goto(at('consensus'));
      const open = maj.page.locator('.agenda h2 a');
      if ((await open.count()) === 0) break;
      await open.first().click();
      await fillIn(maj.page, { ...levels('some'), reason: 'Några arbetar så.' }, 'Spara det ni enats om');
      await reads(maj.page, 'Ni har enats.');
    }
    await reads(maj.page, 'Allt är avstämt');
    await link(maj.page, 'Samstämmighet').click();
    await reads(maj.page, 'Krippendorffs alfa');
  });

  part('texts appear with the others as they are saved, are looked at first, and are merged where two wrote', async () => {
    bo.expect(409);
    bo.expectBreaks();
    for (const { page } of [maj, bo]) await page.goto(at('writing/1'));
    const form = (page) => page.locator('form.prose-form').filter({ has: page.getByLabel(/^1\.1 /) }).first();
    const text = (page) => form(page).getByRole('textbox');
    await text(maj.page).fill('Målen är **kända** i hela kommunen.');
    await untilSaved(maj.page, form(maj.page));
    await bo.page.waitForFunction(() => [...document.querySelectorAll('textarea')].some((it) => it.value.includes('**kända**')));
    await form(maj.page).getByRole('button', { name: /^Förhandsgranska/ }).click();
    assert.equal(await maj.page.locator('.read strong').first().innerText(), 'kända');

    await bo.context.setOffline(true);
    await text(bo.page).fill('Målen är kända i ledningen.');
    await untilSaid(bo.page, /^Inte sparat/, form(bo.page));
    await maj.page.getByRole('textbox').first().fill('Målen är kända i alla nämnder.');
    await untilSaved(maj.page);
    await bo.context.setOffline(false);
    await untilSaid(bo.page, /^Texten har ändrats sedan du öppnade sidan/, form(bo.page));
    await form(bo.page).getByRole('button', { name: /^Spara/ }).click();
    await heading(bo.page, 'Texten har ändrats sedan du öppnade den');
    await reads(bo.page, 'alla nämnder.', 'ledningen.');
    await submit(bo.page, 'Spara båda');
    await bo.page.waitForURL('**?done=saved*');
    await maj.page.goto(at('writing/1.1'));
    const both = await maj.page.getByRole('main').getByRole('textbox').inputValue();
    assert.equal(both, 'Målen är kända i alla nämnder.\n\nMålen är kända i ledningen.');

    await eva.page.goto(at('writing/summary'));
    await eva.page.getByRole('main').getByRole('textbox').fill('Granvik leds sammanhållet. Skrivet utan skript.');
    await submit(eva.page, /^Spara/);
    await eva.page.waitForURL('**?done=saved*');
    for (const [list, fields] of [
      ['strength', { body: 'Programmet är känt i alla nämnder.' }],
      ['improvement', { body: 'Följ upp dialogerna i bolagen.' }],
      ['example', { body: 'Klarspråk i alla brev.', who: 'Socialförvaltningen' }],
    ]) {
      await eva.page.goto(at(`writing/1/rows/${list}`));
      await fillIn(eva.page, fields, 'Lägg till');
      await reads(eva.page, 'Tillagt sist i listan.', fields.body);
    }
  });

  part('the impact matrix shows what is written and not known', async () => {
    await bo.page.goto(at('impact/1'));
    await bo.page.getByLabel(/^1\.1 .*, Dokument$/).selectOption('confirms');
    await bo.page.getByLabel(/^1\.1 .*, Ledande politiker/).selectOption('contradicts');
    await submit(bo.page, 'Spara området');
    await reads(bo.page, 'Skrivet men inte känt på golvet', 'säger emot eller inget');
    await stepOn(maj.page, at, 'kvalitetsgranskning');
  });
}
