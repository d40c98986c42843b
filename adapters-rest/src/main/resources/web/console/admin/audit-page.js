// The audit log: who did what, when and from where.
import { html, useState } from '../../ui/html.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { formatExact, t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { Pager } from '../../ui/pager.js';
import { ACTIONS, actionText } from './audit-text.js';
import { PageHead } from './page-head.js';

const PAGE_SIZE = 50;
const NO_FILTER = { actor: '', action: '', target: '', from: '', to: '' };

export function AuditPage({ client }) {
  const [{ filter, page }, setList] = useState({ filter: NO_FILTER, page: 1 });
  const state = useLoad(
    (signal) => client.http.get('/api/audit', { ...queryOf(filter), page, page_size: PAGE_SIZE }, { signal }),
    [client, filter, page]);
  const filtered = Object.values(filter).some(Boolean);
  return html`
    <${PageHead} title=${t('admin.nav.audit')} text=${t('admin.audit.text')}>
      <button type="button" class="button" onClick=${state.reload}>${t('admin.refresh')}</button>
    </${PageHead}>
    <${Filter} filter=${filter} onFilter=${(next) => setList({ filter: next, page: 1 })} />
    <${Loaded} state=${state}>
      ${(data) => html`
        <div class="card list-card">
          <${DataTable} caption=${t('admin.nav.audit')}
            columns=${columns((actor) => setList({ filter: { ...filter, actor }, page: 1 }))}
            rows=${data.entries} rowKey=${(entry) => entry.audit_id}
            empty=${html`
              <${EmptyState} icon="shield" title=${t(filtered ? 'admin.nothingFound' : 'admin.audit.none')} />`} />
        </div>
        <${Pager} page=${page} pageSize=${PAGE_SIZE} total=${data.total}
          onPage=${(next) => setList({ filter, page: next })} />`}
    </${Loaded}>`;
}

function queryOf(filter) {
  const query = {};
  for (const name of ['actor', 'action', 'target']) if (filter[name].trim()) query[name] = filter[name].trim();
  for (const name of ['from', 'to']) if (filter[name]) query[name] = new Date(filter[name]).toISOString();
  return query;
}

function Filter({ filter, onFilter }) {
  const change = (name) => (event) => onFilter({ ...filter, [name]: event.currentTarget.value });
  const text = (name, type = 'text') => html`
    <label class="filter-field">
      <span>${t(`admin.audit.${name}`)}</span>
      <input class="input" type=${type} value=${filter[name]} onChange=${change(name)} autocomplete="off"
        spellcheck=${false} />
    </label>`;
  return html`
    <form class="audit-filters" aria-label=${t('admin.audit.filter')} onSubmit=${(event) => event.preventDefault()}>
      ${text('actor')}
      <label class="filter-field">
        <span>${t('admin.audit.action')}</span>
        <select class="input" value=${filter.action} onChange=${change('action')}>
          <option value="">${t('admin.audit.anyAction')}</option>
          ${ACTIONS.map((action) => html`
            <option key=${action} value=${action}>${t(`admin.audit.name.${action}`)}</option>`)}
        </select>
      </label>
      ${text('target')}
      ${text('from', 'datetime-local')}
      ${text('to', 'datetime-local')}
      <button type="button" class="button" disabled=${!Object.values(filter).some(Boolean)}
        onClick=${() => onFilter(NO_FILTER)}>
        ${t('admin.audit.reset')}</button>
    </form>`;
}

function columns(filterActor) {
  return [
    {
      key: 'time', label: t('admin.audit.time'),
      cell: (entry) => html`<time class="nowrap" datetime=${entry.timestamp}>${formatExact(entry.timestamp)}</time>`,
    },
    {
      key: 'actor', label: t('admin.audit.actor'),
      cell: (entry) => (entry.actor_id === null || entry.actor_id === undefined ? html`
        <span class="muted">${t('admin.audit.nobody')}</span>`
        : html`
          <button type="button" class="link-button id" title=${t('admin.audit.onlyActor')}
            onClick=${() => filterActor(entry.actor_id)}>${entry.actor_id}</button>`),
    },
    {
      key: 'action', label: t('admin.audit.action'), head: true, wide: true,
      cell: (entry) => html`
        <span class="badges">${actionText(entry)}
          ${!entry.confirmed && html`
            <span class="badge badge-warning" title=${t('admin.audit.unconfirmedText')}>
              ${t('admin.audit.unconfirmed')}</span>`}
        </span>`,
    },
    {
      key: 'address', label: t('admin.audit.address'),
      cell: (entry) => html`<code class="nowrap">${entry.address}</code>`,
    },
  ];
}
