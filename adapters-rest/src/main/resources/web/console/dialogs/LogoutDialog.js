// Asks before a logout that sends open sessions back to the queue.
import { html, useState } from '../../ui/html.js';
import { formatNumber, t } from '../../ui/i18n.js';
import { Dialog } from '../../ui/Dialog.js';

export function LogoutDialog({ app, count, onClose }) {
  const [busy, setBusy] = useState(false);
  const leave = () => {
    setBusy(true);
    app.logout();
  };
  return html`<${Dialog} title=${t('menu.logout')} onClose=${onClose}>
    <p>${t('logout.hint', { count: formatNumber(count) })}</p>
    <div class="form-end logout-end"><button class="button" onClick=${onClose}>${t('action.cancel')}</button>
      <button class="button button-primary"
        disabled=${busy} autofocus onClick=${leave}>${t('menu.logout')}</button></div>
  <//>`;
}
