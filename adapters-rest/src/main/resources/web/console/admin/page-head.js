// The head of a page: the title, what the page is for, and its main action.
import { html } from '../../ui/html.js';

export function PageHead({ title, text, children }) {
  return html`
    <header class="screen-head">
      <div>
        <h1>${title}</h1>
        ${text && html`<p class="muted">${text}</p>`}
      </div>
      ${children && html`<div class="screen-actions">${children}</div>`}
    </header>`;
}

