// A store that holds the state of a page, and a hook that renders a component again when its part of the state changes.
import { useLayoutEffect, useReducer, useRef } from './html.js';

/**
 * @template {object} T
 * @param {T} initial
 */
export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  return {
    get: () => state,
    /** Merges a patch, or the patch that the function returns for the present state. */
    set(patch) {
      const changes = typeof patch === 'function' ? patch(state) : patch;
      if (!changes || Object.keys(changes).every((key) => Object.is(state[key], changes[key]))) return;
      state = { ...state, ...changes };
      for (const listener of [...listeners]) listener(state);
    },
    /** Calls the listener after each change. Returns a function that removes it. */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value that the selector takes from the state. The component renders again if that changed (by `Object.is`). */
export function useStore(store, selector = (state) => state) {
  const [, renderAgain] = useReducer((count) => count + 1, 0);
  const latest = useRef();
  const selected = selector(store.get());
  latest.current = { selector, selected };
  useLayoutEffect(() => {
    const check = () => {
      if (!Object.is(latest.current.selector(store.get()), latest.current.selected)) renderAgain();
    };
    check();
    return store.subscribe(check);
  }, [store]);
  return selected;
}
