// The filters of the page "all", and the query that they make.
import { html, useEffect, useRef } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';

const STATUSES = ['waiting', 'active', 'closed'];
const TYPING_MS = 300;

/** @param {{onChange: (changed: object) => void}} props `onChange` gets the changed fields of the filter */
export function AllFilters({ app, filter, onChange }) {
  const colleagues = useStore(app.store, (state) => state.colleagues);
  const timers = useRef({});
  useEffect(() => () => Object.values(timers.current).forEach(clearTimeout), []);

  const set = (name) => (event) => onChange({ [name]: event.target.value || undefined });
  const setSlowly = (name) => (event) => {
    clearTimeout(timers.current[name]);
    const value = event.target.value.trim() || undefined;
    timers.current[name] = setTimeout(() => onChange({ [name]: value }), TYPING_MS);
  };
  const field = (name, control) => html`<label class="filter"><span>${t('all.' + name)}</span>${control}</label>`;

  return html`<form class="filters" role="search" aria-label=${t('all.filters')}
    onSubmit=${(event) => event.preventDefault()}>
    ${field('status', html`<select class="input" value=${filter.status ?? ''} onChange=${set('status')}>
      <option value="">${t('all.any')}</option>
      ${STATUSES.map((status) => html`<option key=${status}
        value=${status}>${t('session.' + status)}</option>`)}</select>`)}
    ${field('kefu', html`<select class="input" value=${filter.kefu ?? ''} onChange=${set('kefu')}>
      <option value="">${t('all.any')}</option>
      ${colleagues.map((user) => html`<option key=${user.user_id}
        value=${user.user_id}>${user.username}</option>`)}</select>`)}
    ${field('customer_id', html`<input class="input" type="search" defaultValue=${filter.user}
      onInput=${setSlowly('user')} />`)}
    ${field('tag', html`<input class="input" type="search" maxlength="32" defaultValue=${filter.tag}
      onInput=${setSlowly('tag')} />`)}
    ${field('from', html`<input class="input" type="date" value=${filter.from ?? ''} max=${filter.to}
      onChange=${set('from')} />`)}
    ${field('to', html`<input class="input" type="date" value=${filter.to ?? ''} min=${filter.from}
      onChange=${set('to')} />`)}
  </form>`;
}

/** The days are those of the browser; `to` is the last day that is meant. */
export function queryOf({ status, kefu, user, tag, from, to }) {
  return { status, kefu_id: kefu, user_id: user, tag, from: from && startOf(from, 0), to: to && startOf(to, 1) };
}

function startOf(day, plusDays) {
  const date = new Date(day + 'T00:00');
  date.setDate(date.getDate() + plusDays);
  return date.toISOString();
}
