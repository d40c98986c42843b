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

const COUNTS = { mine: 'rail.unread', queue: 'rail.waiting' };

export function Rail({ app, page }) {
  const waiting = useStore(app.store, (state) => state.queue.total);
  useStore(app.store, (state) => state.revision);
  const counts = { mine: unreadTotal(app, app.store.get()), queue: waiting };
  return html`<nav class="rail" aria-label=${t('rail.label')}>
    <ul class="rail-pages">
      ${PAGES.map(([name, icon]) => html`<li key=${name}>
        <a class="rail-link" href=${hrefOf(name)} aria-current=${name === page ? 'page' : undefined}>
          <${Icon} name=${icon} />
          <span class="rail-text">${t('rail.' + name)}</span>
          ${counts[name] > 0 && html`<${Count} name=${name} count=${counts[name]} />`}
        </a>
      </li>`)}
    </ul>
    <button class="rail-link rail-search" aria-label=${t('palette.open')} title=${t('palette.open')}
      onClick=${() => app.openDialog('palette')}><${Icon} name="search" />
      <span class="rail-text">${t('rail.search')}</span></button>
    <${UserMenu} app=${app} />
  </nav>`;
}

function Count({ name, count }) {
  return html`<span class="rail-count" data-kind=${name} aria-hidden="true">${count > 99 ? '99+' : count}</span>
    <span class="visually-hidden">, ${t(COUNTS[name], { count: formatNumber(count) })}</span>`;
}
