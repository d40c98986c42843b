// The table of sessions on the page "all".
import { html, useEffect } from '../../ui/html.js';
import { formatDuration, formatNumber, t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Avatar } from '../../ui/Avatar.js';
import { Icon } from '../../ui/Icon.js';
import { Time } from '../../ui/Time.js';
import { nameOf } from '../state/people.js';
import { hrefOf } from '../router.js';

const NONE = html`<span class="none">–</span>`;

export function AllTable({ app, sessions }) {
  const state = useStore(app.store);
  useEffect(() => {
    sessions.forEach((session) => app.people.want(session.user_id));
  }, [app, sessions]);
  const head = ['customer', 'status', 'kefu', 'opened', 'length', 'messages', 'rating', 'tag'];
  return html`<div class="table-scroll" tabindex="0" role="region"
    aria-label=${t('all.table')}><table class="table all-table">
    <thead><tr>${head.map((name) => html`<th key=${name} scope="col">${t('all.' + name)}</th>`)}</tr></thead>
    <tbody>${sessions.map((session) => html`<tr key=${session.session_id}>
      <td><a class="all-who" href=${hrefOf('all', session.user_id, session.session_id)}>
        <${Avatar} id=${session.user_id} name=${nameOf(state, session.user_id, session)} size=${24} />
        <bdi>${nameOf(state, session.user_id, session)}</bdi></a></td>
      <td><${SessionStatus} session=${session} /></td>
      <td>${session.kefu_name ? html`<bdi>${session.kefu_name}</bdi>` : NONE}</td>
      <td><${Time} iso=${session.created_at} /></td>
      <td>${lengthOf(session)}</td>
      <td>${formatNumber(session.messages_count ?? 0)}</td>
      <td>${session.rating ? html`<span class="stars" aria-label=${t('all.stars', { score: session.rating.score })}>
        <${Icon} name="star" size=${14} /> ${session.rating.score}</span>` : NONE}</td>
      <td>${session.tags?.map((tag) => html`<span class="tag" key=${tag}><bdi>${tag}</bdi></span>`)}</td>
    </tr>`)}</tbody>
  </table></div>`;
}

const KINDS = { waiting: 'badge badge-warning', active: 'badge badge-success', closed: 'badge' };

export function SessionStatus({ session }) {
  const known = session.close_reason && t('reason.' + session.close_reason);
  const reason = known && known !== 'reason.' + session.close_reason ? known : session.close_reason;
  return html`<span class=${KINDS[session.status]} title=${reason}>${t('session.' + session.status)}</span>`;
}

function lengthOf(session) {
  const end = session.closed_at ? Date.parse(session.closed_at) : Date.now();
  return formatDuration(end - Date.parse(session.created_at));
}
