// The waiting sessions, read again when the service says that the queue changed.
const PAGE_SIZE = 100;

export function createQueue({ client, store }) {
  let loading = false;
  let again = false;

  async function load() {
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    do {
      again = false;
      try {
        const page = await client.http.get('/api/sessions/waiting', { page_size: PAGE_SIZE });
        store.set({ queue: { items: page.waiting_sessions, total: page.total, loaded: true, failed: false } });
      } catch {
        store.set((state) => ({ queue: { ...state.queue, failed: true } }));
      }
    } while (again);
    loading = false;
  }

  return {
    load,
    changed(waiting) {
      store.set((state) => ({ queue: { ...state.queue, total: waiting } }));
      load();
    },
    /** Takes a session out of the list at once, before the service has said so. */
    remove(sessionId) {
      store.set(({ queue }) => {
        const items = queue.items.filter((session) => session.session_id !== sessionId);
        return { queue: { ...queue, items, total: queue.total - (queue.items.length - items.length) } };
      });
    },
  };
}
