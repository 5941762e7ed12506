// A wire between a browser and the server that counts what comes down it: headers, workers' requests, everything.
import { connect, createServer } from 'node:net';
import { once } from 'node:events';

/** {origin, bytes(), close()} */
export async function wireTo(port) {
  const sockets = new Set();
  let bytes = 0;
  const wire = createServer((browser) => {
    const server = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [browser, server],
      [server, browser],
    ]) {
      sockets.add(socket);
      // Either side may leave in the middle of an answer.
      socket.on('error', () => other.destroy());
      socket.on('close', () => (sockets.delete(socket), other.destroy()));
    }
    server.on('data', (chunk) => (bytes += chunk.length));
    browser.pipe(server);
    server.pipe(browser);
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');
  return {
    origin: `http://127.0.0.1:${wire.address().port}`,
    bytes: () => bytes,
    close: () => {
      for (const socket of sockets) socket.destroy();
      wire.close();
    },
  };
}
