// Follow-up: an action, the comparison, and the end.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fillIn } from '../story.mjs';
import { day, link, marked, reads, readsNot, statusOf, stepOn } from './do.mjs';

const RESULTS = join(import.meta.dirname, '../../data/results/published-results.csv');

export function followUp(story) {
  const { klara, klaraPlain, site, at, part } = story;

  part('an improvement area becomes an action with cause, indicator and progress', async () => {
    await stepOn(klara.page, at, 'uppföljning');
    await klaraPlain.page.goto(at('actions'));
    await reads(klaraPlain.page, 'Förbättringsområden utan åtgärd', 'Följ upp dialogerna i bolagen.');
    await link(klaraPlain.page, /^Skriv en åtgärd/).first().click();
    await fillIn(klaraPlain.page, { title: 'Följ upp dialogerna lika i alla bolag' }, 'Spara åtgärden');
    await marked(klaraPlain.page, 'orsak ej analyserad');
    const action = new URL(klaraPlain.page.url()).pathname;
    await klara.page.goto(`${action}/edit`);
    const analysed = {
      cause: 'Bolagen har egna mallar.', theory: 'Om alla följer upp lika så går det att jämföra.',
      indicator: 'Bolag som följer upp', unit: 'bolag', baseline: '1', baseline_on: day(-30), target: '4', target_on: day(300),
      owner: 'Kommundirektören', due: day(200), effect: '5', resource: '2',
    };
    await fillIn(klara.page, analysed, 'Spara');
    await reads(klara.page, 'Bolagen har egna mallar.', `4 bolag (${day(300)})`);
    await readsNot(klara.page, 'orsak ej analyserad');
    await klara.page.goto(`${action}/progress`);
    await fillIn(klara.page, { day: day(), value: '2', note: 'Ett bolag till.' }, 'Skriv hur det går');
    await reads(klara.page, 'Det är noterat.', 'Ett bolag till.');
    await klara.page.goto(at('actions/matrix'));
    await reads(klara.page, 'Mest intressant', 'Följ upp dialogerna lika i alla bolag');
  });

  part('the result is compared by a rule that is said and stands in the address', async () => {
    site.command('results', 'import', RESULTS);
    await klara.page.goto(at('comparison'));
    await reads(klara.page, 'För få att jämföra med');
    await klara.page.goto(at('comparison?origin=published&basis=official&version=2020&window=all'));
    await reads(klara.page, /\d resultat passar regeln\./, 'Olika slags resultat är blandade');
    assert.ok((await klara.page.locator('.chart svg').count()) >= 2);
    const whole = klara.page.url();
    await klara.page.goto(whole);
    assert.equal(await klara.page.locator('input[name=window]:checked').getAttribute('value'), 'all');
  });

  part('it is closed, and nothing changes any more', async () => {
    await stepOn(klara.page, at, 'avslutad');
    await reads(klara.page, 'Utvärderingen är avslutad.');
    assert.equal(await statusOf(klara.page, at('actions/new')), 403);
    assert.match(site.command('audit', 'verify'), /./);
  });
}
