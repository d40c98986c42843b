// The head of the customers' page: who answers, whether the service is open, and the menu.
import { html, useState } from '../ui/html.js';
import { t, formatDay, formatTime, language, setLanguage } from '../ui/i18n.js';
import { setTheme, theme } from '../ui/theme.js';
import { Avatar } from '../ui/Avatar.js';
import { Icon } from '../ui/Icon.js';
import { lazy } from '../ui/lazy.js';
import { Menu } from '../ui/Menu.js';
import { isEmbedded, tellHost } from './host.js';

const NameDialog = lazy(() => import('./NameDialog.js').then((module) => module.NameDialog));
const EndDialog = lazy(() => import('./EndDialog.js').then((module) => module.EndDialog));

/** When the service opens: the time today, else the day and the time. */
export function opensAt(iso) {
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  return isToday ? formatTime(iso) : `${formatDay(iso)} ${formatTime(iso)}`;
}

function statusOf({ session, hours, isKefuAway, phase }) {
  if (phase === 'ended') return null;
  if (session?.status === 'active') {
    return isKefuAway ? { dot: 'away', text: t('chat.away') } : { dot: 'online', text: t('chat.serving') };
  }
  if (hours?.open === false) {
    const opens = hours.next_change_at;
    return { dot: 'offline', text: opens ? t('chat.opensAt', { time: opensAt(opens) }) : t('chat.closedNow') };
  }
  if (session?.status === 'waiting') return { dot: 'away', text: t('chat.waiting') };
  return hours ? { dot: 'online', text: t('chat.open') } : null;
}

/** @param {{chat: import('./Chat.js').Chat, state: object}} props */
export function ChatHeader({ chat, state }) {
  const { session, client } = state;
  const [dialog, setDialog] = useState(null);
  const isServed = session?.status === 'active';
  const name = (isServed && session.kefu_name) || t('chat.title');
  const status = statusOf(state);
  const items = () => [
    ...(client && !state.isOfSite ? [{ label: t('chat.rename'), icon: 'edit', onSelect: () => setDialog('name') }]
      : []),
    { label: t('chat.language'), icon: 'globe', onSelect: () => setLanguage(language() === 'en' ? 'zh-CN' : 'en') },
    ...['system', 'light', 'dark'].map((one) => ({
      label: t('chat.theme.' + one), checked: theme() === one, onSelect: () => setTheme(one),
    })),
    ...(session ? [{ label: t('chat.end.title'), icon: 'close', danger: true, onSelect: () => setDialog('end') }] : []),
  ];
  const close = () => setDialog(null);
  return html`<header class="chat-header">
    ${isServed ? html`<${Avatar} id=${session.kefu_id} name=${name} size=${36} status=${status?.dot} />`
    : html`<span class="chat-mark"><${Icon} name="chat" size=${20} /></span>`}
    <div class="chat-who">
      <h1 class="truncate">${name}</h1>
      ${status && html`<p class="truncate" title=${status.text}>${status.text}</p>`}
    </div>
    <${Menu} label=${t('ui.more')} items=${items} />
    ${isEmbedded && html`<button type="button" class="icon-button" aria-label=${t('ui.close')}
      onClick=${() => tellHost('close')}>
      <${Icon} name="chevron-down" size=${20} /></button>`}
    ${dialog === 'name' && html`<${NameDialog} chat=${chat} name=${state.name} onClose=${close} />`}
    ${dialog === 'end' && html`<${EndDialog} chat=${chat} onClose=${close} />`}
  </header>`;
}
