// How long customers waited, how many gave up, and what the sessions were about.
import { html } from '../../ui/html.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { formatNumber, t } from '../../ui/i18n.js';
import { Bars } from './bars.js';
import { Figure, Figures } from './figure.js';
import { seconds } from './kefu-report.js';
import { CsvButton, NoData, Report } from './report.js';

const TAGS = 10;

export function QueueReport({ client, range }) {
  const { from, to } = range;
  const state = useLoad(
    (signal) => client.http.get('/api/analytics/queue', { start_date: from, end_date: to }, { signal }),
    [client, from, to]);
  const csv = html`
    <${CsvButton} client=${client} path="/api/analytics/queue.csv" range=${range} name=${t('reports.queue')} />`;
  return html`
    <${Report} id="queue" title=${t('reports.queue')} note=${t('reports.serviceDays')} actions=${csv}>
      <${Loaded} state=${state}>${(data) => html`<${Queue} data=${data} />`}</${Loaded}>
    </${Report}>`;
}

function Queue({ data }) {
  const { opened, abandoned, waits, waits_outside_hours: outside, tags } = data;
  if (opened + abandoned + waits.count + outside.count === 0) return html`
    <${NoData} text=${t('reports.noSessionsInRange')} />`;
  const share = opened > 0 && formatNumber(abandoned / opened, { style: 'percent', maximumFractionDigits: 1 });
  return html`
    <${Figures}>
      <${Figure} label=${t('reports.opened')} value=${formatNumber(opened)} />
      <${Figure} label=${t('reports.abandoned')} value=${formatNumber(abandoned)}
        note=${share && t('reports.abandonedShare', { share })}
        tone=${abandoned > 0 ? 'warning' : ''} />
    </${Figures}>
    <div>
      <table class="table waits">
        <caption>${t('reports.waits')}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${t('reports.waits')}</span></th>
            <th scope="col" class="number">${t('reports.sessions')}</th>
            <th scope="col" class="number">${t('reports.half')}</th>
            <th scope="col" class="number">${t('reports.ninety')}</th>
          </tr>
        </thead>
        <tbody>
          <${Waits} label=${t('reports.waitsInHours')} waits=${waits} />
          <${Waits} label=${t('reports.waitsOutside')} waits=${outside} />
        </tbody>
      </table>
    </div>
    <${Tags} tags=${tags} />`;
}

function Waits({ label, waits }) {
  return html`
    <tr>
      <th scope="row">${label}</th>
      <td class="number">${formatNumber(waits.count)}</td>
      <td class="number">${seconds(waits.count, waits.p50_seconds)}</td>
      <td class="number">${seconds(waits.count, waits.p90_seconds)}</td>
    </tr>`;
}

function Tags({ tags }) {
  if (tags.length === 0) return null;
  const more = tags.length - TAGS;
  return html`
    <div>
      <h3>${t('reports.tags')}</h3>
      <${Bars} label=${t('reports.tags')}
        items=${tags.slice(0, TAGS).map(({ tag, sessions }) => ({ key: tag, label: tag, value: sessions }))} />
      ${more > 0 && html`<p class="report-note">${t('reports.moreTags', { count: formatNumber(more) })}</p>`}
    </div>`;
}
