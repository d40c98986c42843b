// Shares of a whole as a list with bars.
import { html } from '../../ui/html.js';
import { formatNumber } from '../../ui/i18n.js';

/** @param {{items: Array<{key: string, label: any, value: number}>, label: string, total?: number}} props */
export function Bars({ items, label, total }) {
  const most = total ?? Math.max(1, ...items.map((item) => item.value));
  return html`
    <ul class="bars" aria-label=${label}>
      ${items.map(({ key, label: name, value }) => html`
        <li key=${key}>
          <span class="bars-name">${name}</span>
          <span class="bars-value">${formatNumber(value)}</span>
          <span class="bars-line" aria-hidden="true"><span
            style=${{ width: `${Math.min(100, (100 * value) / most)}%` }}></span></span>
        </li>`)}
    </ul>`;
}
