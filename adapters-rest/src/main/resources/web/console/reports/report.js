// The frame of one report: the title, the download, and what it shows when there is nothing.
import { html, useState } from '../../ui/html.js';
import { download } from '../../ui/download.js';
import { t } from '../../ui/i18n.js';
import { toast } from '../../ui/toast.js';

export function Report({ id, title, note, actions, wide, children }) {
  return html`
    <section class="card report ${wide ? 'report-wide' : ''}" aria-labelledby="report-${id}">
      <header class="report-head">
        <div>
          <h2 id="report-${id}">${title}</h2>
          ${note && html`<p class="report-note">${note}</p>`}
        </div>
        ${actions}
      </header>
      ${children}
    </section>`;
}

export function NoData({ text }) {
  return html`<p class="report-empty">${text}</p>`;
}

/** Downloads a report of the range as CSV. */
export function CsvButton({ client, path, range, name }) {
  const file = path.split('/').at(-1).replace('.csv', '');
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { from, to } = range;
      await download(client.http, `${path}?start_date=${from}&end_date=${to}`, `${file}-${from}-${to}.csv`);
    } catch (error) {
      toast(error.message, 'error');
    } finally {
      setBusy(false);
    }
  };
  return html`
    <button type="button" class="button" disabled=${busy} onClick=${save} aria-label=${`${t('reports.csv')}: ${name}`}>
      ${busy ? t('reports.saving') : t('reports.csv')}
    </button>`;
}
