// The figures of each kefu as a table.
import { html } from '../../ui/html.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { formatDuration, formatNumber, t } from '../../ui/i18n.js';
import { StaffName } from '../admin/staff-name.js';
import { readStaff } from '../admin/users.js';
import { CsvButton, NoData, Report } from './report.js';

export function KefuReport({ client, range }) {
  const { from, to } = range;
  const state = useLoad(async (signal) => {
    const [report, staff] = await Promise.all([
      client.http.get('/api/analytics/kefu', { start_date: from, end_date: to }, { signal }),
      readStaff(client.http, signal),
    ]);
    const users = new Map(staff.users.map((user) => [user.user_id, user]));
    const deleted = (id) => ({ user_id: id, username: id });
    return report.kefu.map((row) => ({ ...row, user: users.get(row.kefu_id) ?? deleted(row.kefu_id) }));
  }, [client, from, to]);
  const csv = html`
    <${CsvButton} client=${client} path="/api/analytics/kefu.csv" range=${range} name=${t('reports.kefu')} />`;
  return html`
    <${Report} id="kefu" title=${t('reports.kefu')} note=${t('reports.serviceDays')} actions=${csv} wide>
      <${Loaded} state=${state}>
        ${(rows) => html`
          <${DataTable} caption=${t('reports.kefu')} columns=${columns()} rows=${rows} rowKey=${(row) => row.kefu_id}
            sort=${{ key: 'sessions', down: true }} empty=${html`<${NoData} text=${t('reports.noKefu')} />`} />`}
      </${Loaded}>
    </${Report}>`;
}

function columns() {
  const count = (key, label, value) => ({ key, label, number: true, value, cell: (row) => formatNumber(value(row)) });
  const time = (key, label, percentiles, field) => ({
    key, label, number: true,
    value: (row) => (percentiles(row).count > 0 ? percentiles(row)[field] : undefined),
    cell: (row) => seconds(percentiles(row).count, percentiles(row)[field]),
  });
  return [
    {
      key: 'kefu', label: t('reports.kefuName'), head: true, value: (row) => row.user.username,
      cell: (row) => html`<${StaffName} user=${row.user} plain />`,
    },
    count('sessions', t('reports.sessions'), (row) => row.sessions),
    count('messages', t('reports.messages'), (row) => row.messages),
    time('response50', t('reports.response50'), (row) => row.first_response, 'p50_seconds'),
    time('response90', t('reports.response90'), (row) => row.first_response, 'p90_seconds'),
    time('resolution50', t('reports.resolution50'), (row) => row.resolution, 'p50_seconds'),
    {
      key: 'rating', label: t('reports.rating'), number: true,
      value: (row) => (row.ratings.count > 0 ? row.ratings.average : undefined), cell: (row) => rating(row.ratings),
    },
    {
      key: 'online', label: t('reports.onlineTime'), number: true,
      value: (row) => row.online_seconds, cell: (row) => seconds(row.online_seconds, row.online_seconds),
    },
  ];
}

function rating({ count, average }) {
  if (count === 0) return '–';
  const stars = formatNumber(average, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
  return t('reports.stars', { stars, count: formatNumber(count) });
}

/** A time of the service in words, or a dash if nothing was measured. */
export const seconds = (count, value) => (count > 0 ? formatDuration(value * 1_000) : '–');
