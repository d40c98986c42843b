// Shows the newest note of a transfer of the session above the messages.
import { html, useEffect, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Icon } from '../../ui/Icon.js';
import { Time } from '../../ui/Time.js';
import { nameOf } from '../state/people.js';

export function TransferBar({ app, session }) {
  const [transfers, setTransfers] = useState(session.transfers);
  const [hidden, setHidden] = useState('');
  const state = useStore(app.store);

  useEffect(() => {
    let gone = false;
    app.client.http.get('/api/sessions/' + encodeURIComponent(session.session_id))
      .then((read) => gone || setTransfers(read.transfers), () => {});
    return () => {
      gone = true;
    };
  }, [app, session.session_id, session.kefu_id]);

  const last = transfers?.findLast((transfer) => transfer.note);
  if (!last || hidden === last.timestamp) return null;
  const from = last.from_kefu_id ? nameOf(state, last.from_kefu_id) : t('transfer.admin');
  return html`<div class="transfer-bar"><${Icon} name="transfer" size=${16} />
    <p><strong><bdi>${from}</bdi></strong> ${t('transfer.said')} <bdi>${last.note}</bdi> <${Time} iso=${last.timestamp}
      class="muted" /></p>
    <button class="icon-button" aria-label=${t('transfer.hide')} onClick=${() => setHidden(last.timestamp)}>
      <${Icon} name="close" size=${16} /></button></div>`;
}
