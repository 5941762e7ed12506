// What stands between a phone and the server, and can fail as networks do: nothing gets through, answers get lost after
// the server has done its work, a new version of the app is served.
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Rewrite = (path: string, body: Buffer) => Buffer | undefined;

export class Wire {
  /** Nothing gets through, as without a network. */
  isCut = false;
  /** Requests to these paths reach the server, their answers get lost. */
  losing: ((path: string) => boolean) | undefined;
  /** Called when such an answer came from the server. */
  onlost: (() => void) | undefined;
  /** Changes what is served; undefined: it is not there any more (404). */
  rewrite: Rewrite | undefined;
  /** Paths asked for through this wire. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.#server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port);
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(port = this.#port): void {
    this.#port = port;
    this.isCut = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    if (this.isCut) return void incoming.socket.destroy();
    this.asked.push(path);
    const headers = { ...incoming.headers };
    // What is rewritten must come uncompressed.
    if (this.rewrite) delete headers['accept-encoding'];
    const options = { host: '127.0.0.1', port: this.#port, method: incoming.method, path, headers };
    const forward = request(options, (answer) => {
      if (this.losing?.(path)) {
        answer.resume();
        answer.on('end', () => {
          incoming.socket.destroy();
          this.onlost?.();
        });
      } else if (this.rewrite && !path.startsWith('/api/')) void this.#change(path, answer, outgoing);
      else {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.on('aborted', () => outgoing.destroy());
      }
    });
    forward.on('error', () => incoming.socket.destroy());
    outgoing.on('close', () => forward.destroy());
    incoming.pipe(forward);
  }

  async #change(path: string, answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(part as Buffer);
    const changed = this.rewrite?.(path, Buffer.concat(parts));
    if (!changed) return void outgoing.writeHead(404).end();
    const { 'content-length': _length, etag: _etag, ...headers } = answer.headers;
    outgoing
      .writeHead(answer.statusCode ?? 200, { ...headers, 'content-length': changed.length })
      .end(changed);
  }
}
