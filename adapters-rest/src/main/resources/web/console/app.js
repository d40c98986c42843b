// Creates the client, the store and the shared actions of the console for one login, and ends them with it.
import { Kefu } from '../sdk/kefu.js';
import { createStore } from '../ui/store.js';
import { language } from '../ui/i18n.js';
import { startAlerts } from './state/alerts.js';
import { createDuty } from './state/duty.js';
import { createPeople } from './state/people.js';
import { createQueue } from './state/queue.js';
import { createReplies } from './state/replies.js';
import { servedSessions } from './state/rows.js';
import { readSettings } from './state/settings.js';

const COLLEAGUES_MS = 30_000;
const REVISE_MS = 30;

/**
 * @param {import('../sdk/kefu.d.ts').Login} login
 * @param {(reason: string) => void} onEnd called once when the login has ended
 */
export function createApp(login, onEnd) {
  const client = new Kefu({ login, language: language() });
  const store = createStore({
    connection: 'connecting',
    interrupted: false,
    duty: 'online',
    sessions: [],
    revision: 0,
    queue: { items: [], total: 0, loaded: false, failed: false },
    replies: [],
    users: {},
    online: {},
    colleagues: [],
    dialog: null,
    settings: readSettings(),
  });
  const app = { client, store, login, isAdmin: login.userType === 'admin' };
  app.people = createPeople(app);
  app.queue = createQueue(app);
  app.replies = createReplies(app);
  app.duty = createDuty(app);
  app.openDialog = (name, props = {}) => store.set({ dialog: { name, ...props } });
  app.closeDialog = () => store.set({ dialog: null });

  const ends = [];
  let ended = false;
  app.end = (reason) => {
    if (ended) return;
    ended = true;
    onEnd(reason);
  };
  /** Logs out, or asks first if that sends sessions back to the queue. */
  app.leave = () => {
    const count = servedSessions(app).length;
    if (count > 0) app.openDialog('logout', { count });
    else app.logout();
  };
  app.logout = async () => {
    await client.logout().catch(() => {});
    app.end('');
  };
  app.stop = () => {
    ends.forEach((end) => end());
    client.stop();
  };

  ends.push(followClient(app), app.duty.start(), startAlerts(app));
  const refreshing = setInterval(() => {
    if (document.visibilityState === 'visible') app.people.loadColleagues();
  }, COLLEAGUES_MS);
  ends.push(() => clearInterval(refreshing));
  client.start();
  app.people.loadColleagues();
  app.queue.load();
  app.replies.load();
  return app;
}

/** Brings the events of the client into the store. Changes at about the same time are one change of the store. */
function followClient(app) {
  const { client, store } = app;
  let planned = 0;
  const revise = () => {
    // A timer, because animation frames stop while the tab is hidden, and the title must still change.
    planned ||= setTimeout(() => {
      planned = 0;
      store.set((state) => ({ revision: state.revision + 1, sessions: client.sessions }));
    }, REVISE_MS);
  };
  const offs = [
    client.on('state', ({ state, reason }) => {
      if (state === 'ended') app.end(reason === 'blocked' ? 'blocked' : 'expired');
      else if (state === 'online' && store.get().connection !== 'online') {
        app.queue.load();
        app.people.loadOnline();
      }
      store.set({ connection: state });
    }),
    client.on('conversation', revise),
    client.on('sessions', revise),
    client.on('notification', (notification) => hear(app, notification)),
  ];
  return () => {
    offs.forEach((off) => off());
    clearTimeout(planned);
  };
}

function hear(app, notification) {
  switch (notification.event) {
    case 'queue_changed':
      app.queue.changed(notification.waiting);
      break;
    case 'replies_changed':
      app.replies.load();
      break;
    case 'session_assigned':
      app.people.wantPresence(notification.user_id);
      break;
    case 'user_online':
    case 'user_offline':
      app.people.setOnline(notification.user_id, notification.event === 'user_online');
      break;
    case 'service_interrupted':
    case 'service_resumed':
      app.store.set({ interrupted: notification.event === 'service_interrupted' });
      break;
  }
}
