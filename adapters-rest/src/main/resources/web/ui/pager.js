// Says which part of a list is shown, and turns its pages.
import { html } from './html.js';
import { formatNumber, t } from './i18n.js';

export function Pager({ page, pageSize, total, onPage }) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  const shown = pages === 1
    ? t('ui.pager.all', { total: formatNumber(total) })
    : t('ui.pager.part', { first: formatNumber(first), last: formatNumber(last), total: formatNumber(total) });
  return html`
    <nav class="pager" aria-label=${t('ui.pager.label')}>
      <span class="pager-shown" role="status">${shown}</span>
      ${pages > 1 && html`
        <button type="button" class="button" disabled=${page <= 1} onClick=${() => onPage(page - 1)}>
          ${t('ui.pager.previous')}
        </button>
        <span>${t('ui.pager.page', { page: formatNumber(page), pages: formatNumber(pages) })}</span>
        <button type="button" class="button" disabled=${page >= pages} onClick=${() => onPage(page + 1)}>
          ${t('ui.pager.next')}
        </button>`}
    </nav>`;
}
