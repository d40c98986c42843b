// Short notices at the edge of the page that disappear by themselves.
import { html, useEffect } from './html.js';
import { createStore, useStore } from './store.js';
import { t } from './i18n.js';
import { Icon } from './Icon.js';

const VISIBLE_MS = 5000;
const ICONS = { info: 'chat', success: 'check', error: 'alert' };
const store = createStore({ toasts: [] });
let lastId = 0;

/**
 * Shows a notice. The same text twice is shown once.
 * @param {string} text
 * @param {'info' | 'success' | 'error'} [kind]
 */
export function toast(text, kind = 'info') {
  const added = { id: ++lastId, text, kind };
  store.set(({ toasts }) => ({ toasts: [...toasts.filter((other) => other.text !== text), added].slice(-4) }));
}

const remove = (id) => store.set(({ toasts }) => ({ toasts: toasts.filter((other) => other.id !== id) }));

function Toast({ id, text, kind }) {
  useEffect(() => {
    const timer = setTimeout(() => remove(id), VISIBLE_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return html`<div class=${'toast toast-' + kind}>
    <${Icon} name=${ICONS[kind]} />
    <span>${text}</span>
    <button type="button" class="icon-button" aria-label=${t('ui.dismiss')} onClick=${() => remove(id)}>
      <${Icon} name="close" size=${16} />
    </button>
  </div>`;
}

/** The place where the notices appear; a page renders it once. */
export function Toasts() {
  const toasts = useStore(store, (state) => state.toasts);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.map((one) => html`<${Toast} key=${one.id} ...${one} />`)}
  </div>`;
}
