// The customers' page: who answers, the messages, and the place to write.
import { html, useEffect, useState } from '../ui/html.js';
import { t, useLanguage } from '../ui/i18n.js';
import { useStore } from '../ui/store.js';
import { Composer } from '../ui/Composer.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { MessageList } from '../ui/MessageList.js';
import { toast, Toasts } from '../ui/toast.js';
import { ChatHeader } from './ChatHeader.js';
import { ClosedPanel } from './ClosedPanel.js';
import { EndedPanel } from './EndedPanel.js';
import { isEmbedded } from './host.js';
import { Notice } from './Notice.js';

/** In the place of a client before the customer exists; nothing happens on it. */
const NO_CLIENT = {
  state: 'stopped', login: { userId: '', userType: 'customer' }, on: () => () => {}, fileUrl: () => Promise.reject(new Error('No client')),
};

function Greeting({ hours }) {
  return html`<div class="greeting">
    <h2>${t('chat.greeting.title')}</h2>
    <p>${t(hours?.open === false ? 'chat.greeting.closed' : 'chat.greeting.open')}</p>
  </div>`;
}

/** Shows the number of unread messages in the title, while the tab is in the background. */
function useTitle(unread) {
  const title = t('chat.title');
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }, [unread, title]);
}

function useUnread(client, conversation) {
  const [unread, setUnread] = useState(0);
  useEffect(() => {
    setUnread(conversation?.unread ?? 0);
    return client?.on('conversation', (changed) => setUnread(changed.unread));
  }, [client, conversation]);
  return unread;
}

/** @param {{chat: import('./Chat.js').Chat}} props */
export function ChatPage({ chat }) {
  useLanguage();
  const state = useStore(chat.store);
  const { phase, client, conversation, unsent, closed, isVisible, hours } = state;
  useTitle(useUnread(client, conversation));
  const shown = conversation ?? unsent;
  const send = (text) => {
    chat.send(text).catch((error) => toast(error.message, 'error'));
  };
  return html`
    <${ChatHeader} chat=${chat} state=${state} />
    ${client && html`<${ConnectionBar} client=${client} />`}
    <${Notice} state=${state} />
    <${MessageList} key=${client?.login.userId ?? ''} client=${client ?? NO_CLIENT} conversation=${shown} avatars
      readOnSight=${isVisible} empty=${phase !== 'starting' && html`<${Greeting} hours=${hours} />`} />
    ${phase === 'ended' ? html`<${EndedPanel} chat=${chat} state=${state} />`
    : closed ? html`<${ClosedPanel} key=${closed.session_id} chat=${chat} closed=${closed} />`
    : html`<${Composer} key="composer" draftKey="chat" voice autoFocus=${!isEmbedded && matchMedia('(hover: hover)').matches}
        onSend=${send} onFile=${(file, options) => chat.sendFile(file, options)} onTyping=${() => conversation?.typing()} />`}
    <${Toasts} />`;
}
