// The days on which other hours apply, or none.
import { html } from '../../ui/html.js';
import { Icon } from '../../ui/Icon.js';
import { t } from '../../ui/i18n.js';
import { Intervals } from './intervals.js';

export function Holidays({ holidays, problems, onChange }) {
  const set = (index, patch) => onChange(holidays.with(index, { ...holidays[index], ...patch }));
  return html`
    <ul class="holidays">
      ${holidays.map((holiday, i) => html`
        <${Holiday} key=${i} holiday=${holiday} place=${`holidays.${i}`} problems=${problems} number=${i + 1}
          onChange=${(patch) => set(i, patch)}
          onRemove=${() => onChange(holidays.filter((_, other) => other !== i))} />`)}
    </ul>
    <button type="button" class="button" onClick=${() => onChange([...holidays, { date: '', intervals: [] }])}>
      <${Icon} name="plus" />${t('admin.hours.addHoliday')}
    </button>`;
}

function Holiday({ holiday, place, problems, number, onChange, onRemove }) {
  const label = holiday.date || t('admin.hours.holiday', { number });
  const wrong = problems[`${place}.date`];
  return html`
    <li><div class="holiday" role="group" aria-label=${label}>
      <span class="holiday-date">
        <input class="input" type="date" value=${holiday.date} aria-label=${t('admin.hours.dateOf', { label })}
          aria-invalid=${wrong ? 'true' : undefined}
          onChange=${(event) => onChange({ date: event.currentTarget.value })} />
        ${wrong && html`<span class="field-error">${t(wrong)}</span>`}
      </span>
      <${Intervals} label=${label} place=${place} intervals=${holiday.intervals} problems=${problems}
        closed=${t('admin.hours.holidayClosed')}
        onChange=${(intervals) => onChange({ intervals })} />
      <button type="button" class="icon-button" onClick=${onRemove}
        aria-label=${t('admin.hours.removeHoliday', { label })} title=${t('admin.hours.removeHoliday', { label })}>
        <${Icon} name="trash" />
      </button>
    </div></li>`;
}
