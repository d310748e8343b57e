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
