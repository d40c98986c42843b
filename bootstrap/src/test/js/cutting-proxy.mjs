/** A TCP proxy whose connections a test cuts, or lets fall silent. */
import { connect, createServer } from 'node:net';

export class CuttingProxy {
  /** The addresses behind the proxy, as `[host, port]`. */
  targets = [];
  cuts = 0;
  #server = createServer((client) => this.#accept(client));
  #pairs = new Set();
  #isSilent = false;

  async start() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  #accept(client) {
    const [host, port] = this.targets[Math.floor(Math.random() * this.targets.length)] ?? ['127.0.0.1', 1];
    const target = connect(port, host);
    const pair = { client, target };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      target.destroy();
    };
    for (const socket of [client, target]) socket.on('error', end).on('close', end).setNoDelay(true);
    client.pipe(target).pipe(client);
    if (this.#isSilent) silence(pair);
  }

  /** Cuts each connection with this probability. */
  cut(probability) {
    for (const { client } of this.#pairs) {
      if (Math.random() >= probability) continue;
      client.resetAndDestroy();
      this.cuts++;
    }
  }

  /** Passes no bytes on for this time, and then cuts all connections. */
  async fallSilent(ms) {
    this.#isSilent = true;
    this.#pairs.forEach(silence);
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#isSilent = false;
    this.cut(1);
  }

  stop() {
    this.cut(1);
    this.#server.close();
  }
}

function silence({ client, target }) {
  for (const socket of [client, target]) {
    socket.unpipe();
    socket.pause();
  }
}
