// What people do again and again, by the words they read. They read Swedish.

import assert from 'node:assert/strict';
import { totp } from './totp.mjs';

/** A password that is strong enough for everybody here. */
export const PASSWORD = 'sju lugna älgar vid bryggan';

/** The person who sees to the installation. */
export const ADMINISTRATOR = { email: 'kim.lindqvist@granvik.example', name: 'Kim Lindqvist', password: PASSWORD };

/** Makes the administrator by the command, sets the password by the printed link, and leaves the page signed in. */
export async function becomeAdministrator(site, page) {
  const { email, name } = ADMINISTRATOR;
  const { link } = JSON.parse(site.command('--json', 'admin', email, '--name', name));
  await page.goto(link);
  await page.getByLabel('Nytt lösenord').or(page.getByLabel('Lösenord')).fill(PASSWORD);
  await submit(page, 'Spara lösenordet');
  await heading(page, `Välkommen, ${name}`);
}

/** Signs in by password, and by the code of an app where one is asked for. */
export async function signIn(page, { email, password, secret }) {
  if (new URL(page.url(), 'http://x').pathname !== '/sign-in') await page.goto('/sign-in');
  await page.getByLabel('E-postadress').fill(email);
  await page.getByLabel('Lösenord').fill(password);
  await submit(page, 'Logga in');
  if (secret) {
    await page.getByLabel('Kod ur appen').fill(await nextCode(secret));
    await submit(page, 'Logga in');
  }
}

/** Signs out by the menu, with or without a script. */
export async function signOut(page) {
  // The page of sign-in may lead on by itself, with a passkey.
  const out = page.waitForURL('**/sign-in?*');
  await page.locator('details.person > summary').click();
  await page.getByRole('button', { name: 'Logga ut' }).first().click();
  await out;
}

/** Turns one-time codes on for who is signed in; gives the secret of the app and the recovery codes. */
export async function turnOnCodes(page) {
  await page.goto('/profile/security');
  await page.getByRole('link', { name: /Slå på.*Engångskoder/ }).click();
  const secret = await page.locator('#typed').innerText();
  await page.getByLabel('Kod ur appen').fill(await nextCode(secret));
  await submit(page, 'Slå på');
  await heading(page, 'Dina reservkoder');
  const recovery = await page.locator('#codes li').allInnerTexts();
  assert.equal(recovery.length, 10);
  return { secret, recovery };
}

/**
 * Fills in the form of the page by the names of its fields and sends it. Radios and boxes are chosen by their values – of
 * boxes several, in a list – and so is what a list offers.
 */
export async function fillIn(page, fields, button) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.getByRole('main').locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((it) => it.type);
    if (kind === 'select-one') {
      await field.selectOption(value);
    } else if (['radio', 'checkbox'].includes(kind)) {
      // Where a label lies upon its box, the click goes through it.
      for (const one of [value].flat()) await field.and(page.locator(`[value="${one}"]`)).check({ force: true });
    } else {
      await field.fill(value);
    }
  }
  await submit(page, button);
}

/** The personal link that the page shows once. */
export async function handedOut(page) {
  return (await page.locator('#link').innerText()).trim();
}

/** Invites somebody to an organisation; gives the personal link. */
export async function invite(page, organisation, { email, name }, role) {
  await page.goto(`${organisation}/people/invite`);
  await fillIn(page, { email, name, role }, 'Gör en personlig länk');
  return handedOut(page);
}

/** Makes an account by a personal link, and is signed in with it. */
export async function acceptInvitation(page, link, { name }) {
  await page.goto(link);
  await page.getByLabel('Ditt namn').fill(name);
  await page.getByLabel(/lösenord/i).fill(PASSWORD);
  await submit(page, 'Skapa kontot');
  await heading(page, `Välkommen, ${name}`);
}

/** The step of the last code of each secret: a code is taken once, so the next one has to be waited for. */
const used = new Map();

/** A code that has not been used yet. The server takes that of the next half minute, too, so waiting is rare. */
export async function nextCode(secret) {
  const step = () => Math.floor(Date.now() / 30_000);
  const next = Math.max(step(), (used.get(secret) ?? 0) + 1);
  while (next > step() + 1) await new Promise((resolve) => setTimeout(resolve, 250));
  used.set(secret, next);
  return totp(secret, next * 30_000);
}

/** Presses a button in the page's main part. If it sends a form, what comes next goes on from the page that answers. */
export async function submit(page, name) {
  const button = page.getByRole('main').getByRole('button', { name, exact: true });
  const sends = await button.evaluate((it) => it.type === 'submit');
  await Promise.all([sends && page.waitForEvent('framenavigated'), button.click()]);
}

/** Waits for the page with this `h1`. */
export async function heading(page, name) {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
