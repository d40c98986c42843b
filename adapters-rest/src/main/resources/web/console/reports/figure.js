// A number with its name, and a line below that explains it.
import { html } from '../../ui/html.js';

export function Figure({ label, value, note, tone }) {
  return html`
    <div class="figure ${tone ? `figure-${tone}` : ''}">
      <dt>${label}</dt>
      <dd>
        <span class="figure-value">${value}</span>
        ${note && html`<span class="figure-note">${note}</span>`}
      </dd>
    </div>`;
}

export function Figures({ children }) {
  return html`<dl class="figures">${children}</dl>`;
}
