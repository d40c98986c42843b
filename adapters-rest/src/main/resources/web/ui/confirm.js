// Asks once before an action that cannot be undone, and says what it does.
import { html, useState } from './html.js';
import { Dialog } from './Dialog.js';
import './form.js';
import { t } from './i18n.js';
import { ErrorNotice } from './load.js';

/**
 * @param {{title: string, text: any, action: string, run: () => Promise<void>, onClose: () => void, word?: string}}
 *   props `word` is a text that must be typed before the button can be pressed
 */
export function Confirm({ title, text, action, run, onClose, word }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState();
  const [typed, setTyped] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    if (busy || (word && typed.trim() !== word)) return;
    setBusy(true);
    setError(undefined);
    try {
      await run();
      onClose();
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <form class="edit-form" onSubmit=${submit}>
        <p class="confirm-text">${text}</p>
        ${word && html`
          <label class="field">
            <span class="field-label">${t('ui.confirm.word', { word })}</span>
            <input class="input" value=${typed} autocomplete="off" spellcheck=${false}
              onInput=${(event) => setTyped(event.currentTarget.value)} />
          </label>`}
        ${error && html`<${ErrorNotice} error=${error} />`}
        <div class="form-actions">
          <button type="button" class="button" onClick=${onClose}>${t('ui.form.cancel')}</button>
          <button type="submit" class="button button-danger" disabled=${busy || (word && typed.trim() !== word)}>
            ${action}
          </button>
        </div>
      </form>
    </${Dialog}>`;
}
