// The list of the user's conversations: filter, order, and one row for each.
import { html, useEffect, useMemo, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Icon } from '../../ui/Icon.js';
import { Menu } from '../../ui/Menu.js';
import { VirtualList } from '../../ui/VirtualList.js';
import { ConversationRow } from './ConversationRow.js';
import { filterRows, sortRows } from '../state/row-order.js';
import { rowsOf } from '../state/rows.js';
import { changeSettings } from '../state/settings.js';

const ROW_HEIGHT = 72;

export function ConversationList({ app, selected }) {
  const state = useStore(app.store);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(true);
  const list = useRef(null);
  const { sort } = state.settings;

  useEffect(() => {
    if (state.connection === 'online') setBusy(false);
  }, [state.connection]);

  const rows = useMemo(() => rowsOf(app, state), [app, state.revision, state.users, state.online, state.colleagues]);
  const shown = useMemo(() => sortRows(filterRows(rows, text), sort), [rows, text, sort]);
  const index = useMemo(() => shown.findIndex((row) => row.id === selected), [selected]);

  useEffect(() => {
    rows.forEach((row) => !row.colleague && !row.session.username && app.people.want(row.id));
  }, [app, rows.length]);

  const items = ['waiting', 'newest'].map((name) => ({ label: t('list.sort.' + name), checked: sort === name,
    onSelect: () => changeSettings(app.store, { sort: name }) }));

  return html`<section class="list" aria-label=${t('list.label')}>
    <header class="list-head">
      <h1 class="list-title">${t('rail.mine')} <span class="muted">${rows.length || ''}</span></h1>
      <${Menu} label=${t('list.sort')} icon="sort" items=${items} />
      <div class="list-filter"><${Icon} name="filter" />
        <input class="input" type="search" value=${text} aria-label=${t('list.filter')} placeholder=${t('list.filter')}
          onInput=${(event) => setText(event.target.value)}
          onKeyDown=${(event) => intoList(event, list.current)} /></div>
    </header>
    <div class="list-body" ref=${list} onKeyDown=${moveFocus}>
      ${rows.length === 0 && busy ? html`<${RowSkeletons} />` : shown.length === 0
        ? html`<${EmptyState} icon=${text ? 'search' : 'inbox'} title=${t(text ? 'list.nothing' : 'list.empty')}
            text=${t(text ? 'list.nothing.hint' : 'list.empty.hint')} />`
        : html`<${VirtualList} items=${shown} rowHeight=${ROW_HEIGHT} keyOf=${(row) => row.id} label=${t('list.label')}
            scrollTo=${index} renderItem=${(row) => html`<${ConversationRow} row=${row} selected=${row.id === selected}
              draftKey=${app.login.userId + '.' + row.id} />`} />`}
    </div>
  </section>`;
}

export function RowSkeletons() {
  return html`<div class="item-skeletons" aria-hidden="true">${Array.from({ length: 6 }, (_, at) => html`<div key=${at}>
    <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></div>`)}</div>`;
}

function intoList(event, list) {
  if (event.key !== 'ArrowDown' || event.isComposing) return;
  event.preventDefault();
  list.querySelector('.item')?.focus();
}

/** Arrow keys go from row to row. */
export function moveFocus(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const place = event.target.closest('.virtual-row, .queue-item');
  const row = event.key === 'ArrowDown' ? place?.nextElementSibling : place?.previousElementSibling;
  if (!row) return;
  event.preventDefault();
  row.querySelector('.item')?.focus();
}
