// Builds the entries of the search of everything for a text.
import { t } from '../../ui/i18n.js';
import { setTheme } from '../../ui/theme.js';
import { close, open, take } from '../state/actions.js';
import { nameOf } from '../state/people.js';
import { preview } from '../state/preview.js';
import { go } from '../router.js';
import { sortRows } from '../state/row-order.js';
import { rowsOf } from '../state/rows.js';
import { servedSession } from '../shortcuts.js';

const MOST = 40;
const PAGES = [['mine', 'chat'], ['queue', 'queue'], ['all', 'list'], ['reports', 'chart'], ['admin', 'settings']];
const DUTIES = ['online', 'busy', 'away'];

export function entriesOf(app, state, route, text, found) {
  const words = text.trim().toLowerCase();
  const contains = (field) => field?.toLowerCase().includes(words);
  const fits = ({ title, hint, id }) => [title, hint, id].some(contains);
  const people = [...conversations(app, state), ...waiting(app, state), ...colleagues(app, state)].filter(fits);
  const rest = [...actions(app, state, route), ...pages()].filter(fits);
  const known = new Set(people.map((entry) => entry.id));
  if (found && !known.has(found.user_id)) people.unshift(customer(found));
  const ordered = words ? [...people, ...rest] : [...people.slice(0, 6), ...rest];
  return ordered.slice(0, MOST);
}

function conversations(app, state) {
  return sortRows(rowsOf(app, state), state.settings.sort)
    .map(({ id, name, last }) => person('mine', id, name, last, 'mine'));
}

function waiting(app, state) {
  return state.queue.items.map((session) =>
    person('queue', session.user_id, nameOf(state, session.user_id, session), preview(session.last_message), 'queue'));
}

function colleagues(app, state) {
  return state.colleagues.filter((user) => user.user_id !== app.login.userId)
    .map((user) => person('colleague', user.user_id, user.username, user.user_id, 'mine'));
}

function customer({ user_id: id, username }) {
  return person('customer', id, username || id, id, 'mine');
}

function person(kind, id, title, hint, page) {
  return { key: `${kind} ${id}`, kind, id, title, hint, run: () => go(page, id) };
}

function actions(app, state, route) {
  const session = servedSession(app, route);
  const entries = [];
  const add = (name, icon, run, keys) =>
    entries.push({ key: name, kind: 'action', icon, title: t('palette.' + name), keys, run });
  if (state.queue.items.length) add('take', 'inbox', () => take(app, state.queue.items[0]), 'T');
  if (session) {
    add('transfer', 'transfer', () => app.openDialog('transfer', { session }), 'Alt T');
    add('close', 'check', () => close(app, session), 'Alt C');
  } else if (route.id && !state.colleagues.some((user) => user.user_id === route.id)
      && !state.queue.items.some((item) => item.user_id === route.id)) {
    add('open_session', 'chat', () => open(app, route.id));
  }
  for (const duty of DUTIES.filter((name) => name !== state.duty)) {
    const title = t('palette.duty', { status: t('duty.' + duty) });
    entries.push({ key: 'duty ' + duty, kind: 'action', icon: 'user', title, run: () => app.duty.choose(duty) });
  }
  add('shortcuts', 'keyboard', () => app.openDialog('shortcuts'), '?');
  add('light', 'sun', () => setTheme('light'));
  add('dark', 'moon', () => setTheme('dark'));
  add('logout', 'logout', app.leave);
  return entries;
}

function pages() {
  return PAGES.map(([name, icon]) =>
    ({ key: 'page ' + name, kind: 'page', icon, title: t('rail.' + name), run: () => go(name) }));
}
