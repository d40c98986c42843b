// The picture of a user: the first character of the name on a colour that follows from the id, with the status
// as a shape.
import { html } from './html.js';
import { t } from './i18n.js';

const COLORS = 8;

function colorOf(id) {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
  return hash % COLORS;
}

const initialOf = (name) => [...name.trim()].find((character) => /[\p{L}\p{N}]/u.test(character))?.toUpperCase() ?? '?';

/** @param {{status: 'online' | 'busy' | 'away' | 'offline'}} props */
export function Status({ status }) {
  return html`<span class=${'status status-' + status} role="img" aria-label=${t('ui.status.' + status)}
    title=${t('ui.status.' + status)}></span>`;
}

/** @param {{id: string, name?: string, size?: number, status?: 'online' | 'busy' | 'away' | 'offline'}} props */
export function Avatar({ id, name, size = 32, status }) {
  return html`<span class=${'avatar avatar-' + colorOf(id)}
    style=${{ width: size + 'px', height: size + 'px', fontSize: Math.round(size * 0.42) + 'px' }}>
    <span aria-hidden="true">${initialOf(name || id)}</span>
    ${status && html`<${Status} status=${status} />`}
  </span>`;
}
