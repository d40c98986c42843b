// A time as a distance from now, which is renewed each half minute; the exact time appears on hover.
import { html, useEffect, useReducer } from './html.js';
import { formatExact, formatRelative } from './i18n.js';

const RENEW_MS = 30000;
const renewals = new Set();
let timer;

function onRenewal(renew) {
  renewals.add(renew);
  timer ??= setInterval(() => renewals.forEach((one) => one()), RENEW_MS);
  return () => {
    renewals.delete(renew);
    if (renewals.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** @param {{iso: string, format?: (iso: string) => string, class?: string}} props */
export function Time({ iso, format = formatRelative, class: extra }) {
  const [, renew] = useReducer((count) => count + 1, 0);
  useEffect(() => onRenewal(renew), []);
  return html`<time datetime=${iso} title=${formatExact(iso)} class=${extra}>${format(iso)}</time>`;
}
