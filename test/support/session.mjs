// A caller of the API: keeps its cookie and its connections.
import { Agent, request } from 'node:http';

/** What the server refused: status and the problem it named. */
export class Refused extends Error {
  constructor(method, path, status, problem) {
    super(`${method} ${path}: ${status} ${JSON.stringify(problem)}`);
    this.status = status;
    this.problem = problem;
  }
}

export class Session {
  /** Several connections at once when `connections` says so. */
  constructor(port, connections = 1) {
    this.port = port;
    this.cookie = '';
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get = (path) => this.call('GET', path);
  post = (path, body = {}) => this.call('POST', path, body);
  patch = (path, body) => this.call('PATCH', path, body);

  /** The answer's JSON (null for 204). Throws Refused for 4xx and 5xx, Error when the connection breaks. */
  call(method, path, body) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { 'x-thon': '1', ...(this.cookie && { cookie: this.cookie }) };
    if (text !== undefined) {
      headers['content-type'] = 'application/json';
      headers['content-length'] = Buffer.byteLength(text);
    }
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent };
      const sent = request(options, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('aborted', () => reject(new Error('the connection broke')));
        answer.on('end', () => {
          if (!answer.complete) return reject(new Error('the connection broke'));
          this.#keep(answer.headers['set-cookie']);
          const bytes = Buffer.concat(parts);
          const json = /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(bytes) : bytes;
          if (answer.statusCode >= 400) return reject(new Refused(method, path, answer.statusCode, json));
          return resolve(answer.statusCode === 204 ? null : json);
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  /** All items of a paged list. */
  async all(path) {
    const items = [];
    let cursor = '';
    do {
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}${cursor}`.replace(/[?&]$/, ''));
      items.push(...page.items);
      cursor = page.next ? `cursor=${encodeURIComponent(page.next)}` : '';
    } while (cursor);
    return items;
  }

  close() {
    this.agent.destroy();
  }

  #keep(cookies = []) {
    const session = cookies.find((cookie) => cookie.startsWith('thon_session='));
    if (session) this.cookie = session.split(';')[0];
  }
}
