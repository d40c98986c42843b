// The rows of the list "mine": what each conversation shows.
import { t } from '../../ui/i18n.js';
import { nameOf } from './people.js';
import { preview } from './preview.js';
import { waitingSince } from './row-order.js';

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

/** Returns the name of the last message's sender, or '' if the other side sent it. */
function authorOf(last, peerId, userId, state) {
  if (!last || last.from_user_id === peerId || last.msg_type === 'system') return '';
  return last.from_user_id === userId ? t('list.me') : nameOf(state, last.from_user_id);
}

export function unreadTotal(app, state) {
  const customers = servedSessions(app).map((session) => app.client.conversation(session.user_id));
  return [...customers, ...colleagueConversations(app, state)].reduce((sum, { unread }) => sum + unread, 0);
}
