// Tests the order of the console's list of conversations, and its canned replies.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filterRows, nextUnread, sortRows, waitingSince } from '../../main/resources/web/console/state/row-order.js';
import { fillReply, findReplies } from '../../main/resources/web/console/state/reply-texts.js';

const at = (minute) => new Date(Date.UTC(2026, 10, 28, 9, minute)).toISOString();
const message = (from, minute, more) => ({ from_user_id: from, timestamp: at(minute), msg_type: 'text', status: 'sent', ...more });
const since = (messages, session = {}) => waitingSince({ peerId: 'customer', messages }, session);
const ids = (rows) => rows.map((row) => row.id).join(' ');

describe('the wait of a customer', () => {
  test('begins with the first message after the last answer', () => {
    assert.equal(since([message('customer', 1), message('kefu', 2), message('customer', 3), message('customer', 4)]), at(3));
  });

  test('ends with an answer, also one that is still being sent', () => {
    assert.equal(since([message('customer', 1), message('kefu', 2, { status: 'sending' })]), '');
  });

  test('is not changed by entries of the service and by messages that were recalled or not sent', () => {
    const system = message('system', 3, { msg_type: 'system' });
    assert.equal(since([message('customer', 1), system]), at(1));
    assert.equal(since([message('customer', 1), message('kefu', 4, { status: 'recalled' })]), at(1));
    assert.equal(since([message('customer', 1), message('kefu', 4, { status: 'failed' })]), at(1));
  });

  test('follows from the newest message of the session if none is loaded', () => {
    assert.equal(since([], { last_message: message('customer', 5) }), at(5));
    assert.equal(since([], { last_message: message('kefu', 5) }), '');
    assert.equal(since([], {}), '');
  });
});

describe('the list of conversations', () => {
  const rows = [
    { id: 'answered', name: 'A', last: 'thanks', at: at(9), unread: 0, waitingSince: '' },
    { id: 'unread', name: 'B', last: '', at: at(1), unread: 2, waitingSince: '' },
    { id: 'short', name: 'C', last: 'hello', at: at(8), unread: 1, waitingSince: at(8) },
    { id: 'long', name: '张三', last: 'ORDER 7', at: at(7), unread: 0, waitingSince: at(2), session: { tags: ['VIP'] } },
  ];

  test('begins with the longest wait, then has unread ones, then the newest', () => {
    assert.equal(ids(sortRows(rows, 'waiting')), 'long short unread answered');
    assert.equal(ids(sortRows(rows, 'newest')), 'answered short long unread');
  });

  test('is filtered by name, text and tag', () => {
    assert.equal(ids(filterRows(rows, ' 张 ')), 'long');
    assert.equal(ids(filterRows(rows, 'order')), 'long');
    assert.equal(ids(filterRows(rows, 'vip')), 'long');
    assert.equal(filterRows(rows, ' ').length, 4);
  });

  test('finds the next unread conversation around its end', () => {
    assert.equal(nextUnread(rows, 'answered').id, 'unread');
    assert.equal(nextUnread(rows, 'short').id, 'unread');
    assert.equal(nextUnread(rows, undefined).id, 'unread');
    assert.equal(nextUnread(rows.filter((row) => row.id !== 'unread'), 'short'), undefined);
  });
});

describe('canned replies', () => {
  const replies = [
    { shortcut: '发货', content: '已经发货' },
    { shortcut: 'Thanks', content: 'Thank you' },
    { shortcut: 'bye', content: 'thanks for your visit' },
  ];
  const shortcuts = (query) => findReplies(replies, query).map((reply) => reply.shortcut).join(' ');

  test('are found by the beginning of the shortcut first, whatever case and width', () => {
    assert.equal(shortcuts('thank'), 'Thanks bye');
    assert.equal(shortcuts('ＴＨＡＮＫＳ'), 'Thanks bye');
    assert.equal(shortcuts('货'), '发货');
    assert.equal(shortcuts(''), '发货 Thanks bye');
  });

  test('get the names, and take nothing in a name for a pattern', () => {
    const names = { customerName: '$& Ann', kefuName: 'Bo' };
    assert.equal(fillReply('{{customer.name}}, {{kefu.name}}: {{other}}', names), '$& Ann, Bo: {{other}}');
  });
});
