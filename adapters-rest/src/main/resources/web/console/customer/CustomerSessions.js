// The earlier sessions of a customer; one click shows the session in the conversation.
import { html, useEffect, useReducer, useState } from '../../ui/html.js';
import { formatNumber, t } from '../../ui/i18n.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { Time } from '../../ui/Time.js';
import { SessionStatus } from '../lists/AllTable.js';

const PAGE_SIZE = 10;

export function CustomerSessions({ app, peerId, current, onOpen }) {
  const [state, setState] = useState({});
  const [page, nextPage] = useReducer((number) => number + 1, 1);

  useEffect(() => {
    let gone = false;
    const path = `/api/sessions/user/${encodeURIComponent(peerId)}`;
    app.client.http.get(path, { page: 1, page_size: page * PAGE_SIZE }).then(
      (answer) => gone || setState(answer),
      (error) => gone || setState({ error }),
    );
    return () => {
      gone = true;
    };
  }, [app, peerId, current, page]);

  if (state.error) return html`<p class="muted">${state.error.message}</p>`;
  if (!state.sessions) return html`<${Skeleton} lines=${2} />`;
  const earlier = state.sessions.filter((session) => session.session_id !== current);
  if (earlier.length === 0) return html`<p class="muted">${t('customer.sessions.none')}</p>`;
  return html`<ul class="earlier">${earlier.map((session) => html`<li key=${session.session_id}>
      <button class="earlier-item" onClick=${() => onOpen(session)}>
        <span><${Time} iso=${session.created_at} /> <${SessionStatus} session=${session} /></span>
        <small class="muted">${t('customer.session', { kefu: session.kefu_name ?? t('customer.session.nobody'),
          count: formatNumber(session.messages_count ?? 0) })}</small>
        ${session.tags?.length > 0 && html`<small class="muted">${session.tags.join(' · ')}</small>`}
      </button></li>`)}</ul>
    ${state.total > state.sessions.length && html`<button class="button button-small" onClick=${nextPage}>
      ${t('customer.more')}</button>`}`;
}
