// The rows of a message list: messages with their place in a group, and a separator before the first message of
// each day.

const GROUP_MS = 5 * 60 * 1000;
const days = new WeakMap();

function dayOf(message) {
  let known = days.get(message);
  if (!known || known.timestamp !== message.timestamp) {
    const date = message.timestamp ? new Date(message.timestamp) : new Date();
    known = { timestamp: message.timestamp, time: date.getTime(), day: date.toDateString(), iso: date.toISOString() };
    days.set(message, known);
  }
  return known;
}

function kindOf(message) {
  if (message.status === 'recalled') return 'recalled';
  return message.msg_type === 'system' ? 'system' : 'message';
}

const keyOf = (message) =>
  message.client_msg_id ? message.from_user_id + ' ' + message.client_msg_id : message.message_id;

/**
 * @typedef {{key: string, kind: 'day' | 'message' | 'recalled' | 'system', iso: string, message?:
 * import('../sdk/kefu.js').Message,
 *   own?: boolean, first?: boolean, last?: boolean}} Row
 *   `first` and `last` are the place in a group of messages of one sender.
 * @param {ReadonlyArray<import('../sdk/kefu.js').Message>} messages
 * @param {(message: import('../sdk/kefu.js').Message) => boolean} isOwn
 * @returns {Row[]}
 */
export function rowsOf(messages, isOwn) {
  const rows = [];
  let before = null;
  let beforeDay = null;
  for (const message of messages) {
    if (message.msg_type === 'system' && message.metadata?.event === 'message_recalled') continue;
    const day = dayOf(message);
    if (day.day !== beforeDay?.day) {
      rows.push({ key: 'day ' + day.day, kind: 'day', iso: day.iso });
      before = null;
    }
    const row = { key: keyOf(message), kind: kindOf(message), iso: day.iso, message, own: isOwn(message), first: true,
      last: true };
    if (row.kind === 'message' && before?.kind === 'message' && before.message.from_user_id === message.from_user_id
      && day.time - beforeDay.time < GROUP_MS) {
      before.last = false;
      row.first = false;
    }
    rows.push(row);
    before = row;
    beforeDay = day;
  }
  return rows;
}
