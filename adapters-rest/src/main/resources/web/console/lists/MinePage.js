// The page "mine": the list of the user's conversations, the open one, and its customer.
import { html } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { useStore } from '../../ui/store.js';
import { ConversationList } from './ConversationList.js';
import { ConversationView } from '../conversation/ConversationView.js';

export function MinePage({ app, route }) {
  const waiting = useStore(app.store, (state) => state.queue.total);
  return html`<${ConversationList} app=${app} selected=${route.id} />
    ${route.id
      ? html`<${ConversationView} key=${route.id} app=${app} peerId=${route.id} sessionId=${route.sub} back="mine" />`
      : html`<div class="pane pane-empty">
          <${EmptyState} icon="chat" title=${t('mine.none')}
            text=${t(waiting ? 'mine.none.queue' : 'mine.none.hint')} />
          ${waiting > 0 && html`<a class="button button-primary" href="#/queue">${t('mine.to_queue')}</a>`}
        </div>`}`;
}
