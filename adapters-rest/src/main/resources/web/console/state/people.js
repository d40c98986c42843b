// Names and presence of customers and colleagues, each read once and kept.
import { t } from '../../ui/i18n.js';

const PAGE_SIZE = 100;
const ONLINE_PAGES = 5;
const COLLEAGUES_MS = 3000;

export function createPeople({ client, store }) {
  let colleaguesAt = 0;
  const asked = new Set();

  const put = (user) => store.set((state) => ({ users: { ...state.users, [user.user_id]: user } }));

  async function read(userId) {
    try {
      put(await client.http.get('/api/users/' + encodeURIComponent(userId)));
    } catch (error) {
      if (error.status === 404) put({ user_id: userId, missing: true });
      else asked.delete(userId);
    }
  }

  return {
    put,
    /** Reads a user unless that was done before; the result appears in the store. */
    want(userId) {
      if (!userId || asked.has(userId)) return;
      asked.add(userId);
      read(userId);
    },
    read,
    setOnline: (userId, online) => store.set((state) => ({ online: { ...state.online, [userId]: online } })),
    /** Asks whether a customer is online; only for customers whom the caller serves, and for admins. */
    async wantPresence(userId) {
      if (userId in store.get().online) return;
      try {
        const { online } = await client.http.get(`/api/users/${encodeURIComponent(userId)}/presence`);
        store.set((state) => ({ online: { ...state.online, [userId]: online } }));
      } catch {
        // Others may not know; the page then shows no presence.
      }
    },
    /** Reads who is online, and marks the customers whom the user serves. */
    async loadOnline() {
      try {
        const ids = new Set();
        let total = 1;
        for (let page = 1; page <= ONLINE_PAGES && ids.size < total; page++) {
          const answer = await client.http.get('/api/users/online', { page, page_size: PAGE_SIZE });
          answer.online_users.forEach((user) => ids.add(user.user_id));
          total = answer.online_users.length ? answer.total : ids.size;
        }
        const online = {};
        for (const { user_id: id } of client.sessions) {
          if (ids.has(id) || ids.size >= total) online[id] = ids.has(id);
        }
        store.set({ online });
      } catch {
        // The pages show no presence then.
      }
    },
    async loadColleagues() {
      if (Date.now() - colleaguesAt < COLLEAGUES_MS) return;
      colleaguesAt = Date.now();
      const read = (type) => client.http.get('/api/users', { user_type: type, page_size: PAGE_SIZE });
      try {
        const [kefu, admins] = await Promise.all([read('kefu'), read('admin')]);
        store.set({ colleagues: [...kefu.users, ...admins.users] });
      } catch {
        colleaguesAt = 0;
      }
    },
  };
}

/** The name of a user as the console shows it. */
export function nameOf(state, userId, session) {
  const user = state.users[userId] ?? state.colleagues.find((colleague) => colleague.user_id === userId);
  const name = user?.username || session?.username || userId;
  return name === userId && name.startsWith('user_') ? t('customer.visitor', { id: name.slice(-4) }) : name;
}
