// Reads the fragment of the URL: `#token=…&lang=en&theme=dark&color=%230a7d55`. It is never sent to a server.

/** Reads the fragment and removes the token from the URL, so that it is neither in the history nor in a bookmark. */
export function readFragment() {
  const values = new URLSearchParams(location.hash.slice(1));
  const token = values.get('token');
  if (token !== null) {
    values.delete('token');
    const rest = values.toString();
    history.replaceState(history.state, '', location.pathname + location.search + (rest && '#' + rest));
  }
  return { token, lang: values.get('lang'), theme: values.get('theme'), color: values.get('color') };
}
