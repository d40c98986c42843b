// The frame of the console: the rail, the page of the route, dialogs, and the keys that work everywhere.
import { html, useEffect, useMemo, useState } from '../ui/html.js';
import { t } from '../ui/i18n.js';
import { useStore } from '../ui/store.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { Skeleton } from '../ui/Skeleton.js';
import { AllPage } from './lists/AllPage.js';
import { Dialogs } from './dialogs/Dialogs.js';
import { MinePage } from './lists/MinePage.js';
import { QueuePage } from './lists/QueuePage.js';
import { Rail } from './Rail.js';
import { useRoute } from './router.js';
import { useShortcuts } from './shortcuts.js';

const LAZY = {
  reports: () => import('./reports/reports.js').then((module) => module.Reports),
  admin: () => import('./admin/admin.js').then((module) => module.Admin),
};

export function Shell({ app }) {
  const route = useRoute();
  useShortcuts(app, route);
  const interrupted = useStore(app.store, (state) => state.interrupted);
  return html`<div class="shell" data-page=${route.page} data-open=${route.id ? '' : undefined}>
    <a class="skip-link" href="#main" onClick=${focusMain}>${t('shell.skip')}</a>
    <${Rail} app=${app} page=${route.page} />
    <main id="main" class="shell-main" tabindex="-1">
      <${ConnectionBar} client=${app.client} />
      ${interrupted && html`<p class="quiet-bar" role="status">${t('shell.interrupted')}</p>`}
      <div class="shell-body"><${Page} app=${app} route=${route} /></div>
    </main>
    <${Dialogs} app=${app} route=${route} />
  </div>`;
}

function Page({ app, route }) {
  switch (route.page) {
    case 'queue':
      return html`<${QueuePage} app=${app} route=${route} />`;
    case 'all':
      return html`<${AllPage} app=${app} route=${route} />`;
    case 'reports':
    case 'admin':
      return html`<${LazyPage} key=${route.page} app=${app} route=${route} />`;
    default:
      return html`<${MinePage} app=${app} route=${route} />`;
  }
}

/** A page whose code is loaded when it is opened. */
function LazyPage({ app, route }) {
  const [state, setState] = useState({});
  const load = useMemo(() => () => {
    setState({});
    LAZY[route.page]().then((component) => setState({ component }), () => setState({ failed: true }));
  }, [route.page]);
  useEffect(load, [load]);
  if (state.failed) {
    return html`<div class="page"><div class="empty"><p>${t('shell.failed')}</p>
      <button class="button" onClick=${load}>${t('action.retry')}</button></div></div>`;
  }
  return html`<div class="page">
    ${state.component ? html`<${state.component} client=${app.client} page=${route.id} />` : html`<${Skeleton}
      lines=${6} />`}
  </div>`;
}

function focusMain(event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
