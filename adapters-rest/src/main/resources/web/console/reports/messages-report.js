// How many messages were written: each day, and by type.
import { html } from '../../ui/html.js';
import { Chart } from '../../ui/chart.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { formatNumber, language, t } from '../../ui/i18n.js';
import { Bars } from './bars.js';
import { dayText } from './dates.js';
import { Figure, Figures } from './figure.js';
import { rangeText } from './range.js';
import { NoData, Report } from './report.js';

/** More days than this are a line, because bars would be thinner than a pixel. */
const MOST_BARS = 120;

export function MessagesReport({ client, range }) {
  const { from, to, zone } = range;
  const state = useLoad(
    (signal) => client.http.get(
      '/api/analytics/messages', { start_date: from, end_date: to, tz: zone || undefined }, { signal }),
    [client, from, to, zone]);
  return html`
    <${Report} id="messages" title=${t('reports.messages')} wide>
      <${Loaded} state=${state}>${(data) => html`<${Messages} data=${data} range=${range} />`}</${Loaded}>
    </${Report}>`;
}

function Messages({ data, range }) {
  if (data.total_messages === 0) return html`<${NoData} text=${t('reports.noMessages')} />`;
  const types = Object.entries(data.message_types).filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  return html`
    <${Figures}>
      <${Figure} label=${t('reports.total')} value=${formatNumber(data.total_messages)} />
      <${Figure} label=${t('reports.perDay')} value=${formatNumber(data.daily_average)} />
      <${Figure} label=${t('reports.peakHour')} value=${data.peak_hour} />
    </${Figures}>
    <div class="report-columns">
      ${data.daily.length > 1 && html`<div class="report-chart"><${Days} daily=${data.daily} range=${range} /></div>`}
      <div>
        <h3>${t('reports.types')}</h3>
        <${Bars} label=${t('reports.types')} total=${data.total_messages}
          items=${types.map(([type, value]) => ({ key: type, label: t(`reports.type.${type}`), value }))} />
      </div>
    </div>`;
}

function Days({ daily, range }) {
  return html`
    <h3>${t('reports.messagesPerDay')}</h3>
    <${Chart} kind=${daily.length > MOST_BARS ? 'line' : 'bars'} stepLabel=${t('reports.day')}
      label=${t('reports.messagesChart', { range: rangeText(range) })}
      steps=${daily.map((day) => dayText(day.date, language()))}
      shortSteps=${daily.map((day) => dayText(day.date, language(), true))}
      series=${[{ label: t('reports.messages'), values: daily.map((day) => day.total) }]} format=${formatNumber} />`;
}
