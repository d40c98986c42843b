// A conversation with the pane of its customer beside it.
import { html, useRef, useState } from '../../ui/html.js';
import { useStore } from '../../ui/store.js';
import { changeSettings } from '../state/settings.js';
import { ConversationPane } from './ConversationPane.js';
import { CustomerPane } from '../customer/CustomerPane.js';
import { useConversation, useSession } from './use-conversation.js';
import { useMedia } from './use-media.js';

const BESIDE = '(min-width: 1200px)';

export function ConversationView({ app, peerId, sessionId, back }) {
  const conversation = useConversation(app, peerId);
  const state = useSession(app, peerId);
  const wanted = useStore(app.store, ({ settings }) => settings.customerPane);
  const [drawer, setDrawer] = useState(false);
  const pane = useRef(null);
  const beside = useMedia(BESIDE);
  const shown = !['colleague', 'missing'].includes(state.mode) && (beside ? wanted : drawer);

  const toggle = () => {
    if (beside) changeSettings(app.store, { customerPane: !wanted });
    else setDrawer(!drawer);
  };
  const jump = (target) => {
    setDrawer(false);
    pane.current?.jump(target);
  };

  return html`<${ConversationPane} app=${app} conversation=${conversation} session=${state.session} mode=${state.mode}
      sessionId=${sessionId} back=${back} handle=${pane} customerShown=${shown} onCustomer=${toggle} />
    ${shown && html`<${CustomerPane} app=${app} peerId=${peerId} conversation=${conversation} session=${state.session}
      mode=${state.mode} error=${state.error} onJump=${jump} onClose=${toggle} />`}`;
}
