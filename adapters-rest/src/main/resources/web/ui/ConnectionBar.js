// A quiet bar while the connection is lost. It waits a moment, so that a short interruption shows nothing.
import { html, useEffect, useState } from './html.js';
import { t } from './i18n.js';

const PATIENCE_MS = 1500;

/** The state of a client's connection; the component renders again when it changes. */
export function useConnection(client) {
  const [connection, setConnection] = useState({ state: client?.state ?? 'stopped' });
  useEffect(() => {
    if (!client) return undefined;
    setConnection({ state: client.state });
    return client.on('state', setConnection);
  }, [client]);
  return connection;
}

function words({ state, retryAt }, now) {
  if (!navigator.onLine) return t('ui.connection.offline');
  if (state === 'connecting') return t('ui.connection.connecting');
  const seconds = retryAt ? Math.ceil((retryAt - now) / 1000) : 0;
  return seconds > 2 ? t('ui.connection.retryIn', { seconds }) : t('ui.connection.waiting');
}

function useNetwork() {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return isOnline;
}

/** @param {{client: import('../sdk/kefu.js').Kefu}} props */
export function ConnectionBar({ client }) {
  const connection = useConnection(client);
  const isOnline = useNetwork();
  const lost = !isOnline || connection.state === 'connecting' || connection.state === 'waiting';
  const [since, setSince] = useState(null);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setSince(lost ? Date.now() : null);
    if (!lost) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [lost]);
  const shown = lost && since !== null && now - since >= PATIENCE_MS;
  return html`<div role="status">
    ${shown && html`<div class="connection-bar">${words(connection, now)}</div>`}
  </div>`;
}
