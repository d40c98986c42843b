// The status of the kefu. The socket keeps a kefu on duty; while it is closed, heartbeats over HTTP do.
import { toast } from '../../ui/toast.js';

const HEARTBEAT_MS = 15_000;

export function createDuty({ client, store, login }) {
  const beat = (status) => client.http.post('/api/auth/kefu/heartbeat', { kefu_id: login.userId, status });

  async function refresh() {
    try {
      const { status } = await beat();
      store.set({ duty: status });
    } catch {
      // The connection bar says that the service cannot be reached.
    }
  }

  return {
    async choose(status) {
      const before = store.get().duty;
      store.set({ duty: status });
      try {
        await beat(status);
      } catch (error) {
        store.set({ duty: before });
        toast(error.message, 'error');
      }
    },
    start() {
      refresh();
      const off = client.on('state', ({ state }) => {
        if (state === 'online') refresh();
      });
      const timer = setInterval(() => {
        if (store.get().connection !== 'online') refresh();
      }, HEARTBEAT_MS);
      return () => {
        off();
        clearInterval(timer);
      };
    },
  };
}
