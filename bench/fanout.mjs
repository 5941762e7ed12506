// Live events to thousands of open streams: Thôn's hub, nginx with nchan, and a bare epoll loop as the floor, one
// after another in each repeat so that they share whatever else the machine does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { REPEATS, spread, table } from './support/report.mjs';

const FOLDER = process.env.THON_BENCH_BUILD ?? 'build/release/bench';
const NCHAN = '/usr/lib/nginx/modules/ngx_nchan_module.so';
const STREAMS = Number(process.env.THON_BENCH_STREAMS ?? 10_000);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a program that prints its port. */
function startPrinting(program, args) {
  const child = spawn(join(FOLDER, program), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve({ child, port: Number(text), pids: [child.pid] }));
    child.once('exit', () => reject(new Error(`${program} ended`)));
  });
}

function nginxConfiguration(folder, port) {
  return `load_module ${NCHAN};
daemon off; master_process on; worker_processes 1; worker_rlimit_nofile 20000;
${process.getuid() === 0 ? 'user root;' : ''}
pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 15000; }
http {
  access_log off; keepalive_timeout 600s; tcp_nodelay on;
  client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
  uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /api/publish { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 100; }
    location = /api/events {
      nchan_subscriber eventsource; nchan_channel_id bench; nchan_subscriber_first_message newest;
    }
  }
}
`;
}

const children = (pid) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

const answers = (port) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

async function startNginx(folder) {
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, nginxConfiguration(folder, port));
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let i = 0; i < 100 && !(await answers(port)); i++) await new Promise((wait) => setTimeout(wait, 50));
  return { child, port, pids: [child.pid, ...children(child.pid)] };
}

const PEERS = [
  { name: 'thon', start: (folder) => startPrinting('fanout_server', [folder]), args: ['--json'] },
  { name: 'nginx + nchan', start: startNginx, args: [], needs: NCHAN },
  { name: 'bare epoll loop', start: () => startPrinting('bare_loop', []), args: [] },
];

async function stop({ child }) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(late);
}

async function run(peer, args) {
  const folder = mkdtempSync('/var/tmp/thon-fanout-');
  mkdirSync(join(folder, 'logs'));
  const server = await peer.start(folder);
  try {
    const pids = server.pids.flatMap((pid) => ['--pid', String(pid)]);
    const all = ['--port', String(server.port), ...pids, ...peer.args, ...args.map(String)];
    const child = spawn(join(FOLDER, 'fanout'), all, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (bytes) => (text += bytes));
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${peer.name}: the load client failed`);
    return JSON.parse(text);
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

const peers = PEERS.filter(({ needs }) => !needs || existsSync(needs));

/** Every peer once per repeat; the order turns, so that none always comes first. */
async function repeats(which, args) {
  const results = new Map(which.map((peer) => [peer, []]));
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (let i = 0; i < which.length; i++) {
      const peer = which[(i + repeat) % which.length];
      results.get(peer).push(await run(peer, args));
    }
  }
  return results;
}

async function everyoneReads() {
  const results = await repeats(peers, ['--streams', STREAMS, '--messages', 20, '--size', 300]);
  const floor = results.get(peers.at(-1));
  const rows = peers.map((peer) => {
    const all = results.get(peer);
    const of = (value) => spread(all.map(value));
    const ratios = all.map((r, i) => r.cpu_us / floor[i].cpu_us);
    return [
      peer.name,
      of((r) => r.cpu_us),
      spread(ratios),
      of((r) => r.per_second),
      of((r) => r.last_ms),
      of((r) => r.end_mib),
      of((r) => ((r.end_mib - r.idle_mib) * 1024) / STREAMS),
      of((r) => r.lost + r.closed),
    ];
  });
  console.log(`${STREAMS} streams, 20 messages of 300 bytes, ${REPEATS} repeats: median (lowest–highest)\n`);
  table(
    [
      '',
      'CPU per delivery, µs',
      '× floor, same repeat',
      'deliveries/s',
      'last stream, ms',
      'RSS, MiB',
      'KiB per stream',
      'lost',
    ],
    rows,
  );
}

/** 2,000 streams and larger messages, so that sockets nobody reads do fill up. */
async function someNeverRead() {
  const which = peers.filter(({ name }) => name !== 'bare epoll loop');
  const base = ['--streams', 2000, '--messages', 150, '--size', 4000, '--pause', 0];
  const all = await repeats(which, base);
  const some = await repeats(which, [...base, '--mute', 0.01]);
  const rows = which.flatMap((peer) =>
    [
      ['all read', all],
      ['1 % never read', some],
    ].map(([label, results]) => {
      const of = (value) => spread(results.get(peer).map(value));
      return [
        peer.name,
        label,
        of((r) => r.last_ms),
        of((r) => r.worst_ms),
        of((r) => r.end_mib),
        of((r) => r.kernel_mib),
        of((r) => r.lost),
      ];
    }),
  );
  console.log('\n2,000 streams, 150 messages of 4,000 bytes\n');
  table(
    [
      '',
      '',
      'last reader, ms (median message)',
      'worst message, ms',
      'RSS, MiB',
      'kernel TCP memory, MiB',
      'lost',
    ],
    rows,
  );
}

await everyoneReads();
await someNeverRead();
