// The invented Granvik: one evaluation at rest in each step that has pages of its own, imported from the file of the
// demonstration, and what its people write there that no file holds.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillIn, handedOut, submit } from '../story.mjs';
import { day } from './do.mjs';

const DEMO = readFileSync(new URL('../../data/demo/granvik-2025.toml', import.meta.url), 'utf8');
const RESULTS = new URL('../../data/results/published-results.csv', import.meta.url).pathname;

export const LEAD = { email: 'marit.ekenvall@mellanbygd.example', name: 'Marit Ekenvall' };
export const REVIEWER = { email: 'henrik.liddahl@mellanbygd.example', name: 'Henrik Liddahl' };
export const COORDINATOR = { email: 'karin.almlund@granvik.example', name: 'Karin Almlund' };

/**
 * The steps, from the last to the first: the fact check twice, when it is over and while it goes on. Each evaluation is of the
 * year after the one before.
 */
const STEPS = ['follow_up', 'delivered', 'checked', 'fact_check', 'review', 'consensus', 'scoring', 'interviews'];

/**
 * Imports an evaluation in each step, and published results to compare with; gives the path of its pages by step, and as
 * `report` the promise that the report of the delivered one is made. The one that is followed up is at its interviews until
 * `seal` has done what can only be done then.
 */
export function importGranvik(site) {
  const files = STEPS.map((step) => join(site.folder, `${step}.toml`));
  STEPS.forEach((step, at) => writeFileSync(files[at], inStep(step === 'follow_up' ? 'interviews' : step, 2025 + at)));
  const imported = JSON.parse(site.command('--json', 'evaluation', 'import', ...files));
  site.command('results', 'import', RESULTS);
  const others = ['--origin', 'published', '--basis', 'official'];
  const report = site.begin('report', 'deliver', imported[STEPS.indexOf('delivered')].id, ...others);
  return { report, ...Object.fromEntries(STEPS.map((step, at) => [step, `/evaluations/${imported[at].id}`])) };
}

/** Seals what the municipality thinks of itself, and then imports what comes after that. */
export async function seal(site, { follow_up: evaluation }, coordinator) {
  await write(coordinator, `${evaluation}/self-assessment/1.1`, { level: '4', text: 'Alla känner till det.' }, 'Spara och gå vidare');
  await write(coordinator, `${evaluation}/self-assessment/seal`, {}, 'Försegla');
  const file = join(site.folder, 'sealed.toml');
  writeFileSync(file, `id = "${evaluation.split('/').at(-1)}"\n${inStep('follow_up', 2025)}`);
  site.command('evaluation', 'import', '--replace', file);
}

/** The file of the demonstration as it would be in a step: without what does not exist yet. */
function inStep(step, year) {
  const before = (other) => STEPS.indexOf(step) > STEPS.indexOf(other);
  let text = DEMO.replace(/^state = .*$/m, `state = "${step === 'checked' ? 'fact_check' : step}"`)
    .replace(/^year = .*$/m, `year = ${year}`);
  if (before('checked')) text = text.replace(/^until = .*$/m, `until = ${day(14)}`).replace(/^done = true$/m, 'done = false');
  // Nobody has signed what stands, and a summary is missing, which a review finds.
  const later = /^(\[fact_check\]\n[^]*?^\]|\[review\]\n[^[]*|summary = """[^]*?""")\n/gm;
  if (before('fact_check')) text = text.replace(later, '');
  // The first area is open: nothing of it is agreed on, and while judging nobody has locked it, and the next only one.
  const second = text.search(/^number = 2$/m);
  if (before('review')) text = text.replace(/^agreed = .*\n/gm, (line, at) => (before('consensus') || at < second ? '' : line));
  if (before('consensus')) text = text.replace(/^locked = .*\n/m, '').replace(/^locked = .*$/m, 'locked = ["E1"]');
  return before('scoring') ? text.slice(0, text.indexOf('[[documents]]')) : text;
}

/** Gives the people of Granvik their parts, as who sees to the organisation does. */
export async function appointGranvik(page, at) {
  const appoint = (evaluation, person, role, place) =>
    write(page, `${evaluation}/people/appoint`, { role, ...person, ...(place && { place }) }, 'Utse');
  for (const step of ['interviews', 'scoring', 'consensus', 'checked', 'delivered']) {
    await appoint(at[step], LEAD, 'lead_evaluator', 'E1');
  }
  await appoint(at.review, REVIEWER, 'quality_reviewer', 'R1');
  for (const step of ['interviews', 'fact_check', 'delivered', 'follow_up']) {
    await appoint(at[step], COORDINATOR, 'coordinator');
  }
}

/** What is written during preparation and visit; gives the personal links of a contributor and of an interviewee. */
export async function prepare(evaluation, lead, coordinator) {
  const preparation = `${evaluation}/preparation`;
  const asked = { name: 'Linnea Forsberg', email: 'linnea.forsberg@granvik.example', scope: ['1.1', '1.2.1'], due: day(7) };
  await coordinator.goto(`${preparation}/delegate`);
  await fillIn(coordinator, asked, 'Gör en personlig länk');
  const contributor = await handedOut(coordinator);
  const answer = 'Fullmäktige antog ett program för lokal demokrati. Beredningen redovisar varje vår vad som gjorts.';
  await write(coordinator, `${preparation}/1.1.1`, { text: answer }, 'Godkänn svaret');
  await write(coordinator, `${preparation}/hand-in?area=1`, { reason: 'Resten lämnas nästa vecka.' }, 'Lämna in');
  await write(lead, `${preparation}/1.1.1`, { query: 'Vilka beslut ledde redovisningen till?' }, 'Skicka frågan');
  await write(coordinator, `${evaluation}/self-assessment/1.1`, { level: '3', text: 'Programmet är känt.' }, 'Spara och gå vidare');
  const since = { area: '1', improvement: 'Utveckla digitala former för samtal', status: 'begun', done: 'Ett försök 2024.' };
  await write(coordinator, `${evaluation}/since-last/new`, since, 'Spara');

  await coordinator.goto(`${evaluation}/documents`);
  const text = 'Intern kontroll 2025\n\nBeredningen redovisar varje vår vad som gjorts.\n';
  const file = { name: 'intern-kontroll.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await coordinator.locator('#files').setInputFiles(file);
  await submit(coordinator, 'Lämna in');
  await done(coordinator);
  const wanted = { what: 'Protokoll från beredningen, de tre senaste', until: day(5) };
  await write(lead, `${evaluation}/document-requests/new`, { ...wanted, sub_area: '1.1' }, 'Be om dokumentet');

  // The time for supplements is over, so that one comes late.
  const interviews = `${evaluation}/interviews`;
  const slot = { group: 'politicians', begins: '09:00', ends: '10:30', room: 'Sammanträdesrum Gran', evaluators: 'E1' };
  await write(lead, `${interviews}/new`, slot, 'Spara');
  const interview = new URL(lead.url()).pathname;
  const person = { name: 'Siv Bergdahl', title: 'Kommunstyrelsens ordförande', bloc: 'majority', party: 'Granvikslistan' };
  await write(lead, `${interviews}/people/new`, { ...person, interviews: interview.split('/').at(-1) }, 'Spara');
  await write(lead, `${interviews}/terms`, { until: day(-1), contact: 'Karin Almlund, kanslichef' }, 'Spara');
  await write(coordinator, `${interviews}/supplements/new`, { text: 'Protokollet justerades i går.' }, 'Skicka in');
  await lead.goto(interview);
  await lead.locator('#note-text').fill('Ordföranden kan nämna tre av fem mål utan att titta i papperen.');
  // A note is sent beside the page, which stays.
  await lead.getByRole('main').getByRole('button', { name: 'Spara anteckningen', exact: true }).click();
  await lead.locator('.said-list').waitFor();

  await lead.goto(`${evaluation}/links/interviewee`);
  await fillIn(lead, { name: 'Inga Konto', scope: 'politicians' }, 'Gör en personlig länk');
  return { contributor, interviewee: await handedOut(lead) };
}

/** What is written about the text: by the reviewer, and by the municipality in the fact check. */
export async function comment(at, reviewer, coordinator) {
  const remark = { place: '1', text: 'Säg vilka bolag det gäller.' };
  await write(reviewer, `${at.review}/review/comment`, remark, 'Spara kommentaren');
  const wrong = { text: 'Programmet antogs 2022, inte 2023.' };
  await write(coordinator, `${at.fact_check}/fact-check/comment?place=1.1&paragraph=1`, wrong, 'Skicka kommentaren');
}

/** What the municipality does with its report: publishes it, and follows it up. */
export async function followUp(at, coordinator) {
  await at.report;
  await write(coordinator, `${at.delivered}/publication`, { decision: 'publish' }, 'Spara beslutet');
  const action = {
    title: 'Pröva principerna för kommunikation i bolagens kundbrev',
    theory: 'Om bolagen skriver efter samma principer förstår fler hushåll sina brev.',
    indicator: 'Andel kundbrev som följer principerna',
    unit: '%',
    target: '90',
    target_on: day(300),
    owner: 'Kommunikationschefen',
    due: day(200),
    effect: '4',
    resource: '2',
  };
  await write(coordinator, `${at.follow_up}/actions/new`, action, 'Spara åtgärden');
  const progress = { day: day(0), value: '40,5', note: 'Två av fem bolag har börjat.' };
  await write(coordinator, `${new URL(coordinator.url()).pathname}/progress`, progress, 'Skriv hur det går');
}

/** Fills in the form of a page and waits until it is saved. */
async function write(page, path, fields, button) {
  await page.goto(path);
  await fillIn(page, fields, button);
  await done(page);
}

/** Waits until the page says that something was done; a form that was refused says why in the failure. */
async function done(page) {
  const refused = page.locator('.errors');
  await page.locator('main > .notice.good[role=status]').or(refused).first().waitFor();
  if (await refused.count()) throw new Error(`${page.url()} was refused: ${await refused.innerText()}`);
}
