// The intervals of one day: times that are typed, more of them, fewer of them.
import { html } from '../../ui/html.js';
import { Icon } from '../../ui/Icon.js';
import { t } from '../../ui/i18n.js';
import { completeTime, endsNextDay } from './hours-model.js';

const MOST = 24;

/**
 * @param {{label: string, place: string, intervals: Array<{from: string, to: string}>,
 *   problems: Record<string, string>, onChange: (intervals: any[]) => void, closed: string}} props `closed` is shown if there are no intervals
 */
export function Intervals({ label, place, intervals, problems, onChange, closed }) {
  const set = (index, patch) => onChange(intervals.with(index, { ...intervals[index], ...patch }));
  const add = () => onChange([...intervals, nextInterval(intervals.at(-1))]);
  return html`
    <div class="intervals">
      ${intervals.length === 0 && html`<span class="muted">${closed}</span>`}
      ${intervals.map((interval, i) => html`
        <${Interval} key=${i} interval=${interval} label=${`${label} ${i + 1}`} place=${`${place}.${i}`}
          problems=${problems}
          onChange=${(patch) => set(i, patch)}
          onRemove=${() => onChange(intervals.filter((_, other) => other !== i))} />`)}
      ${intervals.length < MOST && html`
        <button type="button" class="icon-button" onClick=${add} aria-label=${t('admin.hours.addInterval', { label })}
          title=${t('admin.hours.addInterval', { label })}>
          <${Icon} name="plus" />
        </button>`}
    </div>`;
}

function Interval({ interval, label, place, problems, onChange, onRemove }) {
  const wrong = problems[`${place}.from`] ?? problems[`${place}.to`];
  const time = (field) => html`
    <input class="input time-input" value=${interval[field]} maxlength="5" inputmode="numeric" autocomplete="off"
      placeholder=${field === 'from' ? '09:00' : '18:00'} aria-label=${t(`admin.hours.${field}`, { label })}
      aria-invalid=${problems[`${place}.${field}`] ? 'true' : undefined}
      onInput=${(event) => onChange({ [field]: event.currentTarget.value })}
      onBlur=${(event) => onChange({ [field]: completeTime(event.currentTarget.value) })} />`;
  return html`
    <span class="interval">
      ${time('from')}<span aria-hidden="true">–</span>${time('to')}
      ${endsNextDay(interval) && html`
        <span class="badge" title=${t('admin.hours.nextDayText')}>${t('admin.hours.nextDay')}</span>`}
      <button type="button" class="icon-button" onClick=${onRemove}
        aria-label=${t('admin.hours.removeInterval', { label })} title=${t('admin.hours.removeInterval', { label })}>
        <${Icon} name="close" size=${16} />
      </button>
      ${wrong && html`<span class="field-error">${t(wrong)}</span>`}
    </span>`;
}

function nextInterval(last) {
  if (!last) return { from: '09:00', to: '18:00' };
  return { from: endsNextDay(last) || last.to === '24:00' ? '' : last.to, to: '' };
}
