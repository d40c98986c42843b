// Remembers the login for this tab, or for this computer if the user wants that.
const KEY = 'kefu.console.login';

/** @returns {import('../sdk/kefu.d.ts').Login | null} */
export function readLogin() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

export function saveLogin(login, remember) {
  (remember ? localStorage : sessionStorage).setItem(KEY, JSON.stringify(login));
}

export function forgetLogin() {
  sessionStorage.removeItem(KEY);
  localStorage.removeItem(KEY);
}
