// The settings of this browser: sound, notifications and the order of the list.
const KEY = 'kefu.console.settings';
const DEFAULTS = { sound: true, notify: false, sort: 'waiting', customerPane: true };

export function readSettings() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return { ...DEFAULTS };
  }
}

export function changeSettings(store, change) {
  const settings = { ...store.get().settings, ...change };
  localStorage.setItem(KEY, JSON.stringify(settings));
  store.set({ settings });
}
