// The evaluation of the invented Granvik, at rest in each step of its life: imported from the file of the demonstration,
// without what does not exist yet in that step.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillIn } from './story.mjs';

const DEMO = new URL('../data/demo/granvik-2025.toml', import.meta.url);

/** Steps in which an evaluation can rest, in order. */
export const STEPS = [
  'planned', 'preparation', 'interviews', 'scoring', 'consensus', 'review', 'fact_check', 'delivered', 'follow_up', 'closed',
];

const before = (step, other) => STEPS.indexOf(step) < STEPS.indexOf(other);

/** Imports the evaluation in a step, as one of its own year; gives the path of its pages. */
export function importIn(site, step) {
  const year = 2025 + STEPS.indexOf(step);
  let text = readFileSync(DEMO, 'utf8')
    .replace(/^state = .*$/m, `state = "${step}"`)
    .replace(/^year = .*$/m, `year = ${year}`);
  if (before(step, 'scoring')) text = text.slice(0, text.indexOf('[[areas]]'));
  if (before(step, 'consensus')) text = text.replace(/^locked = .*\n/gm, '');
  const file = join(site.folder, `granvik-${year}.toml`);
  writeFileSync(file, text);
  const imported = JSON.parse(site.command('--json', 'evaluation', 'import', file));
  return `/evaluations/${(Array.isArray(imported) ? imported[0] : imported).id}`;
}

/** Gives somebody with an account a role in an evaluation, and a place that is free on its team. */
export async function appoint(page, evaluation, { email }, role, place) {
  await page.goto(`${evaluation}/people/appoint`);
  if (place) await page.getByRole('main').locator('select[name=place]').selectOption(place);
  await fillIn(page, { role, email, name: 'Den som finns' }, 'Utse');
  await page.waitForURL(/done=appointed/);
}

/** Fills in the form of a page with what comes to hand, or as told by the names of its fields, and presses its main button. */
export async function write(page, path, told = {}) {
  await page.goto(path);
  const form = page.getByRole('main').locator('form[method=post]:has(:is(input:not([type=hidden]), textarea, select))').first();
  const radios = new Set();
  for (const field of await form.locator('input:not([type=hidden]), textarea, select').all()) {
    const { name, type, value, tag, options, required } = await field.evaluate((it) => ({
      name: it.name,
      type: it.type,
      value: it.value,
      tag: it.tagName,
      required: it.required,
      options: [...(it.options ?? [])].map((option) => option.value).filter(Boolean),
    }));
    const wanted = told[name];
    if (type === 'radio') {
      if (wanted === value || (wanted === undefined && !radios.has(name))) await field.check();
      radios.add(name);
    } else if (type === 'checkbox') {
      if (wanted === value || wanted === true) await field.check();
    } else if (type === 'file') {
      if (wanted) await field.setInputFiles(wanted);
    } else if (tag === 'SELECT') {
      if (wanted !== undefined || options.length > 0) await field.selectOption(wanted ?? options[0]);
    } else if (wanted !== undefined) {
      await field.fill(wanted);
    } else if (!value && required && ['text', 'textarea'].includes(type)) {
      await field.fill('Det vi har kommit fram till');
    }
  }
  await form.locator('button.primary, button.dangerous').first().click();
  await page.waitForLoadState();
  const refused = await page.locator('.errors li, .error:not(:empty)').allInnerTexts();
  if (refused.length > 0) throw new Error(`${path} was refused: ${refused.join(' ')}`);
}
