// Reads the figures of this moment, and again when something has changed.
import { useEffect } from '../../ui/html.js';
import { useLoad } from '../../ui/load.js';
import { readStaff } from '../admin/users.js';
import { localZone, today } from './dates.js';
import { pacedCalls } from './paced-calls.js';

const CHANGES = new Set([
  'queue_changed', 'session_assigned', 'session_waiting', 'session_transferred', 'session_closed', 'user_online',
  'user_offline',
]);

export function useLive(client) {
  const state = useLoad((signal) => readLive(client.http, signal), [client]);
  const { reload } = state;
  useEffect(() => {
    const calls = pacedCalls(reload, { least: 5_000, most: 15_000 });
    const off = client.on('notification', ({ event }) => CHANGES.has(event) && calls.request());
    return () => {
      off();
      calls.stop();
    };
  }, [client, reload]);
  return state;
}

async function readLive(http, signal) {
  const day = today();
  const [waiting, active, sockets, messages, staff] = await Promise.all([
    http.get('/api/sessions/waiting', { page_size: 1 }, { signal }),
    http.get('/api/sessions/active', { page_size: 1 }, { signal }),
    http.get('/api/stats/websocket', undefined, { signal }),
    http.get('/api/analytics/messages', { start_date: day, end_date: day, tz: localZone() }, { signal }),
    readStaff(http, signal),
  ]);
  return {
    waiting: waiting.total,
    firstWaitingSince: waiting.waiting_sessions[0]?.created_at,
    active: active.total,
    sockets: sockets.total_connections,
    messages: messages.total_messages,
    staff: staff.users,
  };
}
