// The messages of a conversation. Only the visible ones are in the document, however many there are.
import { html, useEffect, useLayoutEffect, useReducer, useRef, useState } from './html.js';
import { t, formatNumber, useLanguage } from './i18n.js';
import { Icon } from './Icon.js';
import { Arrivals } from './Arrivals.js';
import { lazy } from './lazy.js';
import { MessageRow } from './MessageRow.js';
import { messageActions } from './message-actions.js';
import { MessageScroll } from './MessageScroll.js';
import { rowsOf } from './message-rows.js';

const ImageViewer = lazy(() => import('./ImageViewer.js').then((module) => module.ImageViewer));

/** A short conversation need not say where it begins. */
const BEGINNING_FROM = 20;

/** Renders the component again after each change of the conversation. */
function useConversation(client, conversation) {
  const [, renderAgain] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    const off = client.on('conversation', (changed) => changed === conversation && renderAgain());
    // The conversation may have changed between the rendering and this effect.
    renderAgain();
    return off;
  }, [client, conversation]);
}

/** Loads older messages; after a failure only when the reader asks for it. */
function useOlder(conversation) {
  const [failed, setFailed] = useState(false);
  const load = async () => {
    setFailed(false);
    try {
      await conversation.loadOlder();
    } catch {
      setFailed(true);
    }
  };
  return { failed, load, wanted: conversation.hasOlder && !conversation.loadingOlder && !failed };
}

function receiptOf(message, conversation) {
  if (message.seq === undefined) return message.status;
  if (message.seq <= conversation.peerReadSeq) return 'read';
  if (message.seq <= conversation.peerDeliveredSeq) return 'delivered';
  return message.status === 'sending' ? 'sent' : message.status;
}

/**
 * Renders a row, or returns what it rendered before if nothing changed: Preact skips an element that is the
 * same object.
 */
function rendererOf(props) {
  let before = new Map();
  return {
    begin() {
      const old = before;
      before = new Map();
      return (row, context) => {
        const { message } = row;
        const receipt = row.own && message ? receiptOf(message, context.conversation) : undefined;
        const deps = [context.language, context.highlighted === row.key, context.showSender, context.conversation,
          message, receipt,
          message?.status, message?.content, row.first, row.last, row.iso];
        const known = old.get(row.key);
        const vnode = known?.deps.every((dep, i) => Object.is(dep, deps[i])) ? known.vnode
          : html`<${MessageRow} key=${row.key} row=${row} receipt=${receipt}
            highlighted=${context.highlighted === row.key}
            props=${props} />`;
        before.set(row.key, { deps, vnode });
        return vnode;
      };
    },
  };
}

function Top({ conversation, older }) {
  if (older.failed) {
    return html`<div class="messages-top">${t('ui.messages.loadFailed')}
      <button type="button" class="button button-small" onClick=${older.load}>${t('ui.retry')}</button></div>`;
  }
  const text = conversation.hasOlder ? t('ui.messages.loadingOlder') : t('ui.messages.beginning');
  return html`<div class="messages-top">${conversation.messages.length > BEGINNING_FROM && text}</div>`;
}

/**
 * @param {{
 *   client: import('../sdk/kefu.js').Kefu, conversation: import('../sdk/kefu.js').Conversation,
 *   isOwn?: (message: import('../sdk/kefu.js').Message) => boolean, showSender?: boolean, avatars?: boolean,
 *   senderName?: (message: import('../sdk/kefu.js').Message) => string | undefined,
 *   actions?: (context: object) => import('./Menu.js').MenuItem[], readOnSight?: boolean, highlight?: string,
 *   empty?: any
 * }} props
 *   `isOwn`: which messages stand at the right, by default those of the reader's side. `senderName`: the name above a
 *   message, by default the one that the sender had then. `readOnSight`: whether what is seen is reported as read.
 *   `highlight`: the id of a message to scroll to. `empty`: what stands in the place of no messages. Give the list a
 *   `key` for each conversation.
 */
export function MessageList(props) {
  const { client, conversation, readOnSight = true, highlight, empty, showSender = true, avatars = false } = props;
  const language = useLanguage();
  useConversation(client, conversation);
  const isOwn = props.isOwn ?? (client.login.userType === 'customer'
    ? (message) => message.from_user_id === client.login.userId
    : (message) => message.from_user_id !== conversation.peerId);
  const [, renderAgain] = useReducer((count) => count + 1, 0);
  const older = useOlder(conversation);
  const [image, setImage] = useState(null);
  const scroll = useRef();
  scroll.current ??= new MessageScroll(renderAgain);
  const latest = useRef();
  latest.current = { client, conversation, isOwn, showSender, avatars,
    senderName: props.senderName ?? ((message) => message.metadata?.sender_name),
    actions: props.actions ?? messageActions, openImage: setImage };
  const renderer = useRef();
  renderer.current ??= rendererOf(latest);

  const { messages } = conversation;
  const list = scroll.current;
  const rows = list.rowsFor(messages, () => rowsOf(messages, isOwn));
  const highlighted = highlight && rows.find((row) => row.message?.message_id === highlight)?.key;
  useLayoutEffect(() => {
    if (highlighted) list.showRow(highlighted);
  }, [highlighted]);
  useLayoutEffect(() => () => list.detach(), []);
  useLayoutEffect(() => list.settle());

  const lastSeq = conversation.lastSeq;
  useEffect(() => {
    const report = () => {
      const isSeen = readOnSight && list.atEnd && document.visibilityState === 'visible';
      if (isSeen && conversation.unread > 0) conversation.markRead();
    };
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  });
  const { atEnd } = list;
  useEffect(() => {
    if (list.nearTop && older.wanted && messages.length > 0) older.load();
  });
  const lastOwn = messages.at(-1)?.status === 'sending' ? messages.at(-1).client_msg_id : undefined;
  useLayoutEffect(() => {
    if (lastOwn) list.toEnd();
  }, [lastOwn]);
  if (atEnd) list.seenSeq = lastSeq;
  const unseen = atEnd ? 0 : messages.filter((message) => message.seq > list.seenSeq && !isOwn(message)).length;
  const { first, end } = list.range();
  const renderRow = renderer.current.begin();

  return html`<div class="messages">
    <div ref=${list.attach} class="messages-scroll" tabindex="0" role="log" aria-live="off"
      aria-label=${t('ui.messages.label')}>
      <${Top} conversation=${conversation} older=${older} />
      ${messages.length === 0 && empty}
      <div ref=${list.attachSizer} class="messages-sizer">
        <div ref=${list.attachBlock} class="messages-block">
          ${rows.slice(first, end).map((row) => renderRow(row, { conversation, language, highlighted, showSender }))}
        </div>
      </div>
      <div class="messages-end">
        ${conversation.peerIsTyping && html`<span class="typing" role="img" aria-label=${t('ui.messages.typing')}>
          <i /><i /><i /></span>`}
      </div>
    </div>
    ${!atEnd && html`<button type="button" class="messages-down button" onClick=${() => list.toEnd()}
      aria-label=${unseen > 0 ? undefined : t('ui.messages.toEnd')}>
      <${Icon} name="arrow-down" size=${16} />
      ${unseen > 0 && t('ui.messages.new', { count: formatNumber(unseen) })}
    </button>`}
    <${Arrivals} client=${client} conversation=${conversation} />
    ${image && html`<${ImageViewer} client=${client} messages=${messages} message=${image} onShow=${setImage}
      onClose=${() => setImage(null)} />`}
  </div>`;
}
