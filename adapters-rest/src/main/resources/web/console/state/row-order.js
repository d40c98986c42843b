// The order of the list "mine": who waits since when, which rows fit a text, and which one is next.

const NO_ANSWER = new Set(['recalled', 'failed']);

/** Since when the customer waits for an answer, or '' if the kefu wrote last. */
export function waitingSince(conversation, session) {
  const { messages, peerId } = conversation;
  let since = '';
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    if (message.msg_type === 'system' || NO_ANSWER.has(message.status)) continue;
    if (message.from_user_id !== peerId) return since;
    since = message.timestamp ?? since;
  }
  if (since) return since;
  const last = session.last_message;
  return last?.from_user_id === peerId ? last.timestamp : '';
}

/** Customers who wait come first, the longest wait above; or the newest message above. */
export function sortRows(rows, sort) {
  const newest = (a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);
  if (sort === 'newest') return [...rows].sort(newest);
  return [...rows].sort((a, b) => {
    if (Boolean(a.waitingSince) !== Boolean(b.waitingSince)) return a.waitingSince ? -1 : 1;
    if (a.waitingSince && a.waitingSince !== b.waitingSince) return a.waitingSince < b.waitingSince ? -1 : 1;
    if (Boolean(a.unread) !== Boolean(b.unread)) return a.unread ? -1 : 1;
    return newest(a, b);
  });
}

export function filterRows(rows, text) {
  const words = text.trim().toLowerCase();
  if (!words) return rows;
  return rows.filter((row) => [row.name, row.id, row.last, ...(row.session?.tags ?? [])]
    .some((field) => field.toLowerCase().includes(words)));
}

/** The next conversation with unread messages after the given one, around the end of the list. */
export function nextUnread(rows, currentId) {
  const from = rows.findIndex((row) => row.id === currentId);
  for (let step = 1; step <= rows.length; step++) {
    const row = rows[(from + step + rows.length) % rows.length];
    if (row.unread && row.id !== currentId) return row;
  }
  return undefined;
}
