// The people who evaluate the fictional Granvik, each with a browser of their own, and what they do more than once.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPerson } from '../browser.mjs';
import { install } from '../server.mjs';
import { acceptInvitation, fillIn, handedOut, heading, submit } from '../story.mjs';

const EVALUATING = 'Mellanbygds kommunförbund';

/** Who is given a role. Eva works without JavaScript from beginning to end. */
export const TEAM = {
  maj: { name: 'Maj Dahl', email: 'maj.dahl@mellanbygd.example', role: 'lead_evaluator', place: 'E1' },
  bo: { name: 'Bo Holm', email: 'bo.holm@mellanbygd.example', role: 'evaluator', employer: EVALUATING },
  eva: { name: 'Eva Strand', email: 'eva.strand@lidbro.example', role: 'evaluator', employer: 'Lidbro kommun' },
  rut: { name: 'Rut Berg', email: 'rut.berg@mellanbygd.example', role: 'quality_reviewer', employer: EVALUATING },
  klara: { name: 'Klara Sjö', email: 'klara.sjo@granvik.example', role: 'coordinator' },
};

/** A day, so many days from today, where the people are. */
export function day(from = 0) {
  const then = new Date(Date.now() + from * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(then);
}

/** Everybody's browsers, at an installation behind a proxy, and what is known of the evaluation once it is there. */
export async function begin(browser, part) {
  const site = await install();
  site.configure('[web]\ntrusted_proxies = ["127.0.0.1"]\n');
  await site.start();
  const people = [];
  const arrive = async (options) => {
    const person = await openPerson(browser, site.origin, { address: `192.0.2.${people.length + 1}`, ...options });
    // Also a program that is not optimised sets a whole report.
    person.context.setDefaultTimeout(30_000);
    people.push(person);
    return person;
  };
  const story = {
    site,
    people,
    arrive,
    part,
    evaluation: undefined,
    /** The question that the first group was asked first. */
    asked: undefined,
    at: (path) => [story.evaluation, path].filter(Boolean).join('/'),
    /** Writes what each of them has on the screen beside the pictures, for who has to find out what went wrong. */
    async show() {
      mkdirSync(process.env.E2E_OUTPUT, { recursive: true });
      for (const [who, person] of Object.entries(story).filter(([, it]) => it?.page)) {
        for (const [at, page] of person.context.pages().entries()) {
          const text = await page.locator('body').innerText().catch(String);
          writeFileSync(join(process.env.E2E_OUTPUT, `granvik-${who}-${at + 1}.txt`), `${page.url()}\n\n${text}\n`);
        }
      }
    },
  };
  for (const who of ['kim', 'ola', 'maj', 'bo', 'rut', 'klara']) story[who] = await arrive();
  story.eva = await arrive({ javaScript: false });
  story.colleague = await arrive({ width: 390 });
  story.inga = await arrive({ javaScript: false, width: 320 });
  // A second browser of the coordinator's, that runs no script.
  story.klaraPlain = await arrive({ javaScript: false });
  return story;
}

/** Appoints somebody to the evaluation, who comes in by the link that was handed out. */
export async function appoint(office, at, page, who) {
  const { name, place, ...rest } = TEAM[who];
  await office.goto(at('people/appoint'));
  await fillIn(office, place ? { place, ...rest } : { name, ...rest }, 'Utse');
  await acceptInvitation(page, await handedOut(office), { name });
}

/** Signs that there is no conflict of interest, which is the first thing that the start page asks for. */
export async function declare(page) {
  await page.goto('/');
  await link(page, /jävsdeklaration/).click();
  await fillIn(page, { answer: 'none' }, 'Skriv under');
  await reads(page, 'Tack, deklarationen är underskriven.');
}

/** Takes the next step, on the page that says what it needs. */
export async function stepOn(page, at, state) {
  await page.goto(at('steps'));
  await link(page, `Gå vidare till ${state}`).click();
  await heading(page, `Gå vidare till ${state}`);
  await submit(page, `Gå vidare till ${state}`);
  await reads(page, 'Utvärderingen har gått vidare till nästa steg.');
}

/** A link of the page's main part. */
export const link = (page, name) => page.getByRole('main').getByRole('link', { name });

/** Waits until all of this stands on the page for everybody to see. */
export async function reads(page, ...texts) {
  for (const text of texts) {
    await page.getByRole('main').getByText(text).filter({ visible: true }).first().waitFor();
  }
}

/** Waits until something on the page bears each of these marks. */
export async function marked(page, ...marks) {
  for (const mark of marks) await page.locator('main .tag', { hasText: new RegExp(`^${mark}$`) }).first().waitFor();
}

/** Fails if any of this stands anywhere in the page, seen or not. */
export async function readsNot(page, ...texts) {
  const whole = await page.content();
  for (const text of texts) assert.ok(!whole.includes(text), `${page.url()} tells “${text}”`);
}

/** Waits until a form that saves by itself says this. */
export async function untilSaid(page, words, form = page.getByRole('main')) {
  await form.locator('.autosave').filter({ hasText: words }).first().waitFor();
}

/** Waits until a form that saves by itself has nothing left to save. */
export async function untilSaved(page, form) {
  await untilSaid(page, /^Sparat \d\d\.\d\d$/, form);
  await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('kompass-draft:')));
}

/** The status of an address for this browser, wherever it is now. */
export async function statusOf(page, address) {
  return (await page.request.get(address, { maxRedirects: 0 })).status();
}

/** What the browser saves to the disk when this link is followed. */
export async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const parts = [];
  for await (const part of await file.createReadStream()) parts.push(part);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) };
}

/** The token that every form of this browser carries. */
export async function tokenOf(page, address) {
  const text = await (await page.request.get(address)).text();
  return text.match(/name="csrf" value="([^"]+)"/)[1];
}

/** Sends a form as a browser does; one that is told to wait waits. */
export async function send(page, address, fields) {
  for (;;) {
    const headers = { origin: new URL(page.url()).origin };
    const answer = await page.request.post(address, { form: { key: randomUUID(), ...fields }, headers, maxRedirects: 0 });
    if (answer.status() !== 429) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Judges everything that this person has left, by the forms of the questions, one after the other. */
export async function judgeTheRest(page, at, judgementOf) {
  const sheet = await (await page.request.get(at('scoring?missing=1'))).text();
  const csrf = sheet.match(/name="csrf" value="([^"]+)"/)[1];
  const codes = [...sheet.matchAll(/href="scoring\/([\d.]+)"/g)].map(([, code]) => code);
  for (const code of codes) {
    const fields = { csrf, version: '0', dimensions: '4', go: 'stay', ...judgementOf(code) };
    const answer = await send(page, at(`scoring/${code}`), fields);
    assert.equal(answer.status(), 303, `${code}: ${await answer.text()}`);
  }
  return codes.length;
}

/** A PDF with a page for each of these texts. */
export function pdf(...texts) {
  const pages = texts.map((_, at) => 4 + 2 * at);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [at, text] of texts.entries()) {
    const drawn = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
    const resources = '<< /Font << /F1 3 0 R >> >>';
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${pages[at] + 1} 0 R /Resources ${resources} >>`);
    objects.push(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
  }
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, at) => {
    const start = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.join('')}`;
  return Buffer.from(`${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}
