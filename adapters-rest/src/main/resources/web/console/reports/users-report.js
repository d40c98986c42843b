// How many customers came in the last days.
import { html, useState } from '../../ui/html.js';
import { Choice } from '../../ui/form.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { formatDuration, formatNumber, t } from '../../ui/i18n.js';
import { Bars } from './bars.js';
import { Figure, Figures } from './figure.js';
import { NoData, Report } from './report.js';

const PERIODS = ['1d', '7d', '30d', '90d'];

export function UsersReport({ client }) {
  const [period, setPeriod] = useState('7d');
  const state = useLoad((signal) => client.http.get('/api/analytics/users', { period }, { signal }), [client, period]);
  const options = PERIODS.map((p) => [p, t('reports.lastDays', { days: Number.parseInt(p, 10) })]);
  const choice = html`
    <${Choice} label=${t('reports.period')} value=${period} options=${options} onChange=${setPeriod} />`;
  return html`
    <${Report} id="users" title=${t('reports.users')} note=${t('reports.usersNote')}>
      ${choice}
      <${Loaded} state=${state}>${(data) => html`<${Users} data=${data} />`}</${Loaded}>
    </${Report}>`;
}

function Users({ data }) {
  if (data.active_users === 0) return html`<${NoData} text=${t('reports.noUsers')} />`;
  const duration = parseDuration(data.average_session_duration);
  return html`
    <${Figures}>
      <${Figure} label=${t('reports.activeUsers')} value=${formatNumber(data.active_users)} />
      <${Figure} label=${t('reports.sessionDuration')} value=${duration > 0 ? formatDuration(duration) : '–'} />
    </${Figures}>
    <${Bars} label=${t('reports.users')} total=${data.active_users} items=${[
      { key: 'new', label: t('reports.newUsers'), value: data.new_users },
      { key: 'returning', label: t('reports.returningUsers'), value: data.returning_users },
    ]} />`;
}

/** The milliseconds of a duration such as `40s`, `15m` or `1h05m`. */
export function parseDuration(text) {
  const [, hours = 0, minutes = 0, rest = 0] = text.match(/^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(rest)) * 1_000;
}
