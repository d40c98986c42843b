// Decides when figures that change all the time are read again.

/**
 * Calls `run` after each `request()`, but at most once in `least` ms; without requests, every `most` ms. Nothing is
 * called while the page is hidden; `run` is called once when the page is shown again.
 * @param {() => void} run
 * @param {{least: number, most: number}} pace
 * @returns {{request: () => void, stop: () => void}}
 */
export function pacedCalls(run, { least, most }) {
  let timer;
  let last = Date.now();
  const callAt = (time) => {
    clearTimeout(timer);
    timer = setTimeout(call, Math.max(0, time - Date.now()));
  };
  const call = () => {
    if (document.hidden) return;
    last = Date.now();
    run();
    callAt(last + most);
  };
  const request = () => callAt(last + least);
  const shown = () => document.hidden || request();
  document.addEventListener('visibilitychange', shown);
  callAt(last + most);
  return {
    request,
    stop: () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
    },
  };
}
