// The keys of the console. Letters work outside of fields; those with Alt, Ctrl or Command everywhere.
import { useEffect } from '../ui/html.js';
import { close, take } from './state/actions.js';
import { go } from './router.js';
import { nextUnread, sortRows } from './state/row-order.js';
import { rowsOf } from './state/rows.js';

export const ON_MAC = /mac|iphone|ipad/i.test(navigator.platform);
const FIELDS = 'input, textarea, select, [contenteditable]';

/** All shortcuts, for the dialog that lists them. */
export const SHORTCUTS = [
  ['keys.search', ON_MAC ? ['⌘', 'K'] : ['Ctrl', 'K']],
  ['keys.next', ['Alt', '↓']],
  ['keys.previous', ['Alt', '↑']],
  ['keys.take', ['T']],
  ['keys.reply', ['/']],
  ['keys.send', ['Enter']],
  ['keys.newline', ['Shift', 'Enter']],
  ['keys.leave', ['Esc']],
  ['keys.transfer', ['Alt', 'T']],
  ['keys.close', ['Alt', 'C']],
  ['keys.find', ['Alt', 'F']],
  ['keys.help', ['?']],
];

export function useShortcuts(app, route) {
  useEffect(() => {
    const press = (event) => {
      if (event.isComposing || event.defaultPrevented) return;
      if (run(app, route, event)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [app, route]);
}

function run(app, route, event) {
  const { store } = app;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK') {
    app.openDialog('palette');
    return true;
  }
  if (store.get().dialog || document.querySelector('dialog[open]')) return false;
  if (event.altKey && !event.ctrlKey && !event.metaKey) return runAlt(app, route, event);
  if (event.ctrlKey || event.metaKey || event.target.closest?.(FIELDS)) return false;
  switch (event.key) {
    case '?':
      app.openDialog('shortcuts');
      return true;
    case '/':
      return focusComposer();
    case 't':
    case 'T':
      return takeNext(app, route);
    default:
      return false;
  }
}

function runAlt(app, route, event) {
  const session = servedSession(app, route);
  switch (event.code) {
    case 'ArrowDown':
    case 'ArrowUp':
      return step(app, route, event.code === 'ArrowUp');
    case 'KeyC':
      if (session) close(app, session);
      return Boolean(session);
    case 'KeyT':
      if (session) app.openDialog('transfer', { session });
      return Boolean(session);
    case 'KeyF':
      dispatchEvent(new CustomEvent('kefu:find'));
      return Boolean(route.id);
    default:
      return false;
  }
}

/** The open conversation's session, if the user may act on it. */
export function servedSession({ client }, route) {
  return client.sessions.find((session) => session.user_id === route.id && session.status === 'active');
}

/** Goes to the next unread conversation; without one, to the next in the list. */
function step(app, route, back) {
  const state = app.store.get();
  const rows = sortRows(rowsOf(app, state), state.settings.sort);
  if (back) rows.reverse();
  const at = rows.findIndex((row) => row.id === route.id);
  const next = nextUnread(rows, route.id) ?? rows[(at + 1) % rows.length];
  if (next) go('mine', next.id);
  return true;
}

function takeNext(app, route) {
  const { items } = app.store.get().queue;
  const session = (route.page === 'queue' && items.find((item) => item.user_id === route.id)) || items[0];
  if (session) take(app, session);
  return Boolean(session);
}

function focusComposer() {
  const field = document.querySelector('.pane textarea');
  if (!field) return false;
  field.focus();
  if (!field.value) {
    field.setRangeText('/', 0, 0, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return true;
}
