// Lets the customer say under which name kefu see them.
import { html, useState } from '../ui/html.js';
import { t } from '../ui/i18n.js';
import { errorText } from '../ui/errors.js';
import { Dialog } from '../ui/Dialog.js';

const LONGEST = 64;
const isGenerated = (name) => /^user_[\w-]{16}$/.test(name ?? '');

/** @param {{chat: import('./Chat.js').Chat, name: string | null, onClose: () => void}} props */
export function NameDialog({ chat, name, onClose }) {
  const [text, setText] = useState(isGenerated(name) ? '' : name ?? '');
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const save = async (event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setBusy(true);
    try {
      await chat.rename(text.trim());
      onClose();
    } catch (failure) {
      setError(failure.details?.username ?? errorText(failure));
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${t('chat.rename')} onClose=${onClose}>
    <form class="name-form" onSubmit=${save}>
      <div class="field">
        <label for="chat-name">${t('chat.rename.label')}</label>
        <input id="chat-name" class="input" autofocus autocomplete="nickname" maxlength=${LONGEST} value=${text}
          aria-invalid=${error ? 'true' : undefined} aria-describedby=${error ? 'chat-name-error' : undefined}
          onInput=${({ target }) => setText(target.value)} />
        ${error && html`<span id="chat-name-error" class="error">${error}</span>`}
      </div>
      <button type="submit" class="button button-primary"
        disabled=${busy || text.trim() === ''}>${t('chat.save')}</button>
    </form>
  </${Dialog}>`;
}
