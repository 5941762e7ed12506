// A mail server. Mails come in by SMTP; it is told things, and tells what it took, over HTTP on a second port
// ("control" in the line it prints). `answers` gives the reply to RCPT for an address ("550 5.1.1 no such user").
import { createServer } from 'node:net';
import { listening, main, serve, StandIn, wait } from './support.mjs';

/** Lines of a connection, whatever pieces they come in. */
async function* lines(socket) {
  let rest = '';
  for await (const part of socket) {
    rest += part.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      yield rest.slice(0, end);
      rest = rest.slice(end + 2);
    }
  }
}

function parts(data) {
  const [head, body] = data.split('\r\n\r\n');
  const header = (name) => new RegExp(`^${name}: ((?:.|\r\n )*)$`, 'mi').exec(head)?.[1] ?? '';
  const words = (text) =>
    text.replace(/=\?UTF-8\?B\?([^?]*)\?=\s*/g, (_, coded) => Buffer.from(coded, 'base64').toString());
  return {
    key: header('Message-ID'),
    subject: words(header('Subject')),
    from: words(header('From')),
    text: Buffer.from(body, 'base64').toString(),
  };
}

export async function start(options = {}) {
  const standIn = new StandIn({ user: '', password: '', ...options });

  async function talk(socket) {
    const say = (line) => socket.write(`${line}\r\n`);
    let fault = standIn.draw('smtp', () => true);
    standIn.counts.requests += 1;
    if (fault?.fault === 'down') return socket.end('421 4.3.2 come back later\r\n');
    let mail = { to: [] };
    let signedIn = standIn.options.user === '';
    let asked = false;
    let data = null;
    say('220 stand.in');
    for await (const line of lines(socket)) {
      const verb = line.slice(0, 4).toUpperCase();
      if (data !== null) {
        if (line !== '.') {
          data.push(line.startsWith('.') ? line.slice(1) : line);
          continue;
        }
        if (fault?.fault === 'delay') await wait(fault.ms ?? 200);
        if (fault?.fault === 'drop_before') return socket.destroy();
        if (fault?.fault === 'throttle') {
          say('451 4.7.1 greylisted, try again');
        } else {
          for (const address of mail.to) standIn.deliver({ address, ...parts(data.join('\r\n')) }, fault);
          if (fault?.fault === 'drop_after') return socket.destroy();
          say('250 2.0.0 taken');
        }
        data = null;
        fault = null;
      } else if (verb === 'EHLO') {
        say('250-stand.in');
        if (!signedIn) say('250-AUTH PLAIN');
        say('250 8BITMIME');
      } else if (line.toUpperCase() === 'AUTH PLAIN') {
        say('334 ');
        asked = true;
      } else if (verb === 'AUTH' || asked) {
        asked = false;
        const words = Buffer.from(line.replace(/^AUTH PLAIN /i, ''), 'base64').toString();
        const [, user, password] = words.split('\0');
        signedIn = user === standIn.options.user && password === standIn.options.password;
        say(signedIn ? '235 2.7.0 welcome' : '535 5.7.8 wrong password');
      } else if (verb === 'MAIL') {
        mail = { to: [] };
        say(signedIn ? '250 2.1.0 ok' : '530 5.7.0 sign in first');
      } else if (verb === 'RCPT') {
        const address = /<(.*)>/.exec(line)?.[1];
        const told = standIn.options.answers[address];
        if (told) standIn.counts.refused += 1;
        else mail.to.push(address);
        say(told ?? '250 2.1.5 ok');
      } else if (verb === 'DATA') {
        data = [];
        say('354 go on');
      } else if (verb === 'QUIT') {
        return socket.end('221 2.0.0 bye\r\n');
      } else {
        say('502 5.5.2 what?');
      }
    }
  }

  const mail = createServer((socket) => {
    socket.on('error', () => {});
    talk(socket).catch(() => socket.destroy());
  });
  const http = serve(standIn, () => ({ status: 404 }));
  const control = await listening(http);
  return { standIn, server: mail, port: await listening(mail, options.port), ports: { control } };
}

await main(import.meta, start);
