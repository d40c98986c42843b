// The identity of the customer. An anonymous customer is remembered over reloads, a customer of the site only in this
// tab.
import { read, write } from '../ui/storage.js';
import { isEmbedded, tellHost } from './host.js';

const ANONYMOUS = 'kefu.chat.customer';
const OF_SITE = 'kefu.chat.site';

function parse(text) {
  try {
    const login = JSON.parse(text);
    return typeof login?.token === 'string' && new Date(login.expiresAt) > new Date() ? login : null;
  } catch {
    return null;
  }
}

const tab = () => {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
};

/**
 * The stored login of an anonymous customer, or what the widget has kept where the browser refuses storage to
 * the frame.
 */
export function storedCustomer(kept) {
  return parse(read(ANONYMOUS)) ?? (kept ? parse(JSON.stringify(kept)) : null);
}

export function storeCustomer(login) {
  const isKept = write(ANONYMOUS, login && JSON.stringify(login));
  if (!isKept) tellHost('keep', { identity: login });
}

/** The login of a customer of the site. A frame does not store it: the page around it gives a token after each load. */
export const storedSiteLogin = () => isEmbedded ? null : parse(tab()?.getItem(OF_SITE));

export function storeSiteLogin(login) {
  if (isEmbedded) return;
  if (login) tab()?.setItem(OF_SITE, JSON.stringify(login));
  else tab()?.removeItem(OF_SITE);
}
