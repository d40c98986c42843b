// An icon. It is hidden from screen readers unless it has a label.
import { html } from './html.js';
import { icons } from './icons.js';

/** @param {{name: string, label?: string, size?: number, class?: string}} props */
export function Icon({ name, label, size, class: extra = '' }) {
  return html`<svg class=${'icon ' + extra} viewBox="0 0 24 24" width=${size} height=${size}
    style=${size ? { width: size + 'px', height: size + 'px' } : undefined}
    role=${label ? 'img' : undefined} aria-label=${label} aria-hidden=${label ? undefined : 'true'}>
    <path d=${icons[name] ?? ''} />
  </svg>`;
}
