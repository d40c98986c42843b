/**
 * Lets clients write, crash and lose their connections for a while, and then compares what each has with the logs.
 *
 * It reads commands from its standard input: `nodes <url>…` names the nodes that run, `finish` ends the disturbances.
 * It writes `ready` when all clients have started. The last line of its output is a summary; the exit code is 1 if
 * anything was lost, doubled or out of order.
 */
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { createCustomer, loginKefu } from '../../../../adapters-rest/src/main/resources/web/sdk/kefu.js';
import { CuttingProxy } from './cutting-proxy.mjs';
import { SharedStore } from './shared-store.mjs';
import { checkLogs, checkView } from './torture-check.mjs';

const SETTLED_WITHIN_MS = 90_000;
const CALL_LIMIT_MS = 10_000;
const ANSWERED_WITHIN_MS = 60_000;
const PASSWORD = 'password123';
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const random = (below) => Math.floor(Math.random() * below);

const proxy = new CuttingProxy();
const url = await proxy.start();
const violations = [];
const acknowledged = new Map();
const devices = [];
let sent = 0;
let crashes = 0;
let isFinished = false;

const commands = createInterface({ input: process.stdin });
const nodesKnown = new Promise((resolve) => commands.on('line', (line) => {
  const [command, ...args] = line.trim().split(' ');
  if (command === 'finish') isFinished = true;
  if (command !== 'nodes') return;
  proxy.targets = args.map((address) => [new URL(address).hostname, Number(new URL(address).port)]);
  resolve();
}));

/** Calls the API until it answers. */
async function call(action) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if ((error.status >= 400 && error.status < 500) || attempt > 100) throw error;
      await delay(300);
    }
  }
}

class Device {
  #worker;
  #incarnation = 0;
  #answers = {};

  constructor(name, store, data) {
    this.name = name;
    this.store = store;
    this.data = data;
  }

  start() {
    const name = `${this.name}.${++this.#incarnation}`;
    const worker = new Worker(new URL('torture-device.mjs', import.meta.url), {
      workerData: { ...this.data, name },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    this.#worker = worker;
    worker.on('error', (error) => violations.push(`${name}: ${error.stack}`));
    worker.on('message', (message) => {
      if (message.type === 'store') this.store.answer(worker, message);
      if (message.type === 'sent') sent++;
      if (message.type === 'acknowledged') acknowledged.set(message.text, message);
      if (message.type === 'violation') violations.push(message.text);
      this.#answers[message.type]?.(message[message.type]);
    });
  }

  async crash() {
    crashes++;
    await this.#worker.terminate();
    await delay(random(2_000));
    this.start();
  }

  tell(type) {
    this.#worker.postMessage({ type });
  }

  /** Asks the worker, which may need long to answer when it has much to do. */
  async ask(type) {
    const answer = new Promise((resolve) => (this.#answers[type] = resolve));
    this.tell(type);
    const silence = delay(ANSWERED_WITHIN_MS).then(() => Promise.reject(new Error(`${this.name} does not answer`)));
    return Promise.race([answer, silence]);
  }
}

async function createUsers() {
  const options = { url };
  const admin = await call(() => loginKefu('admin', process.env.KEFU_ADMIN_PASSWORD ?? 'admin-password', options));
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${admin.token}` };
  const post = (path, body, token) => call(async () => {
    const auth = token ? { Authorization: `Bearer ${token}` } : {};
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { ...headers, ...auth },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    });
    const { ok, status } = answer;
    if (!ok && status !== 409) throw Object.assign(new Error(await answer.text()), { status });
  });
  const tag = Date.now().toString(36);
  const kefus = [];
  const customers = [];
  for (const kefuId of [`k0-${tag}`, `k1-${tag}`]) {
    await post('/api/users', { user_id: kefuId, username: kefuId, user_type: 'kefu', password: PASSWORD });
    kefus.push(await call(() => loginKefu(kefuId, PASSWORD, options)));
  }
  for (let index = 0; index < 4; index++) {
    const customer = await call(() => createCustomer({ username: `c${index}` }, options));
    await post('/api/sessions', { user_id: customer.userId }, kefus[index % 2].token);
    customers.push(customer);
  }
  return { kefus, customers, admin };
}

function createDevices({ kefus, customers }) {
  const add = (name, store, login, peers, pauseMs) => {
    const device = new Device(name, store, { url, login, peers, pauseMs });
    devices.push(device);
    device.login = login;
  };
  customers.forEach((login, index) => {
    const store = new SharedStore();
    add(`c${index}a`, store, login, ['support'], 400);
    add(`c${index}b`, index < 2 ? store : new SharedStore(), login, ['support'], 600);
  });
  kefus.forEach((login, index) => {
    const peers = [...customers.filter((_, customer) => customer % 2 === index).map((customer) => customer.userId),
      kefus[1 - index].userId];
    const store = new SharedStore();
    add(`k${index}a`, store, login, peers, 300);
    if (index === 0) add(`k${index}b`, store, login, peers, 500);
  });
}

async function disturb() {
  while (!isFinished) {
    await delay(300 + random(1_200));
    const dice = Math.random();
    if (dice < 0.35) proxy.cut(1);
    else if (dice < 0.65) proxy.cut(0.3);
    else if (dice < 0.72) await proxy.fallSilent(random(6_000));
    else await devices[random(devices.length)].crash();
  }
}

const isCustomer = (login) => login.userType === 'customer';

/** A page of the conversation of this device with a user. */
async function history(device, peerId, query) {
  const userId = isCustomer(device.login) ? device.login.userId : peerId;
  const headers = { Authorization: `Bearer ${device.login.token}` };
  const answer = await call(async () => {
    const signal = AbortSignal.timeout(CALL_LIMIT_MS);
    const response = await fetch(`${url}/api/messages/history/${userId}?${query}`, { headers, signal });
    if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status });
    return response.json();
  });
  return answer.messages;
}

async function readLog(device, peerId) {
  const entries = [];
  for (;;) {
    const page = await history(device, peerId, `after_seq=${entries.length}&page_size=100`);
    entries.push(...page);
    if (page.length < 100) return entries;
  }
}

/** Waits until no device has anything to send, and all have the newest entries. */
async function settle() {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const open = [];
    for (const device of devices) {
      for (const { peerId, lastSeq, unsent, state } of await device.ask('status')) {
        if (!keyOf(device.login, peerId)) continue;
        if (unsent.length) open.push(`${device.name} (${state}) has not sent to ${peerId}: ${unsent}`);
        const last = (await history(device, peerId, 'page_size=1'))[0]?.seq ?? 0;
        if (lastSeq < last) open.push(`${device.name} (${state}) is at ${lastSeq} of ${last} with ${peerId}`);
      }
      const left = await device.store.unsent();
      if (left.length) open.push(`the store of ${device.name} has ${left}`);
    }
    if (!open.length) return;
    if (Date.now() > deadline) return violations.push(...open.map((text) => text.slice(0, 300)));
    await delay(500);
  }
}

await nodesKnown;
const users = await createUsers();
createDevices(users);
devices.forEach((device) => device.start());
console.log('ready');
await disturb();
devices.forEach((device) => device.tell('quiet'));
await delay(200);

/** Names a conversation of these users; undefined for others, which the service may assign to the kefu. */
function keyOf(login, peerId) {
  if (isCustomer(login)) return login.userId;
  if (users.kefus.some((kefu) => kefu.userId === peerId)) return 'colleagues';
  return users.customers.find((customer) => customer.userId === peerId)?.userId;
}
console.log('settling');
await settle();
console.log('settled');

const logs = new Map();
for (const device of devices) {
  for (const { peerId, messages } of await device.ask('view')) {
    const key = keyOf(device.login, peerId);
    if (!key) continue;
    if (!logs.has(key)) logs.set(key, await readLog(device, peerId));
    violations.push(...checkView(`${device.name} with ${peerId}`, messages, logs.get(key)));
  }
}
const outgoing = new Map(devices.flatMap((device) => [...device.store.outgoing]));
const { lost, doubled, ...checked } = checkLogs([...logs.values()], outgoing, [...acknowledged.values()]);
violations.push(...checked.violations);
if (!sent || !outgoing.size) violations.push('no message was sent');
for (const text of violations.slice(0, 40)) console.log(text);
const entries = [...logs.values()].reduce((sum, log) => sum + log.length, 0);
console.log(`sdk torture: ${sent} messages sent, ${entries} entries, ${proxy.cuts} connections cut, `
  + `${crashes} clients crashed, ${lost} lost, ${doubled} doubled, ${violations.length} violations`);
process.exit(violations.length ? 1 : 0);
