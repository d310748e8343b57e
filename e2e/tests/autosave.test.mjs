// A form that saves while it is filled in, tried on the style page, which answers as any other and keeps nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPerson, sendHome } from '../browser.mjs';
import { install } from '../server.mjs';

const site = await install();
const browser = await openBrowser();
let person;

before(async () => {
  await site.start();
  person = await openPerson(browser, site.origin);
});

after(() => sendHome([person], () => browser.close(), site.remove));

const said = () => person.page.locator('.autosave').textContent();
const drafts = () => person.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kompass-draft:')));
const typed = () => person.page.locator('#style-draft');
const version = () => person.page.locator('form[data-autosave] input[name=version]').inputValue();
const untilSaid = (pattern) =>
  person.page.waitForFunction((text) => new RegExp(text).test(document.querySelector('.autosave')?.textContent), pattern);

test('what is typed is saved in a pause, with the version of the answer, and nothing stays in the browser', async () => {
  await person.page.goto('/style');
  await typed().fill('Målen följs upp.');
  assert.equal((await drafts()).length, 1, 'kept at once');
  await untilSaid('^Sparat \\d\\d\\.\\d\\d$');
  assert.equal(await version(), '2');
  assert.deepEqual(await drafts(), []);
});

test('without a connection it waits in the browser, also through a closed page, and is saved when it is back', async () => {
  await person.page.goto('/style');
  person.expect(503);
  await person.page.route('**/style', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 503 }) : route.continue());
  await typed().fill('Nämnderna har egna mål.');
  await untilSaid('^Inte sparat – ingen förbindelse');
  assert.equal((await drafts()).length, 1);
  await person.page.unroute('**/style');
  await person.page.reload();
  assert.equal(await typed().inputValue(), 'Nämnderna har egna mål.', 'the draft is newer than the page');
  await untilSaid('^Sparat');
  assert.deepEqual(await drafts(), []);
});

test('what was refused stays and says so; another text is not tried again by itself', async () => {
  for (const [status, words] of [[409, 'Texten har ändrats sedan'], [422, 'något behöver rättas'], [403, 'du är utloggad']]) {
    await person.page.goto('/style');
    await person.page.evaluate(() => localStorage.clear());
    await person.page.goto('/style');
    person.expect(status);
    let asked = 0;
    await person.page.route('**/style', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      asked += 1;
      return route.fulfill({ status });
    });
    await typed().fill(`Text ${status}`);
    await untilSaid(words);
    await typed().fill(`Text ${status}, längre`);
    await person.page.waitForTimeout(1200);
    assert.equal(asked, 1);
    assert.equal((await drafts()).length, 1);
    await person.page.unroute('**/style');
  }
});

test('the button saves as without a script, and the draft is gone', async () => {
  await person.page.goto('/style');
  await person.page.evaluate(() => localStorage.clear());
  await person.page.goto('/style');
  await typed().fill('Sparas med knappen.');
  await person.page.locator('form[data-autosave] button.primary').click();
  await person.page.waitForURL('**/style?done=saved');
  // The window first gets its name back from the page before.
  await person.page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('kompass-draft:')));
  assert.equal(await typed().inputValue(), '');
});

test('a draft of another version leads to the comparison, and another person never sees it', async () => {
  await person.page.goto('/style');
  const [owner, form] = [await person.page.locator('form[data-autosave]').getAttribute('data-autosave'), '/style'];
  const draft = { at: Date.now(), version: '7', fields: [['style-draft', 'Min text']], sending: null };
  const keep = (key) => person.page.evaluate(([name, value]) => localStorage.setItem(name, value), [key, JSON.stringify(draft)]);
  await keep(`kompass-draft:${owner}:${form}`);
  await person.page.reload();
  assert.equal(await typed().inputValue(), 'Min text');
  assert.equal(await version(), '7');
  assert.match(await said(), /^Texten har ändrats sedan/);
  await person.page.evaluate(() => localStorage.clear());
  await keep(`kompass-draft:${'0'.repeat(16)}:${form}`);
  await person.page.reload();
  assert.equal(await typed().inputValue(), '');
  await person.page.evaluate(() => localStorage.clear());
});
