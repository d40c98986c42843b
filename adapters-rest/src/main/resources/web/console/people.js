// Names and presence of customers and colleagues, each read once and kept.
const PAGE_SIZE = 100;

export function createPeople({ client, store }) {
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
    async loadColleagues() {
      const read = (type) => client.http.get('/api/users', { user_type: type, page_size: PAGE_SIZE });
      try {
        const [kefu, admins] = await Promise.all([read('kefu'), read('admin')]);
        store.set({ colleagues: [...kefu.users, ...admins.users] });
      } catch {
        // Names of colleagues are missing until the next call.
      }
    },
  };
}

/** The name of a user as the console shows it. */
export function nameOf(state, userId, session) {
  const user = state.users[userId] ?? state.colleagues.find((colleague) => colleague.user_id === userId);
  return user?.username || session?.username || userId;
}
