// Hooks: one conversation that draws again when it changes, and the session that decides what may be done in it.
import { useEffect, useMemo, useReducer, useState } from '../../ui/html.js';
import { useStore } from '../../ui/store.js';

export function useConversation({ client }, peerId) {
  const [, revise] = useReducer((count) => count + 1, 0);
  const conversation = useMemo(() => client.conversation(peerId), [client, peerId]);
  useEffect(() => client.on('conversation', (changed) => {
    if (changed === conversation) revise();
  }), [client, conversation]);
  return conversation;
}

/**
 * The newest session of a customer and what the user may do. The mode is `mine` (write), `waiting` (take), `other` (a
 * colleague serves it), `closed`, `none` (there never was one), `missing` (no such customer), `colleague` (the other
 * side is staff) or `loading`.
 */
export function useSession(app, peerId) {
  const { client, store, login } = app;
  const sessions = useStore(store, (state) => state.sessions);
  const queue = useStore(store, (state) => state.queue.items);
  const colleague = useStore(store, (state) => state.colleagues.some((user) => user.user_id === peerId));
  const [latest, setLatest] = useState({});
  const [asked, askAgain] = useReducer((count) => count + 1, 0);

  const open = sessions.find((session) => session.user_id === peerId && session.status === 'active');
  const waiting = queue.find((session) => session.user_id === peerId);
  const known = open?.session_id ?? waiting?.session_id;

  useEffect(() => {
    if (known || colleague) return undefined;
    let gone = false;
    client.http.get(`/api/sessions/user/${encodeURIComponent(peerId)}`, { page_size: 1 }).then(
      ({ sessions: [session] }) => gone || setLatest({ peerId, session: session ?? null }),
      (error) => gone || setLatest({ peerId, session: null, error }),
    );
    return () => {
      gone = true;
    };
  }, [client, peerId, known, colleague, asked]);

  useEffect(() => client.on('notification', ({ user_id: userId, session, event }) => {
    if (userId === peerId && session && event !== 'session_assigned') askAgain();
  }), [client, peerId]);

  if (open) return { session: open, mode: open.kefu_id && open.kefu_id !== login.userId ? 'other' : 'mine' };
  if (waiting) return { session: waiting, mode: 'waiting' };
  if (colleague) return { mode: 'colleague' };
  if (latest.peerId !== peerId) return { mode: 'loading' };
  return { session: latest.session ?? undefined, mode: modeOf(latest), error: latest.error };
}

function modeOf({ session, error }) {
  if (error?.status === 404) return 'missing';
  if (!session) return 'none';
  return session.status === 'active' ? 'other' : session.status;
}
