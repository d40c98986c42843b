// The navigation at the side, and the menu of the user.
import { html } from '../ui/html.js';
import { formatNumber, t } from '../ui/i18n.js';
import { useStore } from '../ui/store.js';
import { Icon } from '../ui/Icon.js';
import { hrefOf } from './router.js';
import { unreadTotal } from './state/rows.js';
import { UserMenu } from './UserMenu.js';

const PAGES = [
  ['mine', 'chat'],
  ['queue', 'queue'],
  ['all', 'list'],
  ['reports', 'chart'],
  ['admin', 'settings'],
];

export function Rail({ app, page }) {
  const waiting = useStore(app.store, (state) => state.queue.total);
  useStore(app.store, (state) => state.revision);
  const counts = { mine: unreadTotal(app, app.store.get()), queue: waiting };
  return html`<nav class="rail" aria-label=${t('rail.label')}>
    <ul class="rail-pages">
      ${PAGES.map(([name, icon]) => html`<li key=${name}>
        <a class="rail-link" href=${hrefOf(name)} aria-current=${name === page ? 'page' : undefined}
          aria-label=${label(name, counts[name])}>
          <${Icon} name=${icon} />
          <span class="rail-text">${t('rail.' + name)}</span>
          ${counts[name] > 0 && html`<span class="rail-count" data-kind=${name}>${short(counts[name])}</span>`}
        </a>
      </li>`)}
    </ul>
    <button class="rail-link rail-search" aria-label=${t('palette.open')} title=${t('palette.open')}
      onClick=${() => app.openDialog('palette')}><${Icon} name="search" />
      <span class="rail-text">${t('rail.search')}</span></button>
    <${UserMenu} app=${app} />
  </nav>`;
}

function label(name, count) {
  const text = t('rail.' + name);
  if (!count) return text;
  return `${text}, ${t(name === 'mine' ? 'rail.unread' : 'rail.waiting', { count: formatNumber(count) })}`;
}

const short = (count) => (count > 99 ? '99+' : String(count));
