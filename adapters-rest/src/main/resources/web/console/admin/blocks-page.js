// The blocks of users and networks that are in force.
import { html, useEffect, useState } from '../../ui/html.js';
import { Confirm } from '../../ui/confirm.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { formatTime, language, t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { Pager } from '../../ui/pager.js';
import { Time } from '../../ui/Time.js';
import { toast } from '../../ui/toast.js';
import { BlockDialog } from './block-dialog.js';
import { PageHead } from './page-head.js';

const PAGE_SIZE = 20;

export function BlocksPage({ client, isAdmin }) {
  const [page, setPage] = useState(1);
  const [dialog, setDialog] = useState();
  const state = useLoad(
    (signal) => client.http.get('/api/blocks', { page, page_size: PAGE_SIZE }, { signal }), [client, page]);
  const { reload } = state;
  useEffect(() => client.on('notification', ({ event }) => event === 'blocks_changed' && reload()), [client, reload]);
  const close = () => setDialog(undefined);
  const mayEnd = (block) => isAdmin || block.author_id === client.login.userId;
  return html`
    <${PageHead} title=${t('admin.nav.blocks')} text=${t(isAdmin ? 'admin.blocks.textAdmin' : 'admin.blocks.text')}>
      <button type="button" class="button button-primary" onClick=${() => setDialog({ kind: 'add' })}>
        ${t('admin.blocks.add')}</button>
    </${PageHead}>
    <${Loaded} state=${state}>
      ${(data) => html`
        <div class="card list-card">
          <${DataTable} caption=${t('admin.nav.blocks')}
            columns=${columns(mayEnd, (block) => setDialog({ kind: 'end', block }))}
            rows=${data.blocks} rowKey=${(block) => block.block_id}
            empty=${html`
              <${EmptyState} icon="block" title=${t('admin.blocks.none')} text=${t('admin.blocks.noneText')} />`} />
        </div>
        <${Pager} page=${page} pageSize=${PAGE_SIZE} total=${data.total} onPage=${setPage} />`}
    </${Loaded}>
    ${dialog?.kind === 'add' && html`
      <${BlockDialog} client=${client} isAdmin=${isAdmin} onClose=${close} onDone=${reload} />`}
    ${dialog?.kind === 'end' && html`
      <${EndBlock} client=${client} block=${dialog.block} onClose=${close} onDone=${reload} />`}`;
}

const whom = (block) => block.user_id ?? block.network ?? t('admin.blocks.erased');

function columns(mayEnd, end) {
  return [
    {
      key: 'whom', label: t('admin.blocks.whom'), head: true,
      cell: (block) => html`
        <span class="badges"><code class="id">${whom(block)}</code>
          <span class="badge">${t(block.network ? 'admin.blocks.network' : 'admin.blocks.user')}</span></span>`,
    },
    {
      key: 'reason', label: t('admin.blocks.reason'), wide: true,
      cell: (block) => block.reason || html`<span class="muted">–</span>`,
    },
    {
      key: 'author', label: t('admin.blocks.author'),
      cell: (block) => html`
        <span class="two-lines"><span class="id">${block.author_id}</span><${Time} class="muted"
          iso=${block.created_at} /></span>`,
    },
    {
      key: 'until', label: t('admin.blocks.until'),
      cell: (block) => (block.until ? html`<${Until} iso=${block.until} />` : t('admin.blocks.forever')),
    },
    {
      key: 'actions', label: t('admin.actions'), hideLabel: true,
      cell: (block) => mayEnd(block) && html`
        <div><button type="button" class="button button-small" onClick=${() => end(block)}
          aria-label=${t('admin.blocks.endOf', { whom: whom(block) })}>${t('admin.blocks.end')}</button></div>`,
    },
  ];
}

function Until({ iso }) {
  const day = new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(new Date(iso));
  return html`
    <span class="two-lines"><span class="nowrap">${day}</span><span class="muted">${formatTime(iso)}</span></span>`;
}

function EndBlock({ client, block, onClose, onDone }) {
  const end = async () => {
    await client.http.delete(`/api/blocks/${encodeURIComponent(block.block_id)}`);
    toast(t('admin.blocks.ended'), 'success');
    onDone();
  };
  return html`
    <${Confirm} title=${t('admin.blocks.endTitle', { whom: whom(block) })} text=${t('admin.blocks.endText')}
      action=${t('admin.blocks.end')} run=${end} onClose=${onClose} />`;
}
