// Shows what somebody else has changed since the editor was opened, and asks which version is to stay.
import { html, useEffect, useRef } from '../../ui/html.js';
import { language, t } from '../../ui/i18n.js';
import { dayText } from '../reports/dates.js';
import { DAYS, differencesOf, toDraft } from './hours-model.js';

export function HoursConflict({ base, theirs, keepMine, takeTheirs }) {
  const element = useRef();
  useEffect(() => element.current.focus(), []);
  const lines = differencesOf(toDraft(base), toDraft(theirs));
  return html`
    <section class="card conflict" role="alert" tabindex="-1" ref=${element} aria-labelledby="hours-conflict">
      <h2 id="hours-conflict">${t('admin.hours.conflict')}</h2>
      <p>${t(lines.length > 0 ? 'admin.hours.conflictText' : 'admin.hours.conflictSame')}</p>
      ${lines.length > 0 && html`
        <dl class="facts">
          ${lines.map(({ place, before, after }) => html`
            <div key=${place}>
              <dt>${placeText(place)}</dt>
              <dd><del>${text(place, before)}</del> <span aria-hidden="true">→</span> <ins>
                ${text(place, after)}</ins></dd>
            </div>`)}
        </dl>`}
      <div class="form-actions">
        <button type="button" class="button" onClick=${takeTheirs}>${t('admin.hours.takeTheirs')}</button>
        <button type="button" class="button button-danger" onClick=${keepMine}>${t('admin.hours.keepMine')}</button>
      </div>
    </section>`;
}

function placeText(place) {
  if (DAYS.includes(place)) return t(`admin.day.${place}`);
  if (place === 'zone' || place === 'message') return t(`admin.hours.${place}`);
  return dayText(place, language());
}

function text(place, value) {
  if (value === 'closed') return t('admin.hours.holidayClosed');
  if (value) return value;
  return t(DAYS.includes(place) ? 'admin.hours.dayClosed' : 'admin.hours.nothing');
}
