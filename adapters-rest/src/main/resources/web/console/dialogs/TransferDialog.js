// Hands a session to a colleague, or back to the queue, with a note.
import { html, useEffect, useMemo, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Avatar } from '../../ui/Avatar.js';
import { Dialog } from '../../ui/Dialog.js';
import { Icon } from '../../ui/Icon.js';
import { transfer } from '../state/actions.js';
import { nameOf } from '../state/people.js';

const QUEUE = '';

export function TransferDialog({ app, session, onClose }) {
  const colleagues = useStore(app.store, (state) => state.colleagues);
  const [to, setTo] = useState();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const note = useRef(null);

  useEffect(() => {
    app.people.loadColleagues();
  }, [app]);

  const servedBy = session.kefu_id ?? app.login.userId;
  const shown = useMemo(() => choices(colleagues, servedBy, text), [colleagues, servedBy, text]);
  const submit = async (event) => {
    event.preventDefault();
    if (to === undefined) return;
    setBusy(true);
    const colleague = colleagues.find((user) => user.user_id === to);
    if (await transfer(app, session, colleague, note.current.value.trim())) onClose();
    else setBusy(false);
  };

  return html`<${Dialog} title=${t('transfer.title', { name: nameOf(app.store.get(), session.user_id, session) })}
    onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
      ${colleagues.length > 8 && html`<input class="input" type="search" value=${text}
        aria-label=${t('transfer.filter')}
        placeholder=${t('transfer.filter')} onInput=${(event) => setText(event.target.value)} />`}
      <fieldset class="transfer-list"><legend class="visually-hidden">${t('transfer.to')}</legend>
        <label class="transfer-item"><input type="radio" name="to" checked=${to === QUEUE}
          onChange=${() => setTo(QUEUE)} autofocus />
          <span class="transfer-icon"><${Icon} name="queue" /></span>
          <span><strong>${t('transfer.queue')}</strong><small>${t('transfer.queue.hint')}</small></span></label>
        ${shown.map((user) => html`<${Choice} key=${user.user_id} user=${user} chosen=${to === user.user_id}
          onChoose=${setTo} />`)}
        ${shown.length === 0 && html`<p class="muted transfer-none">${t('transfer.none')}</p>`}
      </fieldset>
      <label class="field"><span class="label">${t('transfer.note')}</span>
        <textarea class="input" ref=${note} rows="2" maxlength="500"
          placeholder=${t('transfer.note.hint')}></textarea></label>
      <div class="form-end"><button type="button" class="button" onClick=${onClose}>${t('action.cancel')}</button>
        <button class="button button-primary"
          disabled=${busy || to === undefined}>${t('transfer.submit')}</button></div>
    </form>
  <//>`;
}

function Choice({ user, chosen, onChoose }) {
  const free = canTake(user);
  return html`<label class="transfer-item" data-off=${free ? undefined : ''}>
    <input type="radio" name="to" checked=${chosen} disabled=${!free} onChange=${() => onChoose(user.user_id)} />
    <${Avatar} id=${user.user_id} name=${user.username} status=${user.status} />
    <span><strong><bdi>${user.username}</bdi></strong><small>${t('duty.' + user.status)}</small></span>
    <span class="transfer-load">${t('transfer.load', { open: user.open_sessions ?? 0, most: user.max_sessions ?? 0 })}
      <progress max=${user.max_sessions || 1} value=${user.open_sessions ?? 0} aria-hidden="true"></progress></span>
  </label>`;
}

function canTake(user) {
  return (user.status === 'online' || user.status === 'busy') && (user.open_sessions ?? 0) < (user.max_sessions ?? 0);
}

/** The colleagues on duty, those who can take the session and have the fewest first. */
function choices(colleagues, servedBy, text) {
  const words = text.trim().toLowerCase();
  return colleagues
    .filter((user) => user.user_id !== servedBy && !user.disabled && user.max_sessions > 0 && user.status !== 'offline')
    .filter((user) => !words || (user.username + ' ' + user.user_id).toLowerCase().includes(words))
    .sort((a, b) => canTake(b) - canTake(a) || (a.status === 'busy') - (b.status === 'busy')
      || (a.open_sessions ?? 0) - (b.open_sessions ?? 0));
}
