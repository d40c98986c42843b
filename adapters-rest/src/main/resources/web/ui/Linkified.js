// A text that a user wrote, as text nodes, with links for web, mail and phone addresses.
import { html } from './html.js';
import { linkParts } from './link-parts.js';

/** @param {{text: string}} props */
export function Linkified({ text }) {
  return linkParts(text).map((part) => typeof part === 'string' ? part
    : html`<a href=${part.url} target="_blank" rel="noopener noreferrer">${part.text}</a>`);
}
