// The route of the console, which is the hash of the address: `#/mine/<user_id>`.
import { useEffect, useState } from '../ui/html.js';

const PAGES = ['mine', 'queue', 'all', 'reports', 'admin'];

/** @returns {{page: string, id?: string, sub?: string}} */
export function parseRoute(hash) {
  const [page, id, sub] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return PAGES.includes(page) ? { page, id: id || undefined, sub: sub || undefined } : { page: 'mine' };
}

export function hrefOf(page, ...parts) {
  return '#/' + [page, ...parts.filter(Boolean)].map(encodeURIComponent).join('/');
}

export function go(page, ...parts) {
  location.hash = hrefOf(page, ...parts);
}

export function useRoute() {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
