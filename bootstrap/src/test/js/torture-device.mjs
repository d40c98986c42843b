/** One device of the torture test: a worker with a client that writes, reads and recalls at random times. */
import { parentPort, workerData } from 'node:worker_threads';
import { Kefu } from '../../../../adapters-rest/src/main/resources/web/sdk/kefu.js';
import { remoteStore } from './shared-store.mjs';

// In Node.js 24, Web Locks of workers that were terminated use more and more memory and time. Node.js 22 has no Web Locks.
Object.defineProperty(navigator, 'locks', { value: undefined });

const { name, url, login, peers, pauseMs } = workerData;
const kefu = new Kefu({ url, login, store: remoteStore(parentPort) });
/** How many of the newest messages are checked after each change; all of them are compared at the end. */
const CHECKED = 200;
const arrivedUpTo = new Map();
let isQuiet = false;
let sent = 0;

const report = (type, data) => parentPort.postMessage({ type, ...data });
const violations = new Set();

/** Reports a violation once, although it is seen again after each later change. */
function violation(text) {
  if (violations.has(text) || violations.size > 50) return;
  violations.add(text);
  report('violation', { text: `${name}: ${text}` });
}

kefu.on('message', ({ conversation, message }) => {
  const last = arrivedUpTo.get(conversation.peerId) ?? 0;
  if (message.seq <= last) violation(`message ${message.seq} of ${conversation.peerId} arrived after ${last}`);
  arrivedUpTo.set(conversation.peerId, message.seq);
});
kefu.on('conversation', (conversation) => {
  const ids = new Set();
  let previous;
  for (const message of conversation.messages.slice(-CHECKED)) {
    if (message.client_msg_id && ids.has(message.client_msg_id)) violation(`${message.content} is there twice`);
    ids.add(message.client_msg_id);
    if (previous?.seq && message.seq && !(message.seq > previous.seq)) violation(`${previous.seq}, ${message.seq}`);
    previous = message;
  }
});
kefu.on('error', (error) => {
  if (error.code === 'STORE_FAILED') violation(error.message);
});
process.on('uncaughtException', (error) => violation(error.stack));
process.on('unhandledRejection', (error) => violation(error?.stack ?? error));

parentPort.on('message', async ({ type }) => {
  if (type === 'quiet') isQuiet = true;
  if (type === 'status') report('status', { status: status() });
  if (type === 'view') report('view', { view: await view() });
});

function status() {
  return kefu.conversations.map(({ peerId, lastSeq, messages }) => ({
    peerId,
    lastSeq,
    unsent: messages.filter((message) => !message.seq).map(({ content, status }) => `${content} ${status}`),
    state: kefu.state,
  }));
}

/** All messages of all conversations, after the oldest ones were loaded too. */
async function view() {
  const views = [];
  for (const conversation of kefu.conversations) {
    for (let left = 100; conversation.hasOlder && left > 0; left--) await conversation.loadOlder(100);
    views.push({
      peerId: conversation.peerId,
      messages: conversation.messages.map(({ message_id, seq, content, status, client_msg_id, from_user_id }) =>
        ({ message_id, seq, content, status, client_msg_id, from_user_id })),
    });
  }
  return views;
}

function act() {
  if (isQuiet) return;
  setTimeout(act, Math.random() * 2 * pauseMs);
  const conversation = kefu.conversation(peers[Math.floor(Math.random() * peers.length)]);
  const dice = Math.random();
  if (dice < 0.8) {
    send(conversation);
    if (Math.random() < 0.2) for (let more = 0; more < 5; more++) send(conversation);
  } else if (dice < 0.9) {
    conversation.markRead();
    conversation.typing();
  } else if (dice < 0.95) {
    const own = conversation.messages.findLast((message) =>
      message.status === 'sent' && message.from_user_id === login.userId && message.msg_type === 'text');
    if (own?.seq) conversation.recall(own).catch(() => {});
  } else {
    conversation.open().catch(() => {});
    conversation.loadOlder(20).catch(() => {});
  }
}

function send(conversation) {
  const text = `${name}#${++sent}`;
  report('sent', { text });
  conversation.send(text).then(
    (message) => report('acknowledged', { text, seq: message.seq, id: message.message_id }),
    (error) => violation(`${text} was refused: ${error.code} ${error.message}`),
  );
}

await kefu.start();
act();
