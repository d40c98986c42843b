// The figures of this moment: the queue, the sessions, and the kefu on duty with their load.
import { html, useEffect, useState } from '../../ui/html.js';
import { Loaded, SkeletonLines } from '../../ui/load.js';
import { formatDuration, formatNumber, t } from '../../ui/i18n.js';
import { StaffName } from '../admin/staff-name.js';
import { Figure, Figures } from './figure.js';
import { useLive } from './live-data.js';

const SHOWN = 12;
const ORDER = ['online', 'busy', 'away'];

export function Live({ client }) {
  const state = useLive(client);
  return html`
    <section class="card report live" aria-labelledby="reports-live">
      <header class="report-head"><h2 id="reports-live">${t('reports.live')}</h2></header>
      <${Loaded} state=${state} skeleton=${html`<${SkeletonLines} />`}>
        ${(data) => html`<${LiveFigures} data=${data} /><${OnDuty} staff=${data.staff} />`}
      </${Loaded}>
    </section>`;
}

function LiveFigures({ data }) {
  const count = (status) => data.staff.filter((user) => user.status === status).length;
  const duty = t('reports.onDuty', { busy: formatNumber(count('busy')), away: formatNumber(count('away')) });
  return html`
    <${Figures}>
      <${Figure} label=${t('reports.waiting')} value=${formatNumber(data.waiting)}
        tone=${data.waiting > 0 ? 'warning' : ''}
        note=${data.firstWaitingSince && html`<${WaitingFor} since=${data.firstWaitingSince} />`} />
      <${Figure} label=${t('reports.active')} value=${formatNumber(data.active)} />
      <${Figure} label=${t('reports.kefuOnline')} value=${formatNumber(count('online'))} note=${duty} />
      <${Figure} label=${t('reports.connections')} value=${formatNumber(data.sockets)} />
      <${Figure} label=${t('reports.messagesToday')} value=${formatNumber(data.messages)} />
    </${Figures}>`;
}

function WaitingFor({ since }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return t('reports.firstWaiting', { time: formatDuration(Math.max(0, now - Date.parse(since))) });
}

function OnDuty({ staff }) {
  const [all, setAll] = useState(false);
  const users = staff.filter((user) => ORDER.includes(user.status))
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.open_sessions - a.open_sessions);
  if (users.length === 0) return html`<p class="report-note">${t('reports.nobodyOnDuty')}</p>`;
  return html`
    <ul class="duty" aria-label=${t('reports.duty')}>
      ${(all ? users : users.slice(0, SHOWN)).map((user) => html`<${Duty} key=${user.user_id} user=${user} />`)}
    </ul>
    ${users.length > SHOWN && html`
      <button type="button" class="button" aria-expanded=${String(all)} onClick=${() => setAll(!all)}>
        ${all ? t('reports.fewer') : t('reports.everyone', { total: formatNumber(users.length) })}
      </button>`}`;
}

function Duty({ user }) {
  const { open_sessions: open, max_sessions: most } = user;
  const share = most > 0 ? Math.min(1, open / most) : 0;
  return html`
    <li class="duty-item">
      <${StaffName} user=${user} />
      <span class="duty-load">
        ${most > 0 || open > 0 ? t('reports.load', { open, most }) : t('reports.noSessions')}</span>
      ${most > 0 && html`
        <span class="bars-line" aria-hidden="true">
          <span class=${share >= 1 ? 'full' : ''} style=${{ width: `${100 * share}%` }}></span>
        </span>`}
    </li>`;
}
