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

function use(name) {
  current = name;
  apply();
}

/** Uses the theme that the user has chosen, now and on later visits. */
export function setTheme(name) {
  if (!THEMES.includes(name)) return;
  write(KEY, name);
  use(name);
}

/** Uses the theme, unless the user has chosen one. */
export function suggestTheme(name) {
  if (THEMES.includes(name) && read(KEY) === null) use(name);
}

apply();
