// The rows of the list "mine": what each conversation shows, and their order.
import { t } from '../../ui/i18n.js';
import { nameOf } from './people.js';
import { preview } from './preview.js';

/** The conversations that the user serves, then the ones with colleagues. */
export function rowsOf(app, state) {
  const customers = servedSessions(app)
    .map((session) => rowOf(app, app.client.conversation(session.user_id), session, state));
  const colleagues = colleagueConversations(app, state)
    .map((conversation) => rowOf(app, conversation, undefined, state));
  return [...customers, ...colleagues];
}

export function servedSessions({ client, login }) {
  return client.sessions.filter(({ status, kefu_id: kefu }) => status === 'active' && (!kefu || kefu === login.userId));
}

function colleagueConversations({ client }, { colleagues }) {
  const ids = new Set(colleagues.map((colleague) => colleague.user_id));
  return client.conversations
    .filter(({ peerId, messages, unread }) => ids.has(peerId) && (messages.length > 0 || unread > 0));
}

function rowOf({ login }, conversation, session, state) {
  const { peerId } = conversation;
  const last = conversation.messages.at(-1) ?? session?.last_message;
  const at = last?.timestamp ?? (last ? new Date().toISOString() : session?.created_at ?? '');
  return {
    id: peerId,
    name: nameOf(state, peerId, session),
    session,
    colleague: !session,
    last: preview(last),
    lastBy: authorOf(last, peerId, login.userId, state),
    failed: last?.status === 'failed',
    at,
    unread: conversation.unread,
    waitingSince: session ? waitingSince(conversation, session) : '',
    typing: conversation.peerIsTyping,
    online: state.online[peerId],
  };
}

/** Who wrote the last message, unless that was the other side. */
function authorOf(last, peerId, userId, state) {
  if (!last || last.from_user_id === peerId || last.msg_type === 'system') return '';
  return last.from_user_id === userId ? t('list.me') : nameOf(state, last.from_user_id);
}

/** Since when the customer waits for an answer, or '' if the kefu wrote last. */
export function waitingSince(conversation, session) {
  const { messages, peerId } = conversation;
  let since = '';
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    if (message.msg_type === 'system' || message.status === 'recalled') continue;
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

export function unreadTotal(app, state) {
  const customers = servedSessions(app).map((session) => app.client.conversation(session.user_id));
  return [...customers, ...colleagueConversations(app, state)].reduce((sum, { unread }) => sum + unread, 0);
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
