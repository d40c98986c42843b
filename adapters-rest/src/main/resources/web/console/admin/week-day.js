// One day of the week: its intervals, a strip of 24 hours, and the copy to other days.
import { html } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Menu } from '../../ui/Menu.js';
import { DAYS, segmentsOf } from './hours-model.js';
import { Intervals } from './intervals.js';

const WORKDAYS = DAYS.slice(0, 5);
const percent = (minutes) => `${(100 * minutes) / 1440}%`;

export function WeekDay({ day, weekly, problems, setDays }) {
  const label = t(`admin.day.${day}`);
  const copy = (days) => setDays(days, weekly[day].map((interval) => ({ ...interval })));
  const items = [
    { label: t('admin.hours.copyWorkdays'), onSelect: () => copy(WORKDAYS) },
    { label: t('admin.hours.copyAll'), onSelect: () => copy(DAYS) },
    { label: t('admin.hours.allDay'), onSelect: () => setDays([day], [{ from: '00:00', to: '24:00' }]) },
    { label: t('admin.hours.closeDay'), onSelect: () => setDays([day], []), disabled: weekly[day].length === 0 },
  ];
  return html`
    <div class="week-day" role="group" aria-label=${label}>
      <span class="week-day-name">${label}</span>
      <div class="week-day-hours">
        <${Intervals} label=${label} place=${day} intervals=${weekly[day]} problems=${problems}
          closed=${t('admin.hours.dayClosed')}
          onChange=${(intervals) => setDays([day], intervals)} />
        <${Strip} segments=${segmentsOf(weekly, day)} />
      </div>
      <${Menu} label=${t('admin.moreOf', { name: label })} items=${items} />
    </div>`;
}

function Strip({ segments }) {
  return html`
    <div class="day-strip" aria-hidden="true">
      ${segments.map(({ start, end, night }) => html`
        <span key="${start}-${end}" class=${night ? 'night' : ''}
          style=${{ left: percent(start), width: percent(end - start) }}></span>`)}
    </div>`;
}
