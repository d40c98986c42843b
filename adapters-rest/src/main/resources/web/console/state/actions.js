// The actions on sessions and customers: take, close, transfer, open, block. A refused action shows the reason.
import { t } from '../../ui/i18n.js';
import { toast } from '../../ui/toast.js';
import { nameOf } from './people.js';
import { go } from '../router.js';

/** Runs a call and shows its error; resolves with undefined if it was refused. */
export async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    toast(Object.values(error.details ?? {})[0] || error.message, 'error');
    return undefined;
  }
}

export async function take(app, session) {
  const taken = await attempt(() => app.client.http.post(pathOf(session, 'take')));
  if (!taken) {
    app.queue.load();
    return;
  }
  app.queue.remove(session.session_id);
  go('mine', session.user_id);
}

export async function close(app, session) {
  const name = nameOf(app.store.get(), session.user_id, session);
  const closed = await attempt(() => app.client.http.post(pathOf(session, 'close'), {}));
  if (closed) toast(t('done.closed', { name }), 'success');
  return closed;
}

export async function transfer(app, session, to, note) {
  const body = { to_kefu_id: to?.user_id, note: note || undefined };
  const name = nameOf(app.store.get(), session.user_id, session);
  const moved = await attempt(() => app.client.http.post(pathOf(session, 'transfer'), body));
  if (moved) toast(to ? t('done.transferred', { name, to: to.username }) : t('done.returned', { name }), 'success');
  return moved;
}

/** Opens a session for a customer, which the caller then serves. */
export async function open(app, userId) {
  const session = await attempt(() => app.client.http.post('/api/sessions', { user_id: userId }));
  if (session) go('mine', userId);
  return session;
}

export async function block(app, userId, reason, until) {
  const name = nameOf(app.store.get(), userId);
  const done = await attempt(() => app.client.http.post('/api/blocks', { user_id: userId, reason, until }));
  if (done) toast(t('done.blocked', { name }), 'success');
  return done;
}

function pathOf(session, action) {
  return `/api/sessions/${encodeURIComponent(session.session_id)}/${action}`;
}
