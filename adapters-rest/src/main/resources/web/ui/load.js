// Reads data for a component: the data, the error, and a skeleton until one of them is there.
import { html, useCallback, useEffect, useState } from './html.js';
import { t } from './i18n.js';

/**
 * Calls `load` after the first render and whenever a dependency changes. The old data stay until the new ones are there.
 * @param {(signal: AbortSignal) => Promise<any>} load
 * @param {any[]} dependencies
 */
export function useLoad(load, dependencies) {
  const [state, setState] = useState({ loading: true, data: undefined, error: undefined });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const finish = (next) => abort.signal.aborted || setState(next);
    setState((old) => ({ ...old, loading: true }));
    load(abort.signal).then(
      (data) => finish({ loading: false, data, error: undefined }),
      (error) => finish((old) => ({ loading: false, data: old.data, error })));
    return () => abort.abort();
  }, [...dependencies, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}

/** Shows the data of {@link useLoad} with the function `children`, or the skeleton, or the error with a button to repeat. */
export function Loaded({ state, skeleton, children }) {
  const { data, error, loading, reload } = state;
  const notice = error && html`<${ErrorNotice} error=${error} retry=${reload} />`;
  if (data === undefined) return notice ?? html`<div aria-busy="true">${skeleton ?? html`<${SkeletonLines} />`}</div>`;
  return html`<div class="loaded" aria-busy=${String(loading)}>${notice}${children(data)}</div>`;
}

/** The message of an error and its details, with a button if the call can be repeated. */
export function ErrorNotice({ error, details = error.details, retry }) {
  return html`
    <div class="error-notice" role="alert">
      <div>${error.message}${Object.entries(details ?? {}).map(([name, text]) => html`<div key=${name}>${name}: ${text}</div>`)}</div>
      ${retry && html`<button type="button" class="button" onClick=${retry}>${t('ui.retry')}</button>`}
    </div>`;
}

export function SkeletonLines({ count = 4 }) {
  return html`
    <div class="skeleton-lines">
      <span class="visually-hidden">${t('ui.loading')}</span>
      ${Array.from({ length: count }, (_, i) => html`<div class="skeleton skeleton-line" key=${i}></div>`)}
    </div>`;
}
