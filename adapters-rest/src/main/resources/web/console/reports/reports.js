// The page with the figures of this moment and the reports of a range of days.
import { html } from '../../ui/html.js';
import { addStrings, t, useLanguage } from '../../ui/i18n.js';
import { loadStyles } from '../../ui/stylesheet.js';
import { KefuReport } from './kefu-report.js';
import { Live } from './live.js';
import { MessagesReport } from './messages-report.js';
import { QueueReport } from './queue-report.js';
import { RangePicker, useRange } from './range.js';
import { UsersReport } from './users-report.js';
import en from './strings/en.js';
import zhCN from './strings/zh-CN.js';

addStrings({ 'zh-CN': zhCN, en });
await Promise.all([
  loadStyles(new URL('./reports.css', import.meta.url)),
  loadStyles(new URL('../admin/admin.css', import.meta.url)),
]);

/** @param {{client: import('../../sdk/kefu.js').Kefu}} props */
export function Reports({ client }) {
  useLanguage();
  const range = useRange();
  return html`
    <div class="screen reports">
      <header class="screen-head"><h1>${t('reports.title')}</h1></header>
      <${Live} client=${client} />
      <${RangePicker} />
      ${!range.error && html`
        <div class="report-grid">
          <${MessagesReport} client=${client} range=${range} />
          <${QueueReport} client=${client} range=${range} />
          <${UsersReport} client=${client} />
          <${KefuReport} client=${client} range=${range} />
        </div>`}
    </div>`;
}
