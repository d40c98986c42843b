// Asks before the customer ends the session.
import { html } from '../ui/html.js';
import { t } from '../ui/i18n.js';
import { errorText } from '../ui/errors.js';
import { Dialog } from '../ui/Dialog.js';
import { toast } from '../ui/toast.js';

/** @param {{chat: import('./Chat.js').Chat, onClose: () => void}} props */
export function EndDialog({ chat, onClose }) {
  const end = () => {
    onClose();
    chat.endSession().catch((error) => toast(errorText(error), 'error'));
  };
  return html`<${Dialog} title=${t('chat.end.title')} onClose=${onClose} footer=${html`
    <button type="button" class="button" onClick=${onClose}>${t('chat.cancel')}</button>
    <button type="button" class="button button-danger" onClick=${end}>${t('chat.end.confirm')}</button>`}>
    <p>${t('chat.end.text')}</p>
  </${Dialog}>`;
}
