/** A store in the main thread that survives its clients, which are workers. Several workers may share one. */
import { memoryStore } from '../../../../adapters-rest/src/main/resources/web/sdk/kefu.js';

/** The end in the main thread. Remembers all messages that were put into an outbox. */
export class SharedStore {
  /** The texts of these messages, by client_msg_id. */
  outgoing = new Map();
  #store = memoryStore();

  /** Answers the calls of a worker. */
  async answer(worker, { id, method, args }) {
    if (method === 'set') this.#remember(args[0]);
    worker.postMessage({ type: 'store', id, result: await this.#store[method](...args) });
  }

  #remember(entries) {
    for (const [key, value] of Object.entries(entries)) {
      if (key.startsWith('out/') && value) this.outgoing.set(value.message.client_msg_id, value.message.content);
    }
  }

  async unsent() {
    return (await this.#store.list('out/')).map(([, value]) => value.message.content);
  }
}

/** The end in a worker. */
export function remoteStore(port) {
  const calls = new Map();
  let lastId = 0;
  port.on('message', ({ type, id, result }) => {
    if (type !== 'store') return;
    calls.get(id)(result);
    calls.delete(id);
  });
  const call = (method, ...args) => new Promise((resolve) => {
    calls.set(++lastId, resolve);
    port.postMessage({ type: 'store', id: lastId, method, args });
  });
  return {
    get: (key) => call('get', key),
    list: (prefix) => call('list', prefix),
    set: (entries) => call('set', entries),
    clear: () => call('clear'),
  };
}
