// The page "queue": who waits, for how long, and the conversation before it is taken.
import { html, useEffect, useState } from '../../ui/html.js';
import { formatNumber, t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Avatar } from '../../ui/Avatar.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { take } from '../state/actions.js';
import { moveFocus, RowSkeletons } from './ConversationList.js';
import { ConversationView } from '../conversation/ConversationView.js';
import { nameOf } from '../state/people.js';
import { preview } from '../state/preview.js';
import { hrefOf } from '../router.js';
import { Waiting } from './Waiting.js';

export function QueuePage({ app, route }) {
  const queue = useStore(app.store, (state) => state.queue);
  const closed = useClosedHours(app);
  useEffect(() => {
    app.queue.load();
  }, [app]);
  return html`<section class="list" aria-label=${t('queue.label')}>
    <header class="list-head">
      <h1 class="list-title">${t('rail.queue')} <span class="muted">${queue.total || ''}</span></h1>
    </header>
    ${closed && html`<p class="list-note">${t('queue.closed_hours')}</p>`}
    <div class="list-body list-scroll" onKeyDown=${moveFocus}>${bodyOf(app, queue, route)}</div>
  </section>
  ${route.id
    ? html`<${ConversationView} key=${route.id} app=${app} peerId=${route.id} back="queue" />`
    : html`<div class="pane pane-empty"><${EmptyState} icon="queue"
        title=${t(queue.items.length ? 'queue.choose' : 'queue.none')}
        text=${t(queue.items.length ? 'queue.choose.hint' : 'queue.none.hint')} />
      </div>`}`;
}

function bodyOf(app, queue, route) {
  if (queue.items.length > 0) {
    return html`<ol>${queue.items.map((session, at) => html`<${QueueItem} key=${session.session_id} app=${app}
      session=${session}
      first=${at === 0} selected=${session.user_id === route.id} />`)}
      ${queue.total > queue.items.length && html`<li class="list-note">${t('queue.more', {
        count: formatNumber(queue.total - queue.items.length) })}</li>`}</ol>`;
  }
  if (queue.failed) {
    return html`<${EmptyState} icon="alert" title=${t('state.failed')}>
      <button class="button" onClick=${app.queue.load}>${t('action.retry')}</button><//>`;
  }
  if (!queue.loaded) return html`<${RowSkeletons} />`;
  return html`<${EmptyState} icon="inbox" title=${t('queue.none')} text=${t('queue.none.hint')} />`;
}

function QueueItem({ app, session, first, selected }) {
  const name = useStore(app.store, (state) => nameOf(state, session.user_id, session));
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await take(app, session);
    setBusy(false);
  };
  return html`<li class="queue-item">
    <a class="item" href=${hrefOf('queue', session.user_id)} aria-current=${selected ? 'true' : undefined}>
      <${Avatar} id=${session.user_id} name=${name} size=${40} />
      <span class="item-top"><span class="queue-position">${session.queue_position}</span>
        <bdi class="item-name">${name}</bdi></span>
      <span class="item-last"><bdi>${preview(session.last_message) || t('list.no_message')}</bdi></span>
      <span class="item-end"><${Waiting} since=${session.created_at} /></span>
    </a>
    <button class="button ${first ? 'button-primary' : ''} button-small queue-take" disabled=${busy} onClick=${run}
      aria-label=${t('queue.take_name', { name })}>${t('queue.take')}</button>
  </li>`;
}

/** Returns whether the service is outside its working hours. It is asked again at the time of the next change. */
function useClosedHours({ client }) {
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    let timer;
    let gone = false;
    const ask = async () => {
      const hours = await client.http.get('/api/hours/now').catch(() => null);
      if (gone || !hours) return;
      setClosed(!hours.open);
      const left = hours.next_change_at ? Date.parse(hours.next_change_at) - Date.now() + 1000 : Infinity;
      if (left < 86_400_000) timer = setTimeout(ask, Math.max(left, 1000));
    };
    ask();
    const off = client.on('notification', ({ event }) => {
      if (event !== 'hours_changed') return;
      clearTimeout(timer);
      ask();
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      off();
    };
  }, [client]);
  return closed;
}
