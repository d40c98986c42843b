// The customers' page: who answers, the messages, and the place to write.
import { html, useEffect, useRef, useState } from '../ui/html.js';
import { t, useLanguage } from '../ui/i18n.js';
import { useStore } from '../ui/store.js';
import { errorText } from '../ui/errors.js';
import { Composer } from '../ui/Composer.js';
import { lazy } from '../ui/lazy.js';
import { toast, Toasts } from '../ui/toast.js';
import { ChatHeader } from './ChatHeader.js';
import { isEmbedded } from './host.js';
import { Notice } from './Notice.js';

const Messages = lazy(() => import('./Messages.js').then((module) => module.Messages));
const ClosedPanel = lazy(() => import('./ClosedPanel.js').then((module) => module.ClosedPanel));
const EndedPanel = lazy(() => import('./EndedPanel.js').then((module) => module.EndedPanel));

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
  const greeting = html`<${Greeting} hours=${hours} />`;
  const composer = useRef();
  // A text that could not be sent, because no customer could be created, goes back to the composer.
  const send = (text) => {
    chat.send(text).catch((error) => {
      toast(errorText(error), 'error');
      composer.current?.setText([text, composer.current.text].filter(Boolean).join('\n'));
    });
  };
  return html`
    <${ChatHeader} chat=${chat} state=${state} />
    <${Notice} state=${state} />
    ${client || unsent.messages.length > 0
    ? html`<${Messages} client=${client} conversation=${conversation ?? unsent} isVisible=${isVisible}
      empty=${greeting} />`
    : html`<div class="chat-messages">${phase === 'new' && greeting}</div>`}
    ${phase === 'ended' ? html`<${EndedPanel} chat=${chat} state=${state} />`
    : closed ? html`<${ClosedPanel} key=${closed.session_id} chat=${chat} closed=${closed} />`
    : html`<${Composer} key="composer" draftKey="chat" voice controls=${composer}
        autoFocus=${!isEmbedded && matchMedia('(hover: hover)').matches} onSend=${send}
        onFile=${(file, options) => chat.sendFile(file, options)} onTyping=${() => chat.typing()} />`}
    <${Toasts} />`;
}
