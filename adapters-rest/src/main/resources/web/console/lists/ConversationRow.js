// One row of the list: avatar, name, the last words, and what needs attention.
import { html } from '../../ui/html.js';
import { formatDay, formatTime, t } from '../../ui/i18n.js';
import { read } from '../../ui/storage.js';
import { Avatar } from '../../ui/Avatar.js';
import { Time } from '../../ui/Time.js';
import { hrefOf } from '../router.js';
import { Waiting } from './Waiting.js';

export function ConversationRow({ row, selected, draftKey }) {
  const draft = !selected && read('kefu.draft.' + draftKey);
  const status = row.online === undefined ? undefined : row.online ? 'online' : 'offline';
  return html`<a class="item" href=${hrefOf('mine', row.id)} aria-current=${selected ? 'true' : undefined}
    data-unread=${row.unread > 0 ? '' : undefined}>
    <${Avatar} id=${row.id} name=${row.name} size=${40} status=${status} />
    <span class="item-top">
      <bdi class="item-name">${row.name}</bdi>
      ${row.at && html`<${Time} class="item-time" iso=${row.at} format=${shortTime} />`}
    </span>
    <span class="item-last">${row.typing
      ? html`<em>${t('pane.typing')}</em>`
      : draft ? html`<strong class="item-draft">${t('list.draft')}</strong> <bdi>${draft}</bdi>`
      : html`${row.failed && html`<strong class="item-failed">${t('list.failed')} </strong>`}
        ${row.lastBy && html`<span class="muted"><bdi>${row.lastBy}</bdi>${t('list.colon')}</span>`}
        <bdi>${row.last || t('list.no_message')}</bdi>`}</span>
    <span class="item-end">
      ${row.waitingSince && html`<${Waiting} since=${row.waitingSince} />`}
      ${row.colleague && html`<span class="badge">${t('list.colleague')}</span>`}
      ${row.unread > 0 && html`<span class="badge badge-accent">${row.unread > 99 ? '99+' : row.unread}
        <span class="visually-hidden">${t('list.unread')}</span></span>`}
    </span>
  </a>`;
}

/** The time of day for today, else the day. */
function shortTime(iso) {
  return new Date(iso).toDateString() === new Date().toDateString() ? formatTime(iso) : formatDay(iso);
}
