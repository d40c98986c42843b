// The page "all": the sessions of all kefu with filters and pages, and a conversation to read.
import { html, useEffect, useReducer, useState } from '../../ui/html.js';
import { formatNumber, t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Icon } from '../../ui/Icon.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { AllFilters, queryOf } from './AllFilters.js';
import { AllTable } from './AllTable.js';
import { ConversationView } from '../conversation/ConversationView.js';

const PAGE_SIZE = 25;

export function AllPage({ app, route }) {
  const [filter, setFilter] = useState({});
  const [page, setPage] = useState(1);
  if (route.id) {
    return html`<${ConversationView} key=${route.id} app=${app} peerId=${route.id} sessionId=${route.sub}
      back="all" />`;
  }
  const change = (changed) => {
    setFilter((old) => ({ ...old, ...changed }));
    setPage(1);
  };
  return html`<div class="page all">
    <header class="page-head"><h1>${t('rail.all')}</h1></header>
    <${AllFilters} app=${app} filter=${filter} onChange=${change} />
    <${Results} app=${app} filter=${filter} page=${page} onPage=${setPage} />
  </div>`;
}

function Results({ app, filter, page, onPage }) {
  const [result, setResult] = useState({});
  const [asked, askAgain] = useReducer((count) => count + 1, 0);
  const queue = useStore(app.store, (state) => state.queue.total);

  useEffect(() => {
    const abort = new AbortController();
    setResult((old) => ({ ...old, loading: true }));
    const query = { ...queryOf(filter), page, page_size: PAGE_SIZE };
    app.client.http.get('/api/sessions', query, { signal: abort.signal }).then(
      ({ sessions, total }) => setResult({ sessions, total }),
      (error) => abort.signal.aborted || setResult({ error }),
    );
    return () => abort.abort();
  }, [app, filter, page, asked, queue]);

  if (result.error) {
    return html`<${EmptyState} icon="alert" title=${t('state.failed')} text=${result.error.message}>
      <button class="button" onClick=${askAgain}>${t('action.retry')}</button><//>`;
  }
  if (!result.sessions) return html`<${Skeleton} lines=${8} height=${20} />`;
  if (result.total === 0) return html`<${EmptyState} icon="search" title=${t('all.none')}
    text=${t('all.none.hint')} />`;
  return html`<${AllTable} app=${app} sessions=${result.sessions} />
    <${Pages} page=${page} total=${result.total} onPage=${onPage} />`;
}

function Pages({ page, total, onPage }) {
  const last = Math.ceil(total / PAGE_SIZE);
  return html`<nav class="pages" aria-label=${t('all.pages')}>
    <span class="muted">${t('all.total', { count: formatNumber(total) })}</span>
    <button class="icon-button" disabled=${page <= 1} aria-label=${t('all.previous')} onClick=${() => onPage(page - 1)}>
      <${Icon} name="chevron-left" /></button>
    <span>${t('all.page', { page: formatNumber(page), last: formatNumber(last) })}</span>
    <button class="icon-button" disabled=${page >= last} aria-label=${t('all.next')} onClick=${() => onPage(page + 1)}>
      <${Icon} name="chevron-right" /></button>
  </nav>`;
}
