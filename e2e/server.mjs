// The program itself: a fresh installation in a folder of its own, its commands, and its server as a process.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.E2E_PROGRAM;

/** How long the server may take from its start to its first answer. */
const READY_WITHIN = 20_000;

/** Makes an installation. Its server is not started. */
export async function install() {
  const folder = mkdtempSync(join(tmpdir(), 'kompass-e2e-'));
  const port = await freePort();
  // Passkeys belong to a name, so the address is one.
  const origin = `http://localhost:${port}`;
  const config = join(folder, 'kompass.toml');
  const log = [];
  let server;

  const environment = {
    PATH: process.env.PATH,
    HOME: folder,
    KOMPASS_WEB_PUBLIC_URL: origin,
    KOMPASS_LOG: process.env.KOMPASS_LOG ?? 'warn',
  };
  const options = ['--config', config, '--data', join(folder, 'data')];

  const site = {
    origin,
    folder,
    /** Writes kompass.toml; a server that runs has to be started anew. */
    configure: (text) => writeFileSync(config, text),
    /** Runs a command of the program to its end and gives what it printed; throws with that and its errors if it fails. */
    command(...command) {
      const done = spawnSync(program, [...options, ...command], { env: environment, encoding: 'utf8', timeout: 60_000 });
      if (done.status !== 0) {
        const said = `${done.stdout}${done.stderr}` || done.error;
        throw new Error(`kompass ${command.join(' ')} ended with ${done.status}:\n${said}`);
      }
      return done.stdout;
    },
    /** Begins a command that takes its time; waiting for what it gives is waiting for its end. */
    async begin(...command) {
      const [code] = await once(spawn(program, [...options, ...command], { env: environment, stdio: 'ignore' }), 'exit');
      if (code !== 0) throw new Error(`kompass ${command.join(' ')} ended with ${code}`);
    },
    /** Starts the server and waits until it answers. */
    async start() {
      server = spawn(program, [...options, 'serve', '--address', `127.0.0.1:${port}`], {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const output of [server.stdout, server.stderr]) {
        output.setEncoding('utf8').on('data', (text) => log.push(text));
      }
      const until = Date.now() + READY_WITHIN;
      while (!(await answers(origin))) {
        if (server.exitCode !== null || Date.now() > until) {
          throw new Error(`the server did not start:\n${log.join('')}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    /** Ends the server as an administrator does; gives its exit code. */
    async stop() {
      return end('SIGTERM');
    },
    /** Ends the server as a power cut does. */
    async kill() {
      return end('SIGKILL');
    },
    /** Ends the server and removes the installation. */
    async remove() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
    /** What the server has written to the terminal so far. */
    log: () => log.join(''),
  };
  site.configure('');
  site.command('--quiet', 'init', '--organisation', 'Granviks kommun');
  return site;

  async function end(signal) {
    if (!server || server.exitCode !== null || server.signalCode !== null) return server?.exitCode;
    const ended = once(server, 'exit');
    server.kill(signal);
    const [code] = await ended;
    return code;
  }
}

async function answers(origin) {
  try {
    await fetch(origin, { redirect: 'manual', signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
