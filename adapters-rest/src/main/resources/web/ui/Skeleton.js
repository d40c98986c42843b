// Grey lines in the place of what is still loading.
import { html } from './html.js';

const WIDTHS = ['60%', '85%', '45%', '70%'];

/** @param {{lines?: number, height?: number}} props */
export function Skeleton({ lines = 3, height = 12 }) {
  return html`<div class="skeletons" aria-hidden="true">
    ${Array.from({ length: lines }, (_, line) => html`<span class="skeleton"
      style=${{ width: WIDTHS[line % WIDTHS.length], height: height + 'px' }}></span>`)}
  </div>`;
}
