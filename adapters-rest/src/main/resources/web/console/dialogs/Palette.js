// The search of everything (Ctrl+K): conversations, customers by id, colleagues, pages and actions.
import { html, useEffect, useMemo, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Avatar } from '../../ui/Avatar.js';
import { Dialog } from '../../ui/Dialog.js';
import { Icon } from '../../ui/Icon.js';
import { entriesOf } from './palette-entries.js';

export function Palette({ app, route, onClose }) {
  const state = useStore(app.store);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef(null);
  const found = useCustomer(app, text.trim());
  const entries = useMemo(() => entriesOf(app, state, route, text, found), [app, state, route, text, found]);
  const chosen = Math.min(at, entries.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (entry) => {
    onClose();
    entry.run();
  };
  const press = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length) {
      event.preventDefault();
      setAt((chosen + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && entries[chosen]) {
      event.preventDefault();
      run(entries[chosen]);
    }
  };

  return html`<${Dialog} title=${t('palette.title')} onClose=${onClose} class="palette">
    <div class="palette-field"><${Icon} name="search" />
      <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list"
        aria-autocomplete="list" autofocus
        aria-label=${t('palette.title')} placeholder=${t('palette.placeholder')} value=${text} autocomplete="off"
          spellcheck=${false}
        aria-activedescendant=${entries.length ? 'palette-' + chosen : undefined} onKeyDown=${press}
        onInput=${(event) => {
          setText(event.target.value);
          setAt(0);
        }} /></div>
    <ul id="palette-list" class="palette-list" role="listbox" aria-label=${t('palette.results')} ref=${list}>
      ${entries.map((entry, index) => html`<li key=${entry.key} id=${'palette-' + index} role="option"
        class="palette-entry"
        aria-selected=${index === chosen} onClick=${() => run(entry)}
          onPointerMove=${() => index !== chosen && setAt(index)}>
        ${entry.id ? html`<${Avatar} id=${entry.id} name=${entry.title} size=${24} />` : html`<${Icon}
          name=${entry.icon} />`}
        <span class="palette-title"><bdi>${entry.title}</bdi>${entry.hint && html`<small>${entry.hint}</small>`}</span>
        <span class="palette-kind">
          ${entry.keys ? html`<kbd>${entry.keys}</kbd>` : t('palette.kind.' + entry.kind)}</span>
      </li>`)}
    </ul>
    ${entries.length === 0 && html`<p class="palette-none" role="status">${t('palette.none')}</p>`}
  <//>`;
}

/** The customer whose id was typed, if there is one. */
function useCustomer({ client }, id) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    setFound(null);
    if (!/^[\w.@:-]{4,64}$/.test(id)) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.http.get('/api/users/' + encodeURIComponent(id), undefined, { signal: abort.signal })
        .then((user) => abort.signal.aborted || setFound(user), () => {});
    }, 250);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, id]);
  return found;
}
