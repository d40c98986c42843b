// The canned replies: the own ones and the shared ones.
import { html, useEffect, useState } from '../../ui/html.js';
import { Confirm } from '../../ui/confirm.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { Pager } from '../../ui/pager.js';
import { toast } from '../../ui/toast.js';
import { PageHead } from './page-head.js';
import { ReplyDialog } from './reply-dialog.js';
import { SearchBox } from './search-box.js';

const PAGE_SIZE = 20;

export function RepliesPage({ client, isAdmin }) {
  const [{ query, page }, setList] = useState({ query: '', page: 1 });
  const [dialog, setDialog] = useState();
  const state = useLoad(
    (signal) => client.http.get('/api/replies', { q: query, page, page_size: PAGE_SIZE }, { signal }),
    [client, query, page]);
  const { reload } = state;
  useEffect(() => client.on('notification', ({ event }) => event === 'replies_changed' && reload()), [client, reload]);
  const close = () => setDialog(undefined);
  const add = html`
    <button type="button" class="button button-primary" onClick=${() => setDialog({ kind: 'edit' })}>
      ${t('admin.replies.add')}</button>`;
  return html`
    <${PageHead} title=${t('admin.nav.replies')} text=${t(isAdmin ? 'admin.replies.textAdmin' : 'admin.replies.text')}>
      ${add}</${PageHead}>
    <div class="toolbar">
      <${SearchBox} label=${t('admin.replies.search')} onSearch=${(text) => setList({ query: text, page: 1 })} />
    </div>
    <${Loaded} state=${state}>
      ${(data) => html`
        <div class="card list-card">
          <${DataTable} caption=${t('admin.nav.replies')} columns=${columns(isAdmin, setDialog)} rows=${data.replies}
            rowKey=${(reply) => reply.reply_id}
            empty=${html`<${Nothing} query=${query} add=${() => setDialog({ kind: 'edit' })} />`} />
        </div>
        <${Pager} page=${page} pageSize=${PAGE_SIZE} total=${data.total}
          onPage=${(next) => setList({ query, page: next })} />`}
    </${Loaded}>
    ${dialog?.kind === 'edit' && html`
      <${ReplyDialog} client=${client} reply=${dialog.reply} isAdmin=${isAdmin} onClose=${close} onDone=${reload} />`}
    ${dialog?.kind === 'remove' && html`
      <${RemoveReply} client=${client} reply=${dialog.reply} onClose=${close} onDone=${reload} />`}`;
}

function Nothing({ query, add }) {
  return query
    ? html`
      <${EmptyState} icon="search" title=${t('admin.nothingFound')}
        text=${t('admin.replies.nothingFound', { query })} />`
    : html`
      <${EmptyState} icon="bolt" title=${t('admin.replies.none')} text=${t('admin.replies.noneText')}>
        <button type="button" class="button" onClick=${add}>${t('admin.replies.add')}</button>
      </${EmptyState}>`;
}

function columns(isAdmin, open) {
  const may = (reply) => isAdmin || !reply.shared;
  return [
    {
      key: 'shortcut', label: t('admin.replies.shortcut'), head: true,
      cell: (reply) => html`<code class="shortcut">/${reply.shortcut}</code>`,
    },
    {
      key: 'content', label: t('admin.replies.content'), wide: true,
      cell: (reply) => html`<span class="clamp" title=${reply.content}>${reply.content}</span>`,
    },
    {
      key: 'shared', label: t('admin.replies.visible'),
      cell: (reply) => html`
        <span class="badge ${reply.shared ? 'badge-success' : ''}">
          ${t(reply.shared ? 'admin.replies.shared' : 'admin.replies.own')}</span>`,
    },
    {
      key: 'actions', label: t('admin.actions'), hideLabel: true,
      cell: (reply) => may(reply) && html`
        <div>
          <button type="button" class="button button-small" onClick=${() => open({ kind: 'edit', reply })}
            aria-label=${t('admin.editOf', { name: reply.shortcut })}>${t('admin.edit')}</button>
          <button type="button" class="button button-small button-danger"
            onClick=${() => open({ kind: 'remove', reply })}
            aria-label=${t('admin.removeOf', { name: reply.shortcut })}>${t('admin.remove')}</button>
        </div>`,
    },
  ];
}

function RemoveReply({ client, reply, onClose, onDone }) {
  const remove = async () => {
    await client.http.delete(`/api/replies/${encodeURIComponent(reply.reply_id)}`);
    toast(t('admin.replies.removed'), 'success');
    onDone();
  };
  return html`
    <${Confirm} title=${t('admin.replies.removeTitle', { shortcut: reply.shortcut })} action=${t('admin.remove')}
      run=${remove} onClose=${onClose}
      text=${t(reply.shared ? 'admin.replies.removeShared' : 'admin.replies.removeOwn')} />`;
}
