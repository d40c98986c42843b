// The list of customers, and the search of one by id.
import { html, useState } from '../../ui/html.js';
import { Avatar } from '../../ui/Avatar.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { Pager } from '../../ui/pager.js';
import { Time } from '../../ui/Time.js';
import { CustomerDialog } from './customer-dialog.js';
import { PageHead } from './page-head.js';
import { SearchBox } from './search-box.js';
import { userPath } from './users.js';

const PAGE_SIZE = 20;

export function CustomersPage({ client }) {
  const [{ id, page }, setList] = useState({ id: '', page: 1 });
  const [opened, setOpened] = useState();
  const state = useLoad((signal) => readCustomers(client.http, id, page, signal), [client, id, page]);
  return html`
    <${PageHead} title=${t('admin.nav.customers')} text=${t('admin.customers.text')} />
    <div class="toolbar">
      <${SearchBox} label=${t('admin.customers.search')} onSearch=${(text) => setList({ id: text, page: 1 })} />
    </div>
    <${Loaded} state=${state}>
      ${(data) => html`
        <div class="card list-card">
          <${DataTable} caption=${t('admin.nav.customers')} columns=${columns(setOpened)} rows=${data.users}
            rowKey=${(user) => user.user_id}
            empty=${html`<${Nothing} id=${id} />`} />
        </div>
        <${Pager} page=${page} pageSize=${PAGE_SIZE} total=${data.total}
          onPage=${(next) => setList({ id, page: next })} />`}
    </${Loaded}>
    ${opened && html`
      <${CustomerDialog} client=${client} user=${opened} onClose=${() => setOpened(undefined)}
        onDone=${state.reload} />`}`;
}

async function readCustomers(http, id, page, signal) {
  if (!id) return http.get('/api/users', { user_type: 'customer', page, page_size: PAGE_SIZE }, { signal });
  try {
    const user = await http.get(userPath(id), undefined, { signal });
    const users = user.user_type === 'customer' ? [user] : [];
    return { users, total: users.length };
  } catch (error) {
    if (error.code !== 'USER_NOT_FOUND' && error.code !== 'INVALID_PARAMETER') throw error;
    return { users: [], total: 0 };
  }
}

function Nothing({ id }) {
  return id
    ? html`
      <${EmptyState} icon="search" title=${t('admin.nothingFound')}
        text=${t('admin.customers.nothingFound', { id })} />`
    : html`<${EmptyState} icon="user" title=${t('admin.customers.none')} text=${t('admin.customers.noneText')} />`;
}

function columns(open) {
  return [
    {
      key: 'name', label: t('admin.customers.name'), head: true,
      cell: (user) => html`
        <span class="staff-name">
          <${Avatar} id=${user.user_id} name=${user.username} size=${28} />
          <span class="staff-texts">
            <span class="truncate" title=${user.username}>${user.username}</span>
            <span class="muted truncate" title=${user.user_id}>${user.user_id}</span>
          </span>
          ${user.disabled && html`<span class="badge badge-danger">${t('admin.disabled')}</span>`}
        </span>`,
    },
    { key: 'email', label: t('admin.email'), cell: (user) => user.email ?? html`<span class="muted">–</span>` },
    { key: 'created', label: t('admin.created'), cell: (user) => html`<${Time} iso=${user.created_at} />` },
    { key: 'active', label: t('admin.lastSeen'), cell: (user) => html`<${Time} iso=${user.last_active} />` },
    {
      key: 'actions', label: t('admin.actions'), hideLabel: true,
      cell: (user) => html`<div><button type="button" class="button button-small" onClick=${() => open(user)}
        aria-label=${t('admin.customers.openOf', { name: user.username })}>${t('admin.customers.open')}</button></div>`,
    },
  ];
}
