/** Tests cursors, unread messages and what is stored of one conversation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { internals } from '../../main/resources/web/sdk/kefu.js';

const { ConversationState } = internals;
const ME = { userId: 'kefu1', userType: 'kefu' };

const message = (seq, from) => ({
  seq,
  message_id: `m${seq}`,
  from_user_id: from,
  to_user_id: from === 'c1' ? 'kefu1' : 'c1',
  msg_type: 'text',
  content: `text ${seq}`,
  session_id: 's1',
});
const info = (fields) => ({
  conversation_id: 'conv1',
  epoch: 'one',
  last_seq: 0,
  delivered_seq: 0,
  read_seq: 0,
  peer_delivered_seq: 0,
  peer_read_seq: 0,
  ...fields,
});

function stateWith(...senders) {
  const state = new ConversationState(ME, 'c1');
  state.meet(info({}), 0);
  senders.forEach((from, index) => state.add(state.received(message(index + 1, from))));
  return state;
}

test('messages of the other side above the read cursor are unread', () => {
  const state = stateWith('c1', 'kefu1', 'c1', 'kefu0');
  assert.equal(state.unread, 2);
  state.advanceRead(1);
  assert.equal(state.unread, 1);
  state.advanceRead(4);
  assert.equal(state.unread, 0);
});

test('a read cursor never goes back', () => {
  const state = stateWith('c1', 'c1');
  state.advanceRead(2);
  assert.equal(state.advanceRead(1), false);
  assert.equal(state.readSeq, 2);
});

test('the count of the service is not counted again when its messages arrive', () => {
  const state = new ConversationState(ME, 'c1');
  state.meet(info({ last_seq: 2 }), 0);
  state.countUnread(2, 2);
  state.add(state.received(message(1, 'c1')));
  state.add(state.received(message(2, 'c1')));
  state.add(state.received(message(3, 'c1')));
  assert.equal(state.unread, 3);
});

test('the status of own messages follows the cursors of the other side, for all kefu of the service', () => {
  const state = stateWith('kefu1', 'c1', 'kefu0', 'kefu1');
  state.advancePeer(3, 1);
  assert.deepEqual(state.messages.map(({ status }) => status), ['read', 'sent', 'delivered', 'sent']);
  assert.equal(state.received(message(3, 'kefu1')).status, 'delivered');
});

test('the list of messages is a new array after a change only', () => {
  const state = stateWith('c1');
  const before = state.messages;
  assert.equal(state.messages, before);
  state.invalidate();
  assert.notEqual(state.messages, before);
});

test('a new connection continues after the window', () => {
  const state = stateWith('c1', 'c1', 'c1');
  assert.equal(state.meet(info({ last_seq: 9 }), 8), 3);
});

test('a window that is far behind begins again near the end', () => {
  const state = stateWith('c1', 'c1');
  assert.equal(state.meet(info({ last_seq: 1_000 }), 0), 900);
  assert.equal(state.messages.length, 0);
  assert.equal(state.hasOlder, true);
});

test('a new epoch makes the window wait for a comparison', () => {
  const state = stateWith('c1', 'c1');
  assert.equal(state.meet(info({ epoch: 'two', last_seq: 1 }), 0), 1);
  assert.ok(state.log.distrusted);
});

test('a conversation is stored again only after a change', () => {
  const state = stateWith('c1', 'c1');
  assert.ok(state.isUnsaved);
  state.toStored();
  assert.ok(!state.isUnsaved);
  state.meet(info({ last_seq: 2 }), 0);
  assert.ok(!state.isUnsaved);
  state.log.recall(1, 'm1');
  assert.ok(state.isUnsaved);
  state.toStored();
  state.advanceRead(2);
  assert.ok(state.isUnsaved);
});

test('the newest 200 messages are stored, and restored', () => {
  const state = stateWith(...Array(500).fill('c1'));
  state.advanceRead(450);
  const copy = new ConversationState(ME, 'c1');
  copy.restore('conv1', structuredClone(state.toStored()));
  assert.equal(copy.messages.length, 200);
  assert.deepEqual([copy.log.first, copy.log.last, copy.log.epoch], [301, 500, 'one']);
  assert.equal(copy.unread, 50);
  assert.equal(copy.readSeq, 450);
});
