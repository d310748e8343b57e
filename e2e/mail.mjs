// A mail server of a test's own, the same that the other tests use, and the mailbox behind it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = join(import.meta.dirname, '..', 'crates', 'kompass-testkit', 'src', 'smtp.py');

/** How long a letter may take from the press of a button to the mailbox. */
const ARRIVES_WITHIN = 15_000;

/** Starts a mail server. */
export async function openPost() {
  const folder = mkdtempSync(join(tmpdir(), 'kompass-post-'));
  const server = spawn('/usr/bin/python3', [SCRIPT, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    createInterface(server.stdout).once('line', resolve);
    server.once('exit', () => reject(new Error('no mail server: install python3-aiosmtpd')));
  });

  const letters = () =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));

  return {
    /** What kompass.toml has to say. */
    configuration: [
      '[mail]',
      'host = "localhost"',
      `port = ${port}`,
      'tls = "none"',
      'sender = "Kompass <kompass@granvik.example>"',
      '',
    ].join('\n'),
    /** The letter of this number to this address; waits for it. */
    async letter(address, number = 1) {
      const until = Date.now() + ARRIVES_WITHIN;
      for (;;) {
        const found = letters().filter((letter) => letter.recipients.includes(address));
        if (found.length >= number) return found[number - 1];
        if (Date.now() > until) throw new Error(`no letter ${number} came to ${address}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** From now on every letter is asked to come back later. */
    turnAway: () => writeFileSync(join(folder, 'closed'), ''),
    /** Letters are taken again. */
    welcome: () => rmSync(join(folder, 'closed')),
    close() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The personal link in a letter. */
export function linkIn(letter) {
  return letter.text.match(/http:\S+\/link\/\S+/)[0];
}
