// Scoring: three who judge in three ways, blind to each other, and two who save the same.

import assert from 'node:assert/strict';
import { fillIn, submit } from '../story.mjs';
import { judgeTheRest, reads, statusOf, stepOn, untilSaid, untilSaved } from './do.mjs';

export function scoring(story) {
  const { maj, bo, eva, rut, klara, at, part } = story;
  const BEST = { d0: 'clear', d1: 'all', d2: 'clear', d3: 'analysed' };
  /** Where one could look for what others judged. */
  const PLACES = [
    '', 'scoring', 'scoring?missing=1', 'scoring/1.1.1', 'consensus', 'consensus/1.1.1', 'report', 'writing/1', 'export', 'steps',
  ];
  /** Where Bo sees less than the others. */
  const DIFFERENT = ['1.2.1', '2.1.1', '3.1.1'];
  const reasonOn = (page) => page.getByRole('textbox', { name: 'Skäl' });
  const segment = (page, dimension, level) => page.getByRole('group', { name: dimension }).getByText(level, { exact: true });

  part('one judges by clicks, one by the keyboard alone, one without JavaScript', async () => {
    await maj.page.goto(at(`scoring/${story.asked}`));
    await reads(maj.page, 'Alla nämnder arbetar så, säger majoriteten.', 'Skrivet utan skript.');
    await maj.page.goto(at('scoring/1.1.1'));
    await reads(maj.page, 'Fullmäktige har antagit ett demokratiprogram.', 'Demokratiprogram');
    await segment(maj.page, 'Gemensam strategi', 'Tydlig').click();
    await segment(maj.page, 'Berörda verksamheter', 'Några').click();
    await segment(maj.page, 'Funktion och effekt', 'Vissa').click();
    await segment(maj.page, 'Uppföljning och analys', 'Följs upp').click();
    await reads(maj.page, /^Ger \d+,\d av \d+,\d poäng$/);
    await reasonOn(maj.page).fill('Majs hemliga skäl.');
    await maj.page.locator('#e-answers').check();
    await submit(maj.page, 'Spara och nästa');
    await maj.page.waitForURL('**/scoring/1.1.2?*');

    await bo.page.goto(at('scoring/1.1.1'));
    const { keyboard } = bo.page;
    for (const key of ['3', '4', '3', '3']) await keyboard.press(key);
    while (!(await bo.page.evaluate(() => document.activeElement.id === 'reason'))) await keyboard.press('Tab');
    await keyboard.type('Skrivet med tangenterna.');
    await keyboard.press('Control+Enter');
    await bo.page.waitForURL('**/scoring/1.1.2?*');
    await keyboard.press('k');
    await bo.page.waitForURL('**/scoring/1.1.1');
    for (const level of ['clear', 'all', 'clear', 'analysed']) {
      assert.ok(await bo.page.locator(`.segments input:checked[value="${level}"]`).count(), level);
    }
    assert.equal(await reasonOn(bo.page).inputValue(), 'Skrivet med tangenterna.');
    await keyboard.press('j');
    await bo.page.waitForURL('**/scoring/1.1.2');

    await eva.page.goto(at('scoring/1.1.1'));
    await fillIn(eva.page, { ...BEST, d1: 'some', reason: 'Dömt utan skript.' }, 'Spara och nästa');
    await eva.page.waitForURL('**/scoring/1.1.2?*');
    await eva.page.goto(at('scoring/1.1.1'));
    assert.equal(await reasonOn(eva.page).inputValue(), 'Dömt utan skript.');
    assert.equal(await eva.page.locator('.segments input:checked').count(), 4);
  });

  part('nobody sees what another has judged, on any page, in any search or file', async () => {
    // Area 8 is judged together: there is nothing to hide in it.
    const reason = (code) => (code.startsWith('8') ? 'Sagt till alla.' : 'Majs hemliga skäl.');
    await judgeTheRest(maj.page, at, (code) => ({ ...BEST, reason: reason(code), evidence: 'answers' }));
    assert.ok((await (await maj.page.request.get(at('export'))).text()).includes('Majs hemliga'), 'her own file has it');
    await maj.page.goto(at('scoring/areas/1/lock'));
    await submit(maj.page, 'Lås mina bedömningar');
    await reads(maj.page, 'Området är låst.', 'Du har låst området.');
    for (const { page } of [bo, eva, rut, klara]) {
      for (const path of PLACES) {
        const text = await (await page.request.get(at(path))).text();
        assert.ok(!text.includes('Majs hemliga'), `${path} tells it`);
      }
      const found = await (await page.request.get('/search?q=Majs+hemliga')).text();
      assert.ok(!found.includes('<mark>'), 'the search tells it');
    }
    assert.equal(await statusOf(bo.page, at('consensus')), 403);
    await bo.page.goto(at(''));
    await reads(bo.page, 'Bara dina egna bedömningar räknas tills alla har låst området.');
  });

  part('two windows of one person do not overwrite each other', async () => {
    bo.expect(409);
    await bo.page.goto(at('scoring/1.2.2'));
    const other = await bo.context.newPage();
    await other.goto(at('scoring/1.2.2'));
    const choose = async (page, reason) => {
      for (const dimension of [0, 1, 2, 3]) await page.locator(`label[for="d${dimension}-2"]`).click();
      await reasonOn(page).fill(reason);
    };
    await choose(bo.page, 'Skrivet i det ena fönstret.');
    await untilSaved(bo.page);
    await choose(other, 'Skrivet i det andra fönstret.');
    await untilSaid(other, /^Texten har ändrats sedan du öppnade sidan/);
    await submit(other, 'Spara');
    await reads(other, 'Bedömningen sparades inte');
    assert.match(await other.locator('.version del').innerText(), /ena/, 'what only the saved one has is marked');
    assert.match(await other.locator('.version ins').innerText(), /andra/);
    assert.equal(await reasonOn(other).inputValue(), 'Skrivet i det andra fönstret.');
    await submit(other, 'Spara med båda skälen');
    await other.waitForURL('**?done=saved');
    await bo.page.reload();
    assert.equal(await reasonOn(bo.page).inputValue(), 'Skrivet i det ena fönstret.\n\nSkrivet i det andra fönstret.');
    await other.close();
  });

  part('two people who save the same judgement see both and merge them', async () => {
    bo.expect(409);
    await maj.page.goto(at('scoring/8.1.1'));
    await reads(maj.page, 'Området bedöms tillsammans');
    const fields = (reason, level) => ({ ...BEST, d1: level, reason });
    for (const { page } of [maj, bo, eva]) await page.goto(at('scoring/8.1.1'));
    await fillIn(eva.page, fields('Evas skäl.', 'all'), 'Spara');
    await fillIn(bo.page, fields('Bos skäl.', 'some'), 'Spara');
    await reads(bo.page, 'Bedömningen sparades inte');
    assert.match(await bo.page.locator('.version del').innerText(), /Evas/);
    assert.equal(await bo.page.locator('input[name=d1]:checked').getAttribute('value'), 'some', 'what was chosen stays');
    await submit(bo.page, 'Spara med båda skälen');
    await bo.page.waitForURL('**?done=saved');
    await eva.page.goto(at('scoring/8.1.1'));
    assert.equal(await reasonOn(eva.page).inputValue(), 'Evas skäl.\n\nBos skäl.');
    assert.equal(await eva.page.locator('input[name=d1]:checked').getAttribute('value'), 'some');
  });

  part('areas are locked once all is judged, and then each reads the others', async () => {
    await bo.page.goto(at('scoring/areas/1/lock'));
    await reads(bo.page, 'Gör dem först, sedan kan du låsa.');
    await maj.page.goto(at('steps'));
    await reads(maj.page, 'visas när alla har låst');
    await Promise.all([
      judgeTheRest(bo.page, at, (code) => (DIFFERENT.includes(code) ? { ...BEST, d1: 'some' } : BEST)),
      judgeTheRest(eva.page, at, () => BEST),
    ]);
    for (const [{ page }, from] of [[maj, 2], [bo, 1], [eva, 1]]) {
      for (let area = from; area <= 7; area += 1) {
        await page.goto(at(`scoring/areas/${area}/lock`));
        await submit(page, 'Lås mina bedömningar');
        await reads(page, 'Området är låst.');
      }
    }
    await bo.page.goto(at('scoring/1.1.1'));
    await reads(bo.page, 'Så har andra bedömt', 'Majs hemliga skäl.', 'Dömt utan skript.');
    assert.equal(await bo.page.locator('form.judge').count(), 0);
    await stepOn(maj.page, at, 'sambedömning');
  });
}
