// The head of a conversation: who it is, whether they are online, how long they wait, and the actions.
import { html, useEffect, useRef } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Avatar } from '../../ui/Avatar.js';
import { Icon } from '../../ui/Icon.js';
import { close } from '../state/actions.js';
import { MoreMenu } from './MoreMenu.js';
import { nameOf } from '../state/people.js';
import { hrefOf } from '../router.js';
import { waitingSince } from '../state/row-order.js';
import { Waiting } from '../lists/Waiting.js';

export function ConversationHeader(props) {
  const { app, conversation, session, mode, back, searching, onSearch, customerShown, onCustomer } = props;
  const { peerId } = conversation;
  const backLink = useRef(null);
  const state = useStore(app.store, (all) => all);
  const online = state.online[peerId];
  const since = mode === 'mine' ? waitingSince(conversation, session) : mode === 'waiting' ? session.created_at : '';
  const colleague = state.colleagues.find((user) => user.user_id === peerId);
  const mayAct = mode === 'mine' || (app.isAdmin && mode === 'other');

  useEffect(() => {
    // Where the list has disappeared, the focus goes with the reader.
    if (backLink.current.offsetParent && back !== 'all') backLink.current.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    app.people.want(peerId);
    if (mode === 'mine') app.people.wantPresence(peerId);
  }, [app, peerId, mode]);

  return html`<header class="pane-head">
    <a class="icon-button pane-back" ref=${backLink} href=${hrefOf(back)} aria-label=${t('action.back')}><${Icon}
      name="arrow-left" /></a>
    <${Avatar} id=${peerId} name=${nameOf(state, peerId, session)} size=${36}
      status=${colleague ? colleague.status : online === undefined ? undefined : online ? 'online' : 'offline'} />
    <div class="pane-who">
      <h1 title=${peerId}><bdi>${nameOf(state, peerId, session)}</bdi></h1>
      <p><span class="pane-state">
        ${subtitle({ mode, session, online, colleague, typing: conversation.peerIsTyping })}${since && ' · '}</span>
        ${since && html`<${Waiting} since=${since} label=${true} />`}</p>
    </div>
    <div class="pane-actions">
      <${Action} icon="search" secondary=${true} label=${t('pane.search')} pressed=${searching} onClick=${onSearch} />
      ${mayAct && html`<${Action} icon="transfer" secondary=${true} label=${t('pane.transfer')} keys="Alt T"
        onClick=${() => app.openDialog('transfer', { session })} />
        <${Action} icon="check" label=${t('pane.close')} keys="Alt C" onClick=${() => close(app, session)} />`}
      ${!['colleague', 'missing'].includes(mode) && html`<${MoreMenu} app=${app} peerId=${peerId}
        session=${mayAct ? session : undefined}
        mode=${mode} onSearch=${onSearch} />
        <${Action} icon="user" label=${t('pane.customer')} pressed=${customerShown} onClick=${onCustomer} />`}
    </div>
  </header>`;
}

/** @param {object} props `secondary` actions are in the menu too, and only there on narrow pages. */
function Action({ icon, label, keys, pressed, secondary, onClick }) {
  return html`<button class=${'icon-button' + (secondary ? ' pane-secondary' : '')} aria-label=${label}
    aria-pressed=${pressed} title=${keys ? `${label} (${keys})` : label}
    onClick=${onClick}><${Icon} name=${icon} /></button>`;
}

function subtitle({ mode, session, online, colleague, typing }) {
  if (typing) return t('pane.typing');
  if (colleague) return t('duty.' + (colleague.status ?? 'offline'));
  if (mode === 'waiting') return t('pane.waiting', { position: session.queue_position ?? '' });
  if (mode === 'other') return t('pane.other', { name: session.kefu_name ?? session.kefu_id });
  if (['closed', 'none', 'missing'].includes(mode)) return t('pane.' + mode);
  if (online === undefined) return t('pane.serving');
  return t(online ? 'pane.online' : 'pane.offline');
}
