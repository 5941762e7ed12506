// What the program takes when nothing happens: memory, time to start, bytes.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { command, freePort, launch } from '../test/support/thon.mjs';
import { THON } from './support/commune.mjs';
import { REPEATS, spread, table } from './support/report.mjs';

/** True when a whole answer with status 200 came. */
function healthy(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.on('error', () => resolve(false));
    socket.on('data', (bytes) => {
      socket.destroy();
      resolve(bytes.toString().startsWith('HTTP/1.1 200'));
    });
  });
}

async function startTime(data) {
  const port = await freePort();
  const began = performance.now();
  const server = launch({ thon: THON, data, port });
  while (!(await healthy(port))) await sleep(1);
  return { server, ms: performance.now() - began };
}

function memory(server) {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024;
}

const data = mkdtempSync('/var/tmp/thon-bench-');
command(THON, ['demo', '--data', data]);
const starts = [];
const idle = [];
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const { server, ms } = await startTime(data);
  starts.push(ms);
  await sleep(3000);
  idle.push(memory(server));
  await server.kill('SIGTERM');
}
rmSync(data, { recursive: true, force: true });
table(
  ['what', 'value'],
  [
    ['memory (RSS) idle, demo loaded, MB', spread(idle)],
    ['from start to the first answer, ms', spread(starts)],
    ['the program, MB (web app, sentences and migrations inside)', spread([statSync(THON).size / 2 ** 20])],
  ],
);
