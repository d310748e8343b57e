// Runs the tests in tests/, those of a filter or all, and ends with one line that counts them.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

for (const variable of ['E2E_PROGRAM', 'E2E_BROWSER', 'E2E_OUTPUT']) {
  if (!process.env[variable]) {
    console.error(`${variable} is not set: run the tests by \`cargo xtask e2e\``);
    process.exit(2);
  }
}

const filter = process.argv[2] ?? '';
const folder = join(import.meta.dirname, 'tests');
const all = readdirSync(folder).filter((file) => file.endsWith('.test.mjs')).sort();
const named = all.filter((file) => file.includes(filter));
// A filter names files, or else tests in whichever file.
const files = (named.length ? named : all).map((file) => join(folder, file));
const testNamePatterns = named.length ? undefined : new RegExp(RegExp.escape?.(filter) ?? filter.replace(/[^\p{L}\p{N} ]/gu, '.'), 'i');

/** A test that waits for what never comes fails; the slowest file takes a third of this. */
const PATIENCE = 20 * 60_000;

let passed = 0;
let failed = 0;
// Suites and files are reported beside their tests; a file that cannot even be loaded is a failure of its own.
const isTest = (event) => event.details.type !== 'suite' && !event.skip;
const isFile = (event) => event.name.endsWith('.test.mjs');
const tests = run({ files, concurrency: 1, testNamePatterns, timeout: PATIENCE });
tests.on('test:pass', (event) => { if (isTest(event) && !isFile(event)) passed += 1; });
tests.on('test:fail', (event) => { if (isTest(event)) failed += 1; });
tests.compose(new spec()).pipe(process.stdout);
tests.on('end', () => {
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
});
process.on('exit', () => console.log(`${passed} passed, ${failed} failed`));
