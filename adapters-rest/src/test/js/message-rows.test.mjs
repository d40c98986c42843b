// Tests what the message list is made of: rows, their heights, and links in texts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { linkParts } from '../../main/resources/web/ui/link-parts.js';
import { rowsOf } from '../../main/resources/web/ui/message-rows.js';
import { RowHeights } from '../../main/resources/web/ui/RowHeights.js';

const MINUTE = 60_000;
const NOON = new Date(2026, 10, 28, 12).getTime();

function message(seq, from, minutes, more = {}) {
  return {
    message_id: 'm' + seq, seq, from_user_id: from, timestamp: new Date(NOON + minutes * MINUTE).toISOString(),
    msg_type: 'text', content: 'text', metadata: {}, status: 'sent', ...more,
  };
}

const shapes = (messages) => rowsOf(messages, (one) => one.from_user_id === 'me')
  .map(({ kind, first, last }) => kind === 'message' ? (first ? '(' : '') + 'x' + (last ? ')' : '') : kind).join(' ');

describe('rows', () => {
  test('group messages of one sender within five minutes', () => {
    const messages = [message(1, 'me', 0), message(2, 'me', 1), message(3, 'me', 3), message(4, 'other', 3),
      message(5, 'other', 9)];
    assert.equal(shapes(messages), 'day (x x x) (x) (x)');
  });

  test('begin each day with a separator, and a new group after it', () => {
    assert.equal(shapes([message(1, 'me', 719), message(2, 'me', 721)]), 'day (x) day (x)');
  });

  test('of recalled messages and entries of the service end a group', () => {
    const messages = [message(1, 'me', 0), message(2, 'me', 1, { status: 'recalled', content: '' }),
      message(3, 'me', 2),
      message(4, 'system', 2, { msg_type: 'system' }), message(5, 'me', 3)];
    assert.equal(shapes(messages), 'day (x) recalled (x) system (x)');
  });

  test('leave out the notice of a recall', () => {
    assert.equal(shapes([message(1, 'system', 0,
      { msg_type: 'system', metadata: { event: 'message_recalled', seq: 9 } })]), '');
  });

  test('keep their key when the service has stored the message', () => {
    const unsent = { client_msg_id: 'c1', from_user_id: 'me', msg_type: 'text', content: 'text', metadata: {},
      status: 'sending' };
    const keyOf = (one) => rowsOf([one], () => true).at(-1).key;
    assert.equal(keyOf(unsent), keyOf({ ...unsent, ...message(1, 'me', 0) }));
  });
});

describe('heights', () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => ({ key: 'row ' + at }));

  test('are estimated until they are measured', () => {
    const heights = new RowHeights(() => 20);
    heights.setRows(rows);
    assert.equal(heights.total, 200_000);
    assert.equal(heights.measure([['row 10', 50]]), true);
    assert.equal(heights.measure([['row 10', 50]]), false);
    assert.deepEqual([heights.offsetOf(10), heights.offsetOf(11), heights.total], [200, 250, 200_030]);
  });

  test('belong to their row when rows are added before it', () => {
    const heights = new RowHeights(() => 20);
    heights.setRows(rows);
    heights.measure([['row 0', 100]]);
    heights.setRows([{ key: 'older' }, ...rows]);
    assert.deepEqual([heights.offsetOf(1), heights.offsetOf(2), heights.indexOf('row 0')], [20, 120, 1]);
  });

  test('find the row at a distance from the top', () => {
    const heights = new RowHeights(() => 20);
    heights.setRows(rows);
    assert.deepEqual([-5, 0, 19, 20, 199_999, 500_000].map((y) => heights.indexAt(y)), [0, 0, 0, 1, 9_999, 9_999]);
    heights.setRows([]);
    assert.equal(heights.indexAt(100), 0);
  });
});

describe('links', () => {
  const links = (text) => linkParts(text).filter((part) => typeof part === 'object').map(({ url }) => url);

  test('are web, mail and phone addresses', () => {
    assert.deepEqual(links('见 https://a.example/x?y=1#z，a.b@c.example 或 tel:+86-10-1234'),
      ['https://a.example/x?y=1#z', 'mailto:a.b@c.example', 'tel:+86-10-1234']);
  });

  test('are no addresses of other schemes', () => {
    assert.deepEqual(links('javascript:alert(1) http://a.example data:text/html,x ftp://a.example'), []);
  });

  test('end before the punctuation of the sentence', () => {
    assert.deepEqual(links('(https://a.example/x) https://a.example/b_(c). https://a.example/d？'),
      ['https://a.example/x', 'https://a.example/b_(c)', 'https://a.example/d']);
  });

  test('leave the text as it is', () => {
    const text = '<b>https://a.example</b> & "x"\n\ny@z';
    assert.equal(linkParts(text).map((part) => part.text ?? part).join(''), text);
  });

  test('are found fast in a text without any', () => {
    const began = performance.now();
    linkParts('a'.repeat(4000) + '@'.repeat(4000) + 'https://'.repeat(500));
    assert.ok(performance.now() - began < 1000);
  });
});
