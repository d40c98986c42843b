/** Tests the client with a running service, whose address is in KEFU_URL. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  Kefu, createCustomer, loginKefu, memoryStore,
} from '../../../../adapters-rest/src/main/resources/web/sdk/kefu.js';

const url = process.env.KEFU_URL;
const PASSWORD = 'password123';
const clients = [];
let number = 0;
let admin;

/** Resolves as soon as the condition holds. */
async function until(condition, what = condition) {
  for (let waited = 0; !condition(); waited += 20) {
    assert.ok(waited < 20_000, `not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function connect(login, store = memoryStore()) {
  const client = new Kefu({ url, login, store });
  clients.push(client);
  await client.start();
  await until(() => client.state === 'online', 'online');
  return client;
}

async function newKefu() {
  const kefuId = `kefu-${process.pid}-${++number}`;
  await admin.http.post('/api/users', { user_id: kefuId, username: kefuId, user_type: 'kefu', password: PASSWORD });
  return loginKefu(kefuId, PASSWORD, { url });
}

/** A kefu and a customer whom the kefu serves. */
async function pair() {
  const kefu = await connect(await newKefu());
  const customer = await connect(await createCustomer({ username: 'Customer' }, { url }));
  const customerId = customer.login.userId;
  await kefu.http.post('/api/sessions', { user_id: customerId });
  const ofKefu = kefu.conversation(customerId);
  const ofCustomer = customer.conversation();
  await until(() => ofKefu.session && ofCustomer.session, 'the session');
  return { kefu, customer, customerId, ofKefu, ofCustomer };
}

const contents = (conversation) => conversation.messages.map(({ content }) => content);

before(async () => {
  const login = await loginKefu('admin', process.env.KEFU_ADMIN_PASSWORD, { url });
  admin = new Kefu({ url, login, store: memoryStore() });
});

after(() => Promise.all(clients.map((client) => client.stop())));

test('a wrong password is an error with the code of the service', async () => {
  await assert.rejects(loginKefu('admin', 'wrong', { url, language: 'en' }), (error) =>
    error.code === 'UNAUTHORIZED' && error.status === 401 && /[a-z]/.test(error.message));
});

test('both sides have the messages, receipts and unread counts', async () => {
  const { kefu, customerId, ofKefu, ofCustomer } = await pair();
  await ofCustomer.send('question');
  await until(() => ofKefu.unread === 1);
  await until(() => ofCustomer.messages[0].status === 'delivered');
  const session = kefu.sessions.find(({ user_id }) => user_id === customerId);
  assert.equal(session.last_message.content, 'question');
  assert.equal(session.unread, 1);
  ofKefu.markRead();
  await until(() => ofCustomer.messages[0].status === 'read');
  await ofKefu.send('answer');
  await until(() => ofCustomer.unread === 1);
  assert.deepEqual(contents(ofCustomer), ['question', 'answer']);
  ofKefu.typing();
  await until(() => ofCustomer.peerIsTyping);
});

test('a recalled message loses its content on both sides', async () => {
  const { ofKefu, ofCustomer } = await pair();
  const message = await ofKefu.send('wrong');
  await until(() => ofCustomer.messages.length === 1);
  await ofKefu.recall(message);
  await until(() => ofCustomer.messages[0].status === 'recalled' && ofKefu.messages[0].content === '');
});

test('a new device loads the newest messages and pages back', async () => {
  const { customer, ofCustomer, ofKefu } = await pair();
  await Promise.all(Array.from({ length: 130 }, (_, index) => ofCustomer.send(`text ${index}`)));
  await until(() => ofKefu.lastSeq === 130);
  ofCustomer.markRead();
  const device = await connect(customer.login);
  const conversation = device.conversation();
  await conversation.open();
  await until(() => conversation.lastSeq === 130);
  while (conversation.hasOlder) await conversation.loadOlder(40);
  assert.deepEqual(contents(conversation), Array.from({ length: 130 }, (_, index) => `text ${index}`));
  const found = await conversation.search('text 12');
  assert.equal(found.messages.length, 11);
});

test('messages that were not sent are sent by the next client on the store', async () => {
  const { customer, ofKefu } = await pair();
  await customer.stop();
  const store = memoryStore();
  const closed = new Kefu({ url: 'http://127.0.0.1:9', login: customer.login, store });
  await closed.start();
  for (const text of ['one', 'two', 'three']) closed.conversation().send(text);
  await closed.stop();
  await connect(customer.login, store);
  await until(() => ofKefu.messages.length === 3);
  assert.deepEqual(contents(ofKefu), ['one', 'two', 'three']);
});

test('two tabs on one store send each message once', async () => {
  const { customer, ofKefu } = await pair();
  const store = memoryStore();
  const tabs = [await connect(customer.login, store), await connect(customer.login, store)];
  for (let index = 0; index < 20; index++) tabs[index % 2].conversation().send(`tab ${index % 2} ${index}`);
  await until(() => ofKefu.lastSeq === 20 && tabs.every((tab) => tab.conversation().lastSeq === 20));
  for (const tab of tabs) assert.deepEqual(contents(tab.conversation()), contents(ofKefu));
  assert.equal(new Set(contents(ofKefu)).size, 20);
  assert.deepEqual(await store.list('out/'), []);
});

test('a transferred session leaves one kefu and comes to the other with its messages', async () => {
  const { kefu, ofKefu, ofCustomer, customerId } = await pair();
  const colleague = await connect(await newKefu());
  await ofCustomer.send('before');
  await until(() => ofKefu.messages.length === 1);
  await kefu.http.post(`/api/sessions/${ofKefu.session.session_id}/transfer`, { to_kefu_id: colleague.login.userId });
  const ofColleague = colleague.conversation(customerId);
  await until(() => ofColleague.messages.length === 1 && !ofKefu.session);
  await ofCustomer.send('after');
  await until(() => ofColleague.messages.length === 2);
  assert.deepEqual(contents(ofKefu), ['before']);
  await assert.rejects(ofKefu.send('too late'), (error) => ['FORBIDDEN', 'SESSION_CLOSED'].includes(error.code));
  assert.equal(ofKefu.messages.at(-1).status, 'failed');
});

test('colleagues write to each other', async () => {
  const [one, other] = [await connect(await newKefu()), await connect(await newKefu())];
  await one.conversation(other.login.userId).send('lunch?');
  const conversation = other.conversation(one.login.userId);
  await until(() => conversation.messages.length === 1);
  await conversation.send('yes');
  await until(() => one.conversation(other.login.userId).messages.length === 2);
});

test('a file is uploaded, sent, and read by its link', async () => {
  const { ofCustomer, ofKefu, kefu } = await pair();
  const progress = [];
  const options = { onProgress: (sent) => progress.push(sent) };
  await ofCustomer.sendFile(new File(['content'], '说明.txt', { type: 'text/plain' }), options);
  await until(() => ofKefu.messages.length === 1);
  const [message] = ofKefu.messages;
  assert.equal(message.metadata.filename, '说明.txt');
  assert.deepEqual([progress[0], progress.at(-1)], [0, 1]);
  const link = await kefu.fileUrl(message.content);
  assert.equal(await (await fetch(link)).text(), 'content');
  assert.equal(await kefu.fileUrl(`/api/files/${message.content}`), link);
  const aborted = AbortSignal.abort();
  await assert.rejects(kefu.upload(new Blob(['x']), { signal: aborted }), { code: 'ABORTED' });
});

test('a room is for those who joined it', async () => {
  const [one, other] = [await connect(await newKefu()), await connect(await newKefu())];
  const heard = [];
  other.on('room', ({ content }) => heard.push(content));
  await other.joinRoom('general');
  await one.joinRoom('general');
  await one.sendToRoom('general', 'hello');
  await until(() => heard.includes('hello'));
});

test('a login that ended, and a block, end the client', async () => {
  const { customer, customerId } = await pair();
  const ends = [];
  customer.on('state', ({ state, reason }) => state === 'ended' && ends.push(reason));
  await admin.http.post('/api/blocks', { user_id: customerId, reason: 'test' });
  await until(() => ends.length === 1);
  assert.deepEqual(ends, ['blocked']);
  const kefu = await connect(await newKefu());
  await kefu.http.post('/api/auth/logout');
  await until(() => kefu.state === 'ended');
});
