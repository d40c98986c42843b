// The content of an empty list: why it is empty, and the next step.
import { html } from './html.js';
import { Icon } from './Icon.js';

/** @param {{icon?: string, title: string, text?: string, children?: any}} props `children` are buttons. */
export function EmptyState({ icon, title, text, children }) {
  return html`<div class="empty">
    ${icon && html`<${Icon} name=${icon} />`}
    <h2>${title}</h2>
    ${text && html`<p>${text}</p>`}
    ${children}
  </div>`;
}
