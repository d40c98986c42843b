// The browser's localStorage, or memory where the browser refuses it.
const memory = new Map();

function local() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @returns {string | null} */
export function read(key) {
  try {
    return local()?.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/** Keeps a text under the key; `null` removes it. Returns whether it survives a reload. */
export function write(key, value) {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  try {
    const storage = local();
    if (value === null) storage?.removeItem(key);
    else storage?.setItem(key, value);
    return storage !== null;
  } catch {
    return false;
  }
}
