// WCAG 2.2 AA by axe-core, put into the page as a value: the page's own content security policy stays in force.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Signs such as ✓ must be seen as well as letters.
const checks = { 'color-contrast': { options: { ignoreUnicode: false } } };

/** Fails with every breach on the page as it is now. A contrast that axe cannot decide is a breach too. */
export async function checkAccessibility(page) {
  await page.evaluate(source);
  // A colour on its way to another one is judged where it ends.
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  const { violations, incomplete } = await page.evaluate(
    ([values, checks]) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, checks }),
    [tags, checks],
  );
  // Text in a chart lies on shapes that axe cannot see through; the tests of the charts compare their colours.
  const inChart = ({ html }) => /^<(text|tspan)\b/.test(html);
  const undecided = incomplete
    .filter((rule) => rule.id === 'color-contrast')
    .map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !inChart(node)) }));
  const breaches = [...violations, ...undecided].flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary}`),
  );
  assert.deepEqual(breaches, [], `accessibility of ${page.url()}`);
}
