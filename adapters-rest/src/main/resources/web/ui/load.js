// Reads data for a component: the data, the error, and a skeleton until one of them is there.
import { html, useCallback, useEffect, useRef, useState } from './html.js';
import { t } from './i18n.js';

/**
 * Calls `load` after the first render, whenever a dependency changes, and after `reload()`. The old data stay until the
 * new ones are there. `loading` is not set while known data are read again. A `reload()` during a call repeats it once
 * the call has ended, so that many of them cannot keep it from ending.
 * @param {(signal: AbortSignal) => Promise<any>} load
 * @param {any[]} dependencies
 */
export function useLoad(load, dependencies) {
  const [state, setState] = useState({ loading: true, data: undefined, error: undefined });
  const [turn, setTurn] = useState(0);
  const call = useRef({ turn: 0, running: false, again: false }).current;
  useEffect(() => {
    const abort = new AbortController();
    const again = call.turn !== turn;
    setState((old) => ({ ...old, loading: !again || old.data === undefined || old.error !== undefined }));
    Object.assign(call, { turn, running: true, again: false });
    const finish = (next) => {
      if (abort.signal.aborted) return;
      setState(next);
      call.running = false;
      if (call.again) setTurn((n) => n + 1);
    };
    load(abort.signal).then(
      (data) => finish({ loading: false, data, error: undefined }),
      (error) => finish((old) => ({ loading: false, data: old.data, error })));
    return () => abort.abort();
  }, [...dependencies, turn]);
  const reload = useCallback(() => {
    if (call.running) call.again = true;
    else setTurn((n) => n + 1);
  }, []);
  return { ...state, reload };
}

/** Shows the data of {@link useLoad} with the function `children`, or the skeleton, or the error with a retry. */
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
      <div>${error.message}${Object.entries(details ?? {}).map(([name, text]) => html`
        <div key=${name}>${name}: ${text}</div>`)}</div>
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
