// The notes of a session, newest first; only staff see them.
import { html, useEffect, useReducer, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { Time } from '../../ui/Time.js';
import { attempt } from '../state/actions.js';
import { nameOf } from '../state/people.js';

export function CustomerNotes({ app, session }) {
  const [state, setState] = useState({});
  const [asked, askAgain] = useReducer((count) => count + 1, 0);
  const [busy, setBusy] = useState(false);
  const field = useRef(null);
  const path = `/api/sessions/${encodeURIComponent(session.session_id)}/notes`;

  useEffect(() => {
    let gone = false;
    app.client.http.get(path, { page_size: 50 }).then(
      ({ notes }) => gone || setState({ notes }),
      (error) => gone || setState({ error }),
    );
    return () => {
      gone = true;
    };
  }, [app, path, asked]);
  useEffect(() => app.client.on('notification', ({ event, session_id: id }) => {
    if (event === 'note_added' && id === session.session_id) askAgain();
  }), [app, session.session_id]);

  const add = async (event) => {
    event?.preventDefault();
    const content = field.current.value.trim();
    if (!content || busy) return;
    setBusy(true);
    const note = await attempt(() => app.client.http.post(path, { content }));
    setBusy(false);
    if (!note) return;
    field.current.value = '';
    setState(({ notes = [] }) => ({ notes: [note, ...notes.filter((other) => other.note_id !== note.note_id)] }));
  };
  const press = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) add(event);
  };

  if (state.error) {
    return state.error.status === 403 ? html`<p class="muted">${t('customer.notes.hidden')}</p>`
      : html`<button class="button button-small" onClick=${askAgain}>${t('action.retry')}</button>`;
  }
  return html`<form class="note-form" onSubmit=${add}>
      <textarea class="input" ref=${field} rows="2" maxlength="2000" aria-label=${t('customer.note')}
        placeholder=${t('customer.note.hint')} title="Ctrl+Enter" aria-keyshortcuts="Control+Enter"
        onKeyDown=${press}></textarea>
      <button class="button button-small" disabled=${busy}>${t('customer.note.add')}</button></form>
    ${!state.notes && html`<${Skeleton} lines=${2} />`}
    <ul class="notes">${state.notes?.map((note) => html`<${Note} key=${note.note_id} app=${app}
      note=${note} />`)}</ul>`;
}

function Note({ app, note }) {
  const author = useStore(app.store, (state) => nameOf(state, note.author_id));
  return html`<li class="note"><p>${note.content}</p>
    <small class="muted"><bdi>${author}</bdi> · <${Time} iso=${note.created_at} /></small></li>`;
}
