// A conversation: its head, the search, the messages, and below them the composer or the next step.
import { html, useEffect, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { MessageList } from '../../ui/MessageList.js';
import { ConversationFooter } from './ConversationFooter.js';
import { ConversationHeader } from './ConversationHeader.js';
import { ConversationSearch } from './ConversationSearch.js';
import { nameOf } from '../state/people.js';
import { TransferBar } from './TransferBar.js';
import { Unreadable } from './Unreadable.js';
import { useJump } from './use-jump.js';

/** The service does not push the messages of these conversations, so they are asked for. */
const NOT_PUSHED = ['waiting', 'other'];
const REFRESH_MS = 5000;

export function ConversationPane(props) {
  const { app, conversation, session, mode, sessionId, back, handle, customerShown, onCustomer } = props;
  const [searching, setSearching] = useState(false);
  const [failure, setFailure] = useState(null);
  const name = useStore(app.store, (state) => nameOf(state, conversation.peerId, session));
  const { target, jump } = useJump(conversation);
  handle.current = { jump };

  const load = () => {
    setFailure(null);
    conversation.open().catch(setFailure);
  };
  useEffect(load, [conversation, mode]);
  useEffect(() => {
    if (!NOT_PUSHED.includes(mode) || failure) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') conversation.open().catch(() => {});
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [conversation, mode, failure]);
  useEffect(() => {
    if (!sessionId) return;
    app.client.http.get('/api/sessions/' + encodeURIComponent(sessionId))
      .then((earlier) => jump({ session: earlier }), () => {});
  }, [app, sessionId]);
  useEffect(() => {
    const find = () => setSearching(true);
    addEventListener('kefu:find', find);
    return () => removeEventListener('kefu:find', find);
  }, []);

  const empty = html`<${EmptyState} icon="chat" title=${t('pane.no_message')}
    text=${mode === 'mine' ? t('pane.no_message.hint') : ''} />`;
  return html`<section class="pane" aria-label=${t('pane.label', { name })}>
    <${ConversationHeader} app=${app} conversation=${conversation} session=${session} mode=${mode} back=${back}
      searching=${searching} onSearch=${() => setSearching(!searching)}
      customerShown=${customerShown} onCustomer=${onCustomer} />
    ${searching && html`<${ConversationSearch} conversation=${conversation} onJump=${jump}
      onClose=${() => setSearching(false)} />`}
    ${(mode === 'mine' || mode === 'waiting') && html`<${TransferBar} key=${session.session_id} app=${app}
      session=${session} />`}
    ${mode === 'missing' || (failure && conversation.messages.length === 0)
      ? html`<${Unreadable} failure=${mode === 'missing' ? undefined : failure} onRetry=${load} />`
      : html`<${MessageList} key=${conversation.peerId} conversation=${conversation} client=${app.client}
          readOnSight=${mode === 'mine' || mode === 'colleague'} highlight=${target} empty=${empty}
          senderName=${(message) => message.from_user_id !== conversation.peerId && message.metadata?.sender_name} />`}
    <${ConversationFooter} app=${app} conversation=${conversation} session=${session} mode=${mode} name=${name} />
  </section>`;
}
