// Starts and stops the program for tests and benchmarks that talk to it from outside.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port of this machine that nobody listens on now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a command of the program to its end; throws what it printed when it fails. */
export function command(thon, args) {
  const done = spawnSync(thon, args, { encoding: 'utf8' });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}`;
  if (done.status !== 0)
    throw new Error(`thon ${args.join(' ')}: exit ${done.status ?? done.signal}\n${output}`);
  return output;
}

// A script that stops at a fault leaves no server behind.
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A running `thon serve`. `output` gathers what it prints. */
export class Server {
  constructor(child, port) {
    this.child = child;
    this.port = port;
    this.output = '';
    this.origin = `http://127.0.0.1:${port}`;
    running.add(child);
    this.ended = new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        running.delete(child);
        this.exit = { code, signal };
        resolve(this.exit);
      });
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (this.output += bytes));
  }

  /** Waits until it answers; throws what it printed when it ends instead. */
  async ready(limit = 30_000) {
    const until = Date.now() + limit;
    while (Date.now() < until && !this.exit) {
      try {
        const answer = await fetch(`${this.origin}/healthz`);
        if (answer.ok) return this;
      } catch {
        // Not listening yet.
      }
      await sleep(10);
    }
    this.child.kill('SIGKILL');
    throw new Error(`thon does not answer: ${JSON.stringify(this.exit ?? 'time is up')}\n${this.output}`);
  }

  async kill(signal = 'SIGKILL') {
    this.child.kill(signal);
    return this.ended;
  }
}

/**
 * The program, started and not yet ready.
 * @param {{thon: string, data: string, database?: string, port: number, args?: string[]}} options
 */
export function launch({ thon, data, database, port, args = [] }) {
  const where = database ? ['--database', database] : [];
  const words = ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...where, ...args];
  return new Server(spawn(thon, words, { stdio: ['ignore', 'pipe', 'pipe'] }), port);
}
