// The working hours: whether the service is open now, and the editor.
import { html, useEffect } from '../../ui/html.js';
import { formatDay, formatTime, t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { HoursEditor } from './hours-editor.js';
import { PageHead } from './page-head.js';

const LONGEST_TIMER = 2_000_000_000;

export function HoursPage({ client }) {
  const state = useLoad((signal) => client.http.get('/api/hours', undefined, { signal }), [client]);
  return html`
    <${PageHead} title=${t('admin.nav.hours')} text=${t('admin.hours.text')}>
      <${Opening} client=${client} />
    </${PageHead}>
    <${Loaded} state=${state}>${(hours) => html`<${HoursEditor} client=${client} hours=${hours} />`}</${Loaded}>`;
}

/** Says whether the service is open, and asks again when that changes. */
function Opening({ client }) {
  const state = useLoad((signal) => client.http.get('/api/hours/now', undefined, { signal }), [client]);
  const { data, reload } = state;
  const next = data?.next_change_at;
  useEffect(() => client.on('notification', ({ event }) => event === 'hours_changed' && reload()), [client, reload]);
  useEffect(() => {
    if (!next) return undefined;
    const wait = Date.parse(next) - Date.now() + 1_000;
    if (wait > LONGEST_TIMER) return undefined;
    const timer = setTimeout(reload, Math.max(1_000, wait));
    return () => clearTimeout(timer);
  }, [next, data, reload]);
  if (!data) return null;
  return html`
    <p class="opening" role="status">
      <span class="badge ${data.open ? 'badge-success' : 'badge-warning'}">
        ${t(data.open ? 'admin.hours.open' : 'admin.hours.closed')}</span>
      <span>${nextText(data.open, next)}</span>
    </p>`;
}

function nextText(open, next) {
  if (!next) return t(open ? 'admin.hours.neverCloses' : 'admin.hours.neverOpens');
  return t(open ? 'admin.hours.closesAt' : 'admin.hours.opensAt', { time: `${formatDay(next)} ${formatTime(next)}` });
}
