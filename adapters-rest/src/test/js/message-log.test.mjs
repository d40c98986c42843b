/** Tests the window of entries of one conversation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { internals } from '../../main/resources/web/sdk/kefu.js';

const { MessageLog } = internals;

const entry = (seq, life = '') => ({
  seq,
  message_id: `m${seq}${life}`,
  content: `text ${seq}`,
  metadata: {},
  status: 'sent',
});
const entries = (from, to, life) => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index, life));
const seqs = (list) => list.map((message) => message.seq);
const tombstone = (seq, of) => ({
  ...entry(seq),
  msg_type: 'system',
  metadata: { event: 'message_recalled', seq: of, message_id: `m${of}` },
});

function logOf(from, to, epoch = 'one') {
  const log = new MessageLog();
  log.restart(from - 1);
  log.epoch = epoch;
  for (const message of entries(from, to)) log.add(message);
  return log;
}

test('entries are appended in their order', () => {
  const log = logOf(5, 7);
  assert.deepEqual(seqs(log.entries), [5, 6, 7]);
  assert.equal(log.last, 7);
});

test('the first entry of a log without position begins the window', () => {
  const log = new MessageLog();
  assert.deepEqual(seqs(log.add(entry(9)).appended), [9]);
  assert.deepEqual([log.first, log.last], [9, 9]);
});

test('an entry beyond a gap waits until the gap is filled', () => {
  const log = logOf(1, 2);
  assert.deepEqual(log.add(entry(5)).appended, []);
  assert.deepEqual(log.add(entry(4)).appended, []);
  assert.ok(log.hasGap);
  assert.deepEqual(seqs(log.add(entry(3)).appended), [3, 4, 5]);
  assert.ok(!log.hasGap);
});

test('an entry that is there already is ignored', () => {
  const log = logOf(1, 3);
  assert.deepEqual(log.add(entry(2)), { appended: [], conflict: false });
  assert.deepEqual(seqs(log.entries), [1, 2, 3]);
});

test('another message with the seq of an entry is a conflict', () => {
  assert.equal(logOf(1, 3).add(entry(2, 'x')).conflict, true);
});

test('every order of arrival gives the same window', () => {
  for (let run = 0; run < 200; run++) {
    const log = new MessageLog();
    log.restart(0);
    const arriving = [...entries(1, 30), ...entries(10, 20)].sort(() => Math.random() - 0.5);
    const appended = arriving.flatMap((message) => log.add(message).appended);
    assert.deepEqual(seqs(appended), seqs(entries(1, 30)));
    assert.deepEqual(seqs(log.entries), seqs(entries(1, 30)));
    assert.ok(!log.hasGap);
  }
});

test('older entries are put before the window, if they are contiguous', () => {
  const log = logOf(10, 12);
  assert.equal(log.prepend(entries(3, 8)), false);
  assert.equal(log.prepend([entry(7), entry(9)]), false);
  assert.equal(log.prepend(entries(7, 10)), true);
  assert.deepEqual(seqs(log.entries), [7, 8, 9, 10, 11, 12]);
  assert.equal(log.first, 7);
});

test('an entry just before the window is put there', () => {
  const log = logOf(10, 12);
  assert.deepEqual(log.add(entry(9)).appended, []);
  assert.equal(log.first, 9);
});

test('a recall removes the content of an entry of the window', () => {
  const log = logOf(1, 3);
  const before = log.at(2);
  log.add(tombstone(4, 2));
  assert.equal(log.at(2).content, '');
  assert.equal(log.at(2).status, 'recalled');
  assert.equal(before.content, 'text 2');
});

test('a recall applies to an older entry that was read before and is added later', () => {
  const log = logOf(10, 11);
  const page = entries(5, 9);
  log.add(tombstone(12, 7));
  log.prepend(page);
  assert.equal(log.at(7).content, '');
});

test('an older page applies its own recalls', () => {
  const log = logOf(4, 5);
  log.prepend([entry(1), entry(2), tombstone(3, 1)]);
  assert.equal(log.at(1).status, 'recalled');
});

test('the same entry with the status recalled recalls it', () => {
  const log = logOf(1, 3);
  log.add({ ...entry(2), content: '', status: 'recalled' });
  assert.equal(log.at(2).content, '');
});

test('in a new epoch entries wait until the window was compared', () => {
  const log = logOf(1, 5);
  log.distrust('two');
  assert.deepEqual(log.add(entry(4, 'new')).appended, []);
  assert.deepEqual(seqs(log.entries), [1, 2, 3, 4, 5]);
  assert.equal(log.verify([...entries(1, 3), entry(4, 'new')].reverse()), undefined);
  assert.deepEqual(log.entries.map((message) => message.message_id), ['m1', 'm2', 'm3']);
  assert.deepEqual(log.drain().map((message) => message.message_id), ['m4new']);
});

test('a window that the new log has completely is kept', () => {
  const log = logOf(1, 5);
  log.distrust('two');
  assert.equal(log.verify(entries(1, 5).reverse()), undefined);
  assert.equal(log.last, 5);
  assert.ok(!log.distrusted);
});

test('the comparison goes back page by page', () => {
  const log = logOf(1, 9);
  log.distrust('two');
  assert.equal(log.verify(entries(7, 9, 'new').reverse()), 7);
  assert.equal(log.verify([...entries(4, 5), entry(6, 'new')].reverse()), undefined);
  assert.equal(log.last, 5);
});

test('a window of which nothing is left begins again', () => {
  const log = logOf(4, 6);
  log.distrust('two');
  assert.equal(log.verify(entries(2, 5, 'new').reverse()), undefined);
  assert.deepEqual([log.first, log.last], [2, 1]);
  const empty = logOf(4, 6);
  empty.distrust('two');
  assert.equal(empty.verify([]), undefined);
  assert.deepEqual([empty.first, empty.last], [1, 0]);
});

test('entries of the former epoch that wait are dropped', () => {
  const log = logOf(1, 2);
  log.add(entry(4));
  log.distrust('two');
  assert.ok(!log.hasGap);
});
