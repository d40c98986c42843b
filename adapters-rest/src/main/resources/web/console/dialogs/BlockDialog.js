// Asks for the reason and the length of a block.
import { html, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Dialog } from '../../ui/Dialog.js';
import { block } from '../state/actions.js';
import { nameOf } from '../state/people.js';

const HOURS = [['day', 24], ['week', 24 * 7], ['month', 24 * 30], ['forever', 0]];

export function BlockDialog({ app, peerId, onClose }) {
  const [busy, setBusy] = useState(false);
  const reason = useRef(null);
  const hours = useRef(null);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    const length = Number(hours.current.value);
    const until = length ? new Date(Date.now() + length * 3_600_000).toISOString() : undefined;
    if (await block(app, peerId, reason.current.value.trim(), until)) onClose();
    else setBusy(false);
  };
  return html`<${Dialog} title=${t('block.title', { name: nameOf(app.store.get(), peerId) })} onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
      <p class="muted">${t('block.hint')}</p>
      <label class="field"><span class="label">${t('block.reason')}</span>
        <input class="input" ref=${reason} required maxlength="200" /></label>
      <label class="field"><span class="label">${t('block.length')}</span>
        <select class="input" ref=${hours}>${HOURS.map(([name, length]) => html`<option key=${name} value=${length}>
          ${t('block.' + name)}</option>`)}</select></label>
      <div class="form-end"><button type="button" class="button" onClick=${onClose}>${t('action.cancel')}</button>
        <button class="button button-danger" disabled=${busy}>${t('block.submit')}</button></div>
    </form>
  <//>`;
}
