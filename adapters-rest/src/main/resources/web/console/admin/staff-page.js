// The list of kefu and admins.
import { html, useEffect, useMemo, useState } from '../../ui/html.js';
import { Status } from '../../ui/Avatar.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Choice } from '../../ui/form.js';
import { formatNumber, t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { Menu } from '../../ui/Menu.js';
import { Time } from '../../ui/Time.js';
import { PageHead } from './page-head.js';
import { SearchBox } from './search-box.js';
import { StaffDialog } from './staff-dialogs.js';
import { StaffName } from './staff-name.js';
import { readStaff } from './users.js';

const PAGE_SIZE = 50;
const REFRESH_MS = 20_000;
const BY_STATUS = { key: 'status', down: false };
const RANK = { online: 0, busy: 1, away: 2, offline: 3 };

export function StaffPage({ client }) {
  const state = useLoad((signal) => readStaff(client.http, signal), [client]);
  const [dialog, setDialog] = useState();
  const { reload } = state;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return html`
    <${PageHead} title=${t('admin.nav.kefu')} text=${t('admin.staff.text')}>
      <button type="button" class="button button-primary" onClick=${() => setDialog({ kind: 'add' })}>
        ${t('admin.staff.add')}</button>
    </${PageHead}>
    <${Loaded} state=${state}>
      ${(data) => html`<${StaffList} data=${data} own=${client.login.userId} open=${setDialog} />`}
    </${Loaded}>
    ${dialog && html`
      <${StaffDialog} client=${client} ...${dialog} onClose=${() => setDialog(undefined)} onDone=${reload} />`}`;
}

function StaffList({ data, own, open }) {
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState('all');
  const found = useMemo(() => filterStaff(data.users, query, shown), [data.users, query, shown]);
  const options = ['all', 'duty', 'admin', 'disabled'].map((key) => [key, t(`admin.staff.filter.${key}`)]);
  return html`
    <div class="toolbar">
      <${SearchBox} label=${t('admin.staff.search')} onSearch=${setQuery} />
      <${Choice} label=${t('admin.staff.filter')} value=${shown} options=${options} onChange=${setShown} />
    </div>
    ${data.total > data.users.length && html`
      <p class="muted">
        ${t('admin.staff.cut', { shown: formatNumber(data.users.length), total: formatNumber(data.total) })}
      </p>`}
    <div class="card list-card">
      <${DataTable} caption=${t('admin.nav.kefu')} columns=${columns(own, open)} rowKey=${(user) => user.user_id}
        rows=${found} pageSize=${PAGE_SIZE} sort=${BY_STATUS}
        empty=${html`
          <${EmptyState} icon="users" title=${t('admin.nothingFound')} text=${t('admin.staff.nothingFound')} />`} />
    </div>`;
}

function filterStaff(users, query, shown) {
  const wanted = query.toLowerCase();
  const kept = {
    all: () => true,
    duty: (user) => user.status !== 'offline',
    admin: (user) => user.user_type === 'admin',
    disabled: (user) => user.disabled,
  }[shown];
  const textOf = (user) => [user.user_id, user.username, ...user.skills].join(' ').toLowerCase();
  return users
    .filter((user) => kept(user) && textOf(user).includes(wanted))
    .sort((a, b) => a.user_id.localeCompare(b.user_id));
}

function columns(own, open) {
  return [
    {
      key: 'name', label: t('admin.staff.name'), head: true, value: (user) => user.username,
      cell: (user) => html`<${StaffName} user=${user} plain />`,
    },
    {
      key: 'type', label: t('admin.staff.role'), value: (user) => user.user_type,
      cell: (user) => html`<${Role} user=${user} />`,
    },
    {
      key: 'status', label: t('admin.staff.status'), value: (user) => RANK[user.status],
      cell: (user) => html`<${StatusText} user=${user} />`,
    },
    {
      key: 'load', label: t('admin.staff.load'), number: true, value: (user) => user.open_sessions,
      cell: (user) => `${formatNumber(user.open_sessions)} / ${formatNumber(user.max_sessions)}`,
    },
    {
      key: 'skills', label: t('admin.staff.skills'),
      cell: (user) => (user.skills.length > 0 ? html`
        <span class="badges">
          ${user.skills.map((skill) => html`<span class="badge" key=${skill}>${skill}</span>`)}</span>`
        : html`<span class="muted">${t('admin.staff.allSkills')}</span>`),
    },
    {
      key: 'active', label: t('admin.staff.lastActive'), value: (user) => user.last_active,
      cell: (user) => html`<${Time} iso=${user.last_active} />`,
    },
    {
      key: 'actions', label: t('admin.actions'), hideLabel: true,
      cell: (user) => html`<${Actions} user=${user} own=${own} open=${open} />`,
    },
  ];
}

function Role({ user }) {
  return html`<span class="badges">${t(`admin.role.${user.user_type}`)}
    ${user.disabled && html`<span class="badge badge-danger">${t('admin.disabled')}</span>`}</span>`;
}

function StatusText({ user }) {
  return html`
    <span class="status-text"><span aria-hidden="true"><${Status} status=${user.status} /></span>
      ${t(`ui.status.${user.status}`)}</span>`;
}

function Actions({ user, own, open }) {
  const item = (kind, danger) => ({ label: t(`admin.staff.${kind}`), danger, onSelect: () => open({ kind, user }) });
  const others = user.user_id === own ? [] : [item(user.disabled ? 'enable' : 'disable'), item('erase', true)];
  return html`
    <div>
      <button type="button" class="button button-small" onClick=${() => open({ kind: 'edit', user })}
        aria-label=${t('admin.editOf', { name: user.username })}>${t('admin.edit')}</button>
      <${Menu} label=${t('admin.moreOf', { name: user.username })} items=${[item('password'), ...others]} />
    </div>`;
}
