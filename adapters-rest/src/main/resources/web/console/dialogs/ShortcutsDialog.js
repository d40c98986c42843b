// The list of all shortcuts.
import { html } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Dialog } from '../../ui/Dialog.js';
import { SHORTCUTS } from '../shortcuts.js';

export function ShortcutsDialog({ onClose }) {
  return html`<${Dialog} title=${t('keys.title')} onClose=${onClose}>
    <dl class="keys">${SHORTCUTS.map(([text, keys]) => html`<div key=${text}>
      <dt>${t(text)}</dt><dd>${keys.map((key) => html`<kbd key=${key}>${key}</kbd>`)}</dd></div>`)}</dl>
  <//>`;
}
