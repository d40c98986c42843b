/** Tests the outbox, the reports and the treatment of gaps, with a service that the test plays. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Kefu, memoryStore } from '../../main/resources/web/sdk/kefu.js';
import { CUSTOMER, FakeService, advance, cursors, messageOf } from './fake-service.mjs';

let service;
let store;
let kefu;
let conversation;
let history;

/** Lets promises and tasks of the next turns run. */
async function turns(count = 20) {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function create() {
  kefu = new Kefu({ url: 'https://kefu.example', login: CUSTOMER, store });
  conversation = kefu.conversation();
  await kefu.start();
}

const contents = () => conversation.messages.map(({ content, status }) => `${content} ${status}`);
const seqs = () => conversation.messages.map(({ seq }) => seq);

beforeEach(async () => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.parse('2030-01-01') });
  service = new FakeService();
  store = memoryStore();
  history = [];
  mock.method(globalThis, 'fetch', async (url) => {
    const query = new URL(url).searchParams;
    const before = Number(query.get('before_seq') ?? Infinity);
    const after = Number(query.get('after_seq') ?? 0);
    const size = Number(query.get('page_size'));
    const found = history.filter(({ seq }) => seq < before && seq > after);
    const messages = query.has('after_seq') ? found.slice(0, size) : found.slice(-size).reverse();
    return new Response(JSON.stringify({ messages, total: history.length, page_size: size }));
  });
  await create();
});

afterEach(async () => {
  await kefu.stop();
  mock.timers.reset();
  mock.restoreAll();
});

test('a message is shown at once, and has the seq of its ack', async () => {
  service.connect({ conversations: [{}] });
  const sent = conversation.send('hello');
  assert.deepEqual(contents(), ['hello sending']);
  service.acknowledge(service.take('message')[0], 1);
  assert.equal((await sent).seq, 1);
  assert.deepEqual(contents(), ['hello sent']);
});

test('messages are sent one after the other', async () => {
  service.connect({ conversations: [{}] });
  conversation.send('one');
  conversation.send('two');
  const [first, ...more] = service.take('message');
  assert.equal(first.data.content, 'one');
  assert.equal(more.length, 0);
  service.acknowledge(first, 1);
  assert.equal(service.take('message')[0].data.content, 'two');
});

test('a message without ack is repeated with the same id after a loss', async () => {
  service.connect({ conversations: [{}] });
  conversation.send('hello');
  const [first] = service.take('message');
  service.close(1006);
  advance(2_000);
  service.connect({ conversations: [{}] });
  const [repeated] = service.take('message');
  assert.equal(repeated.data.client_msg_id, first.data.client_msg_id);
});

test('a message that came back before its ack is not shown twice', async () => {
  service.connect({ conversations: [{}] });
  const sent = conversation.send('hello');
  const [frame] = service.take('message');
  service.send('message', messageOf(1, 'c1', { content: 'hello', client_msg_id: frame.data.client_msg_id }));
  assert.deepEqual(contents(), ['hello sent']);
  service.acknowledge(frame, 1);
  assert.deepEqual(contents(), ['hello sent']);
  assert.equal((await sent).message_id, 'm1');
});

test('a refused message fails and does not block the next one', async () => {
  service.connect({ conversations: [{}] });
  const refused = conversation.send('bad');
  conversation.send('good');
  service.refuse(service.take('message')[0], 'SESSION_CLOSED');
  await assert.rejects(refused, { code: 'SESSION_CLOSED' });
  service.acknowledge(service.take('message')[0], 1);
  assert.deepEqual(contents(), ['good sent', 'bad failed']);
  const [, failed] = conversation.messages;
  assert.equal(failed.error.code, 'SESSION_CLOSED');
  conversation.retry(failed);
  await turns();
  const [again] = service.take('message');
  assert.equal(again.data.client_msg_id, failed.client_msg_id);
  service.refuse(again, 'SESSION_CLOSED');
  await conversation.discard(conversation.messages[1]);
  assert.deepEqual(contents(), ['good sent']);
});

for (const code of ['SERVICE_UNAVAILABLE', 'RATE_LIMITED']) {
  test(`a message is repeated after ${code}, and the next one waits`, async () => {
    service.connect({ conversations: [{}] });
    conversation.send('one');
    const [first] = service.take('message');
    service.refuse(first, code);
    conversation.send('two');
    assert.equal(service.take('message').length, 0);
    advance(30_000);
    const [repeated] = service.take('message');
    assert.equal(repeated.data.client_msg_id, first.data.client_msg_id);
  });
}

test('unsent and failed messages survive a reload', async () => {
  service.connect({ conversations: [{}] });
  conversation.send('bad');
  service.refuse(service.take('message')[0], 'FORBIDDEN');
  service.close(1006);
  conversation.send('one');
  conversation.send('two');
  await turns();
  await kefu.stop();
  await create();
  assert.deepEqual(contents(), ['bad failed', 'one sending', 'two sending']);
  assert.equal(conversation.messages[0].error.code, 'FORBIDDEN');
  service.connect({ conversations: [{}] });
  assert.equal(service.take('message')[0].data.content, 'one');
});

const needsLocks = { skip: !navigator.locks };

test('a tab takes over the messages of another one only when that one has ended', needsLocks, async () => {
  conversation.send('one');
  conversation.send('two');
  await turns();
  const first = kefu;
  await create();
  assert.deepEqual(contents(), []);
  await first.stop();
  await turns();
  assert.deepEqual(contents(), ['one sending', 'two sending']);
});

test('a message that was stored before its tab ended is not shown twice', async () => {
  conversation.send('one');
  await turns();
  const [[key, value]] = await store.list('out/');
  await kefu.stop();
  await store.set({ [key]: undefined });
  await create();
  service.connect({ conversations: [{}] });
  service.send('message', messageOf(1, 'c1', { content: 'one', client_msg_id: value.message.client_msg_id }));
  await turns();
  await kefu.stop();
  await store.set({ [key]: value });
  await create();
  await turns();
  assert.deepEqual(contents(), ['one sent']);
  assert.deepEqual(await store.list('out/'), []);
});

test('without Web Locks a tab takes over all messages that it finds at its start', async () => {
  mock.getter(navigator, 'locks', () => undefined);
  await kefu.stop();
  await create();
  conversation.send('one');
  await turns();
  const first = kefu;
  await create();
  assert.deepEqual(contents(), ['one sending']);
  await first.stop();
});

test('a message that waited for a day is not sent any more', async () => {
  const sent = conversation.send('old');
  await turns();
  await kefu.stop();
  await assert.rejects(sent, { code: 'STOPPED' });
  mock.timers.setTime(Date.now() + 24 * 3_600_000);
  await create();
  assert.deepEqual(contents(), ['old failed']);
});

test('stored messages are there before the connection, which continues after them', async () => {
  service.connect({ conversations: [{ last_seq: 2 }] });
  assert.deepEqual(service.take('resume')[0].data, { conversations: { conv1: 0 } });
  service.send('message', messageOf(1));
  service.send('message', messageOf(2));
  await turns();
  await kefu.stop();
  await create();
  assert.deepEqual(seqs(), [1, 2]);
  service.connect({ conversations: [{ last_seq: 5 }] });
  assert.deepEqual(service.take('resume')[0].data, { conversations: { conv1: 2 } });
});

test('the store keeps the 300 conversations that changed last', async () => {
  await kefu.stop();
  const entries = {};
  for (let index = 0; index < 300; index++) {
    entries[`conv/conv${1000 - index}`] = {
      peerId: `peer${index}`,
      first: 1,
      entries: [],
      savedAt: index,
      unread: 0,
      readSeq: 0,
      peerDeliveredSeq: 0,
      peerReadSeq: 0,
    };
  }
  await store.set(entries);
  kefu = new Kefu({ url: 'https://kefu.example', login: { ...CUSTOMER, userType: 'kefu', userId: 'kefu1' }, store });
  await kefu.start();
  service.connect({ conversations: [] });
  service.send('message', messageOf(1, 'kefu2', { session_id: undefined }));
  await turns();
  await kefu.stop();
  const stored = (await store.list('conv/')).map(([key]) => key);
  assert.equal(stored.length, 300);
  assert.ok(stored.includes('conv/conv1') && !stored.includes('conv/conv1000'));
});

test('each message of somebody else is an event once', async () => {
  const arrived = [];
  kefu.on('message', ({ message }) => arrived.push(message.seq));
  service.connect({ conversations: [{ last_seq: 0 }] });
  service.send('message', messageOf(1));
  service.send('message', messageOf(1));
  service.send('message', messageOf(2, 'c1'));
  service.send('message', messageOf(3, 'kefu1', { msg_type: 'system', metadata: { event: 'other' } }));
  service.send('message', messageOf(4));
  await turns();
  assert.deepEqual(arrived, [1, 4]);
});

test('a gap is asked for, on the socket first and then in the history', async () => {
  service.connect({ conversations: [{}] });
  service.take('resume');
  service.send('message', messageOf(1));
  service.send('message', messageOf(3));
  await turns();
  assert.deepEqual(seqs(), [1]);
  advance(3_000);
  assert.deepEqual(service.take('resume')[0].data, { conversations: { conv1: 1 } });
  history = [messageOf(1), messageOf(2), messageOf(3)];
  advance(3_000);
  await turns();
  assert.deepEqual(seqs(), [1, 2, 3]);
});

test('if the entries after the window were removed, it begins again before the first one that is left', async () => {
  service.connect({ conversations: [{}] });
  for (const seq of [1, 2]) service.send('message', messageOf(seq));
  service.close(1006);
  advance(1_000);
  history = [messageOf(52), messageOf(53)];
  service.connect({ conversations: [{ last_seq: 53 }] });
  for (const message of history) service.send('message', message);
  advance(3_000);
  advance(3_000);
  await turns();
  assert.deepEqual(seqs(), [52, 53]);
  service.take('resume');
  advance(10_000);
  await turns();
  assert.deepEqual(service.take('resume'), []);
});

test('a window that begins again far ahead starts with the first entry that is left', async () => {
  service.connect({ conversations: [{}] });
  for (const seq of [1, 2]) service.send('message', messageOf(seq));
  service.close(1006);
  advance(1_000);
  history = [messageOf(1_000)];
  service.connect({ conversations: [{ last_seq: 1_000 }] });
  service.send('message', messageOf(1_000));
  advance(3_000);
  advance(3_000);
  await turns();
  assert.deepEqual(seqs(), [1_000]);
});

test('an acknowledged message beyond a gap stays after the others until the gap is filled', async () => {
  service.connect({ conversations: [{}] });
  conversation.send('mine');
  service.acknowledge(service.take('message')[0], 2);
  assert.deepEqual(contents(), ['mine sent']);
  service.send('message', messageOf(1));
  assert.deepEqual(contents(), ['text 1 sent', 'mine sent']);
});

test('after a reset the entries that the log lost are dropped', async () => {
  service.connect({ conversations: [{ last_seq: 0 }] });
  for (const seq of [1, 2, 3]) service.send('message', messageOf(seq));
  history = [messageOf(1), messageOf(2), messageOf(3, 'kefu1', { message_id: 'other', content: 'new' })];
  service.take('resume');
  service.send('notification', {
    event: 'conversation_reset',
    conversation: cursors({ epoch: 'two', last_seq: 3, delivered_seq: 0 }),
  });
  await turns();
  assert.deepEqual(service.take('resume')[0].data, { conversations: { conv1: 2 } });
  service.send('message', history[2]);
  assert.deepEqual(contents(), ['text 1 sent', 'text 2 sent', 'new sent']);
});

test('a new epoch after a reconnect is treated like a reset', async () => {
  service.connect({ conversations: [{ last_seq: 0 }] });
  for (const seq of [1, 2]) service.send('message', messageOf(seq));
  service.close(1006);
  advance(1_000);
  history = [messageOf(1)];
  service.connect({ conversations: [{ epoch: 'two', last_seq: 1 }] });
  await turns();
  assert.deepEqual(seqs(), [1]);
});

test('older messages are loaded before the window, once for calls at the same time', async () => {
  history = Array.from({ length: 500 }, (_, index) => messageOf(index + 1));
  service.connect({ conversations: [{ last_seq: 500, delivered_seq: 500, read_seq: 500 }] });
  await conversation.open();
  assert.deepEqual([seqs()[0], seqs().at(-1)], [451, 500]);
  const calls = globalThis.fetch.mock.callCount();
  await Promise.all([conversation.loadOlder(100), conversation.loadOlder(100)]);
  assert.equal(globalThis.fetch.mock.callCount(), calls + 1);
  assert.equal(seqs()[0], 351);
  service.send('message', messageOf(501));
  while (conversation.hasOlder) await conversation.loadOlder(100);
  assert.deepEqual(seqs(), Array.from({ length: 501 }, (_, index) => index + 1));
});

test('after the beginning was reached, a window that begins again later has older messages', async () => {
  history = [messageOf(5)];
  service.connect({ conversations: [{ last_seq: 5, delivered_seq: 4, read_seq: 4 }] });
  service.send('message', messageOf(5));
  await conversation.loadOlder();
  assert.equal(conversation.hasOlder, false);
  service.close(1006);
  advance(1_000);
  history = Array.from({ length: 1_000 }, (_, index) => messageOf(index + 5));
  service.connect({ conversations: [{ last_seq: 1_004 }] });
  await conversation.loadOlder();
  assert.equal(conversation.messages.at(-1)?.seq, 904);
  assert.equal(conversation.hasOlder, true);
});

test('reports name the newest positions, a few at a time', async () => {
  service.connect({ conversations: [{}] });
  for (let seq = 1; seq <= 50; seq++) service.send('message', messageOf(seq));
  advance(250);
  assert.deepEqual(service.take('delivered').map(({ data }) => data.seq), [50]);
  conversation.markRead(10);
  conversation.markRead();
  advance(250);
  assert.deepEqual(service.take('read').map(({ data }) => data.seq), [50]);
  assert.equal(conversation.unread, 0);
});

test('a read while offline is reported after the next connect', async () => {
  service.connect({ conversations: [{}] });
  service.send('message', messageOf(1));
  service.close(1006);
  conversation.markRead();
  advance(1_000);
  service.connect({ conversations: [{ last_seq: 1 }] });
  advance(250);
  assert.deepEqual(service.take('read').map(({ data }) => data.seq), [1]);
});

test('typing is sent at most once a second, and ends by itself', async () => {
  service.connect({ conversations: [{}] });
  conversation.typing();
  conversation.typing();
  assert.equal(service.take('typing').length, 1);
  service.send('message', messageOf(1));
  service.send('typing', { conversation_id: 'conv1', user_id: 'kefu1' });
  assert.ok(conversation.peerIsTyping);
  advance(5_000);
  assert.ok(!conversation.peerIsTyping);
});

test('a store that fails is replaced by memory, with one error', async () => {
  await kefu.stop();
  const fail = async () => {
    throw new Error('disk full');
  };
  store = { get: fail, list: fail, set: fail, clear: fail };
  kefu = new Kefu({ url: 'https://kefu.example', login: CUSTOMER, store });
  conversation = kefu.conversation();
  const errors = [];
  kefu.on('error', (error) => errors.push(error.code));
  await kefu.start();
  service.connect({ conversations: [{}] });
  conversation.send('hello');
  await turns();
  service.acknowledge(service.take('message')[0], 1);
  await turns();
  assert.deepEqual(errors, ['STORE_FAILED']);
  assert.deepEqual(contents(), ['hello sent']);
});

test('ten thousand messages are added in linear time', async () => {
  service.connect({ conversations: [{}] });
  let events = 0;
  kefu.on('conversation', ({ messages }) => (events += messages.length > 0 ? 1 : 0));
  const before = process.cpuUsage();
  for (let seq = 1; seq <= 10_000; seq++) service.send('message', messageOf(seq));
  await turns();
  assert.equal(conversation.messages.length, 10_000);
  assert.ok(events < 10, `${events} events`);
  const { user } = process.cpuUsage(before);
  assert.ok(user < 2_000_000, `${user / 1_000} ms`);
});
