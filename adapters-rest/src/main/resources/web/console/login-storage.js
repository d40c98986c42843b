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

/** Changes the name in the remembered login. */
export function renameLogin(name) {
  for (const storage of [sessionStorage, localStorage]) {
    const login = JSON.parse(storage.getItem(KEY) ?? 'null');
    if (login) storage.setItem(KEY, JSON.stringify({ ...login, name }));
  }
}

export function forgetLogin() {
  sessionStorage.removeItem(KEY);
  localStorage.removeItem(KEY);
}
