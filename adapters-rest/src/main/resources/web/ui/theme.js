// The theme of the page: the one of the system, or the one that the user has chosen.
import { read, write } from './storage.js';

const KEY = 'kefu.theme';
const THEMES = ['system', 'light', 'dark'];
let current = THEMES.includes(read(KEY)) ? read(KEY) : 'system';

function apply() {
  if (current === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = current;
}

/** @returns {'system' | 'light' | 'dark'} */
export const theme = () => current;

/** @param {boolean} [remember] whether the choice is kept for the next visit */
export function setTheme(name, remember = true) {
  if (!THEMES.includes(name)) return;
  current = name;
  if (remember) write(KEY, name === 'system' ? null : name);
  apply();
}

apply();
