// What a list shows while it has nothing to show: why, and what to do next.
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
