// The reason why the customer can no longer write, and the way out.
import { html } from '../ui/html.js';
import { t } from '../ui/i18n.js';
import { Icon } from '../ui/Icon.js';

/** @param {{chat: import('./Chat.js').Chat, state: object}} props */
export function EndedPanel({ chat, state }) {
  const { ended, isOfSite } = state;
  const canStartOver = ended === 'login_ended' && !isOfSite;
  const text = ended === 'login_ended' ? (isOfSite ? 'chat.ended.site' : 'chat.ended.anonymous')
    : 'chat.ended.' + ended;
  return html`<section class="panel" role="alert">
    <${Icon} name=${ended === 'blocked' ? 'alert' : 'clock'} size=${24} />
    <p>${t(text)}</p>
    ${canStartOver && html`<button type="button" class="button button-primary"
      onClick=${() => chat.startOver()}>${t('chat.startOver')}</button>`}
    ${!canStartOver && ended !== 'blocked' && html`<button type="button" class="button"
      onClick=${() => location.reload()}>${t('chat.reload')}</button>`}
  </section>`;
}
