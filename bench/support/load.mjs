// Runs the load client (bench/load.cpp).
import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

/** requests: an iterable of [connection, text]. */
export function writeRequests(file, requests) {
  const out = openSync(file, 'w');
  for (const [connection, text] of requests) {
    const bytes = Buffer.from(text);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(connection, 0);
    head.writeUInt32LE(bytes.length, 4);
    writeSync(out, Buffer.concat([head, bytes]));
  }
  closeSync(out);
}

function runLoad(args) {
  return new Promise((resolve, reject) => {
    const child = spawn('build/release/bench/load', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error('the load client failed')),
    );
  });
}

/** What the client measured. A refused request is a fault of the measurement. */
export async function load(port, file, { connections = 64, seconds = 5, once = false } = {}) {
  const args = ['--port', port, '--connections', connections, '--seconds', seconds, '--requests', file];
  const result = await runLoad([...args.map(String), ...(once ? ['--once'] : [])]);
  if (result.refused > 0) throw new Error(`${result.refused} requests were refused: ${result.first_refusal}`);
  return result;
}

export function remove(file) {
  rmSync(file, { force: true });
}
