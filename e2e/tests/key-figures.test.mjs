// The key figures as a visitor reads them: the pages with an area, in the light of the checks that every page passes, and the
// way from words to a file without a script.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { checkAccessibility } from '../axe.mjs';
import { checkWidths, openBrowser, openPerson, takePictures } from '../browser.mjs';
import { install } from '../server.mjs';

const browser = await openBrowser();
const site = await install();
await site.start();
const { context: visit, page, check } = await openPerson(browser, site.origin);
after(async () => {
  await visit.close();
  await site.remove();
  await browser.close();
});

const VIEWS = {
  'a key figure of a municipality': '/key-figures/N00090?area=0138',
  'a key figure that is made of others, with a target': '/key-figures/U20900?area=0138&target=60',
  'a key figure without direction': '/key-figures/N11008?area=0138&bands=4',
  'a field of a municipality': '/key-figures/municipalities/0138?field=Demokrati',
  'a collection': '/key-figures/packages/kkik-2013?area=0138',
  'a selection as a table': '/key-figures/selection?kpi=N00090&kpi=U00200&area=0138&group=nation&group=similar:0138',
  'a selection as a chart': '/key-figures/selection?kpi=N00090&area=0138&group=nation&from=2010&to=2022&view=chart',
  'a selection as a map': '/key-figures/selection?kpi=N00090&area=0138&view=map',
  'what deviates, filtered': '/key-figures/municipalities/2418/deviations?way=worse&signals=on',
};

describe('views of key figures', () => {
  for (const [name, address] of Object.entries(VIEWS)) {
    test(name, async () => {
      await settled();
      // What a narrow window cuts off cannot be judged; the widths have a check of their own.
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(address);
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme });
        await checkAccessibility(page);
      }
      await checkWidths(page);
      await takePictures(page, `key-figures-${Object.keys(VIEWS).indexOf(name)}`);
      check();
    });
  }
});

test('from words to a file, without a script', async () => {
  const { context, page: plain } = await openPerson(browser, site.origin, { javaScript: false });
  await settled();
  await plain.goto('/key-figures');
  await plain.getByLabel('Vad vill du veta?').fill('sjukfrånvaro');
  await plain.getByRole('main').getByRole('button', { name: 'Sök' }).click();
  await plain.getByRole('link', { name: /^Lägg i ett urval ?: Sjukfrånvaro totalt/ }).first().click();
  await plain.getByLabel(/Lägg till en kommun/).fill('Tyresö');
  await plain.getByRole('button', { name: 'Visa' }).click();
  await plain.getByRole('rowheader', { name: 'Tyresö' }).waitFor();
  const download = plain.waitForEvent('download');
  await plain.getByRole('link', { name: 'CSV' }).click();
  assert.match((await download).suggestedFilename(), /\.csv$/);
  await context.close();
});

/** A new installation prepares its first figures while it serves; until then it says so. */
async function settled() {
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await page.request.get('/key-figures');
    if (answer.status() === 200) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  assert.fail('the key figures are never there');
}
