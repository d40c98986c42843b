// The days and the time zone that the reports are about. The choice stays while the page is open.
import { html, useMemo } from '../../ui/html.js';
import { Choice } from '../../ui/form.js';
import { language, t } from '../../ui/i18n.js';
import { createStore, useStore } from '../../ui/store.js';
import { addDays, countDays, dayText, localZone, today } from './dates.js';

export const MOST_DAYS = 366;

const chosen = createStore({ preset: '7', from: '', to: '', zone: '' });

/** The chosen range: `from` and `to` (both included), `zone` (empty: of the service), and `error` if it has no days. */
export function useRange() {
  const { preset, from, to, zone } = useStore(chosen, (state) => state);
  if (preset !== 'custom') {
    const end = today(zone || localZone());
    return { preset, from: addDays(end, 1 - Number(preset)), to: end, zone };
  }
  const days = from && to ? countDays(from, to) : 0;
  return { preset, from, to, zone, error: days < 1 || days > MOST_DAYS };
}

export function RangePicker() {
  const range = useRange();
  const choose = (preset) => chosen.set({ preset, from: range.from, to: range.to });
  const presets = [
    ['1', t('reports.today')], ['7', t('reports.days', { days: 7 })], ['30', t('reports.days', { days: 30 })],
    ['custom', t('reports.custom')],
  ];
  return html`
    <form class="range" aria-label=${t('reports.range')} onSubmit=${(event) => event.preventDefault()}>
      <${Choice} label=${t('reports.range')} value=${range.preset} options=${presets} onChange=${choose} />
      ${range.preset === 'custom' ? html`
        <${Days} range=${range} />` : html`<span class="range-days">${rangeText(range)}</span>`}
      <${Zone} zone=${range.zone} />
      ${range.error && html`
        <p class="field-error range-error" role="alert">${t('reports.rangeError', { days: MOST_DAYS })}</p>`}
    </form>`;
}

function Days({ range }) {
  const day = (key, label) => html`
    <label class="range-day">
      <span>${label}</span>
      <input class="input" type="date" value=${range[key]}
        onChange=${(event) => chosen.set({ [key]: event.currentTarget.value })} />
    </label>`;
  return html`${day('from', t('reports.from'))}${day('to', t('reports.to'))}`;
}

function Zone({ zone }) {
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return html`
    <label class="range-zone">
      <span>${t('reports.zone')}</span>
      <select class="input" value=${zone} onChange=${(event) => chosen.set({ zone: event.currentTarget.value })}>
        <option value="">${t('reports.zoneOfService')}</option>
        <option value=${localZone()}>${t('reports.zoneOfBrowser', { zone: localZone() })}</option>
        <optgroup label=${t('reports.zones')}>
          ${zones.filter((name) => name !== localZone()).map((name) => html`
            <option key=${name} value=${name}>${name}</option>`)}
        </optgroup>
      </select>
    </label>`;
}

/** The range in words. */
export function rangeText({ from, to }) {
  return from === to ? dayText(from, language()) : `${dayText(from, language())} – ${dayText(to, language())}`;
}
