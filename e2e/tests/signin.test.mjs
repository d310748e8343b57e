// Coming in, by every way, and staying out.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { addAuthenticator } from '../authenticator.mjs';
import { openBrowser, openPerson, sendHome } from '../browser.mjs';
import { install } from '../server.mjs';
import { ADMINISTRATOR, PASSWORD, becomeAdministrator, heading, nextCode, signIn, signOut, submit, turnOnCodes } from '../story.mjs';

let browser, site, people;

/** Somebody with a browser of their own; what their console says fails the test. */
async function arrive(options) {
  const person = await openPerson(browser, site.origin, options);
  people.push(person);
  return person;
}

/** Whether this browser is let in now; the page stays where it is. */
async function isSignedIn(page) {
  return (await page.request.get('/profile', { maxRedirects: 0 })).status() === 200;
}

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
beforeEach(async () => {
  people = [];
  site = await install();
  await site.start();
});
afterEach(() => sendHome(people, site.remove));

describe('the first start', () => {
  test('says what to do, and the printed link makes the administrator once', async () => {
    const { page, expect } = await arrive();
    await page.goto('/sign-in');
    await heading(page, 'Kom igång med Kompass');

    const link = site.log().match(/http:\S+/g).find((address) => new URL(address).pathname !== '/');
    await page.goto(link);
    await heading(page, 'Bli administratör');
    await page.getByLabel('Ditt namn').fill(ADMINISTRATOR.name);
    await page.getByLabel('E-postadress').fill(ADMINISTRATOR.email);
    await page.getByLabel(/lösenord/i).fill(PASSWORD);
    await submit(page, 'Skapa kontot');
    await heading(page, `Välkommen, ${ADMINISTRATOR.name}`);

    const { page: late, expect: lateExpects } = await arrive();
    for (const status of [403, 404, 410, 422]) lateExpects(status);
    await late.goto(link);
    await heading(late, 'Länken går inte att använda');
  });
});

describe('password and one-time code', () => {
  for (const javaScript of [true, false]) {
    test(`let in ${javaScript ? 'with' : 'without'} JavaScript; a wrong code and a used one do not`, async () => {
      const { page, expect } = await arrive({ javaScript });
      expect(422);
      expect(403);
      await becomeAdministrator(site, page);
      const { secret } = await turnOnCodes(page);
      await signOut(page);
      await signIn(page, ADMINISTRATOR);
      await heading(page, 'Skriv koden');
      assert.equal(await isSignedIn(page), false);

      await signIn(page, ADMINISTRATOR);
      await page.getByLabel('Kod ur appen').fill('000000');
      await submit(page, 'Logga in');
      await heading(page, 'Skriv koden');
      const code = await nextCode(secret);
      await page.getByLabel('Kod ur appen').fill(code);
      await submit(page, 'Logga in');
      await heading(page, `Välkommen, ${ADMINISTRATOR.name}`);

      await signOut(page);
      await signIn(page, ADMINISTRATOR);
      await page.getByLabel('Kod ur appen').fill(code);
      await submit(page, 'Logga in');
      await heading(page, 'Skriv koden');
      assert.equal(await isSignedIn(page), false);
    });
  }

  test('a lost telephone is replaced by a recovery code, each of them once', async () => {
    const { page, expect } = await arrive();
    expect(422);
    expect(403);
    await becomeAdministrator(site, page);
    const { recovery } = await turnOnCodes(page);
    const byRecovery = async (code) => {
      await signIn(page, ADMINISTRATOR);
      await page.getByRole('link', { name: 'Använd en reservkod i stället' }).click();
      await page.getByLabel('Reservkod').fill(code);
      await submit(page, 'Logga in');
    };
    await signOut(page);
    await byRecovery(recovery[0]);
    await heading(page, `Välkommen, ${ADMINISTRATOR.name}`);
    await signOut(page);
    await byRecovery(recovery[0]);
    await heading(page, 'Skriv koden');
    await page.getByLabel('Reservkod').fill(recovery[1]);
    await submit(page, 'Logga in');
    await heading(page, `Välkommen, ${ADMINISTRATOR.name}`);
  });

  test('the keyboard is enough', async () => {
    const { page } = await arrive();
    await becomeAdministrator(site, page);
    await signOut(page);
    await page.goto('/sign-in?next=%2Fprofile');
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
    const tabTo = async (wanted) => {
      for (let pressed = 0; pressed < 20; pressed += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()) === wanted) return;
      }
      assert.fail(`${wanted} was not reached`);
    };
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Till innehållet');
    await page.keyboard.press('Enter');
    await tabTo('email');
    await page.keyboard.type(ADMINISTRATOR.email);
    await tabTo('password');
    await page.keyboard.type(ADMINISTRATOR.password);
    await tabTo('Logga in');
    await page.keyboard.press('Space');
    await page.waitForURL('**/profile');

    await page.keyboard.press('Tab');
    await tabTo(await page.locator('details.person > summary').evaluate((summary) => summary.textContent.trim()));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Logga ut' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('button', { name: 'Logga ut' }).isVisible(), false);
    await page.keyboard.press('Enter');
    await tabTo('Logga ut');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in?*');
  });

  test('what is wrong is said beside the field and on top, and the address is still there', async () => {
    const { page, expect } = await arrive();
    expect(422);
    expect(403);
    await becomeAdministrator(site, page);
    await signOut(page);
    await page.goto('/sign-in');
    await signIn(page, { ...ADMINISTRATOR, password: 'inte rätt lösenord' });
    await page.getByText('Det här behöver rättas').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'errors');
    assert.equal(await page.getByLabel('E-postadress').inputValue(), ADMINISTRATOR.email);
    assert.equal(await page.getByLabel('Lösenord').inputValue(), '');

    const said = await page.getByRole('main').innerText();
    await signIn(page, { email: 'ingen@granvik.example', password: 'inte rätt lösenord' });
    await page.getByText('Det här behöver rättas').waitFor();
    assert.equal(await page.getByRole('main').innerText(), said, 'an unknown address is answered as a wrong password');
  });
});

describe('a passkey', () => {
  async function addPasskey(page) {
    await page.goto('/profile/security');
    await page.getByRole('link', { name: /Hantera.*Passnycklar/ }).click();
    await page.getByLabel('Namn på enheten').fill('Jobbtelefonen');
    await submit(page, 'Lägg till');
    await page.getByText('Passnyckeln är tillagd.').waitFor();
  }

  test('is made, lets in without a password, and not once it is removed', async () => {
    const { page, expect } = await arrive();
    for (const status of [401, 403, 404, 422]) expect(status);
    const authenticator = await addAuthenticator(page);
    await becomeAdministrator(site, page);
    await addPasskey(page);
    assert.equal((await authenticator.credentials())[0].rpId, 'localhost');
    // By the button, in a browser that cannot offer a passkey by itself.
    await page.addInitScript(() => {
      if (document.cookie.includes('no-offer')) {
        PublicKeyCredential.isConditionalMediationAvailable = async () => false;
      }
    });
    // Signing out clears what a page stores, but for cookies.
    await page.evaluate(() => (document.cookie = 'no-offer=yes; path=/'));
    await signOut(page);
    assert.equal(await isSignedIn(page), false);
    await submit(page, 'Logga in med passnyckel');
    await heading(page, `Välkommen, ${ADMINISTRATOR.name}`);
    await page.evaluate(() => (document.cookie = 'no-offer=; path=/; max-age=0'));
    // By the offer in the field.
    await signOut(page);
    await heading(page, `Välkommen, ${ADMINISTRATOR.name}`);

    await page.goto('/profile/security');
    await page.getByRole('link', { name: /Hantera.*Passnycklar/ }).click();
    await page.getByRole('main').getByRole('link', { name: /Ta bort/ }).click();
    await submit(page, 'Ta bort');
    await page.getByText('Passnyckeln är borttagen.').waitFor();
    await signOut(page);
    await page.locator('#passkey-said:not(:empty)').waitFor();
    assert.equal(await isSignedIn(page), false);
  });

  test('does not let in somebody whom the device does not recognise', async () => {
    const { page, expect } = await arrive();
    for (const status of [401, 403, 422]) expect(status);
    const authenticator = await addAuthenticator(page);
    await becomeAdministrator(site, page);
    await addPasskey(page);
    // The page of sign-in offers the passkey as soon as it is there.
    await authenticator.recognise(false);
    await signOut(page);
    await submit(page, 'Logga in med passnyckel');
    await page.getByText('Passnyckeln användes inte.').waitFor();
    assert.equal(await isSignedIn(page), false);
  });
});

describe('devices', () => {
  test('are listed, and one that is signed out from another is out at once', async () => {
    const { page: desk } = await arrive();
    const { page: telephone } = await arrive({ width: 390 });
    await becomeAdministrator(site, desk);
    await signIn(telephone, ADMINISTRATOR);
    await heading(telephone, `Välkommen, ${ADMINISTRATOR.name}`);
    await desk.goto('/profile/devices');
    const rows = desk.getByRole('table').getByRole('row');
    assert.equal(await rows.count(), 3, 'a heading and two devices');
    assert.match(await rows.nth(1).innerText(), /Chrome i Linux/);
    await desk.getByRole('table').getByRole('button', { name: /Logga ut/ }).click();
    await desk.getByText('Enheten är utloggad.').waitFor();
    assert.equal(await rows.count(), 2);
    assert.equal(await isSignedIn(telephone), false);
    assert.equal(await isSignedIn(desk), true);
  });

  test('stay signed in when the server is started anew, even after a power cut', async () => {
    const { page } = await arrive();
    await becomeAdministrator(site, page);
    assert.equal(await site.stop(), 0);
    await site.start();
    assert.equal(await isSignedIn(page), true);
    await site.kill();
    await site.start();
    assert.equal(await isSignedIn(page), true);
    await signOut(page);
    await page.goBack();
    await page.reload();
    assert.match(page.url(), /\/sign-in/, 'the page that was open is gone');
  });
});
