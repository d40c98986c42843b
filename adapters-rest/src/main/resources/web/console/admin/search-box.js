// A box to search in, which waits for a pause in the typing.
import { html, useEffect, useRef, useState } from '../../ui/html.js';
import { Icon } from '../../ui/Icon.js';

const PAUSE_MS = 250;

export function SearchBox({ label, onSearch }) {
  const [text, setText] = useState('');
  const timer = useRef();
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (event) => {
    const value = event.currentTarget.value;
    setText(value);
    clearTimeout(timer.current);
    if (!event.isComposing) timer.current = setTimeout(() => onSearch(value.trim()), PAUSE_MS);
  };
  return html`
    <label class="search-box">
      <span class="visually-hidden">${label}</span>
      <${Icon} name="search" />
      <input class="input" type="search" value=${text} placeholder=${label} autocomplete="off" spellcheck=${false}
        onInput=${search} onCompositionEnd=${search} />
    </label>`;
}
