// A waiting time that is kept current. Long waits have another colour and a sign.
import { html, useEffect, useReducer } from '../../ui/html.js';
import { formatDuration, t } from '../../ui/i18n.js';

const LATE_MS = 3 * 60_000;
const VERY_LATE_MS = 10 * 60_000;

/** @param {{since: string, label?: boolean}} props `label` puts "waiting" before the time */
export function Waiting({ since, label }) {
  const [, tick] = useReducer((count) => count + 1, 0);
  const waited = Math.max(0, Date.now() - Date.parse(since));
  useEffect(() => {
    const timer = setInterval(tick, waited < 60_000 ? 1000 : 10_000);
    return () => clearInterval(timer);
  }, [waited < 60_000]);
  const unit = waited < 60_000 ? 1000 : 60_000;
  const text = formatDuration(Math.floor(waited / unit) * unit);
  const grade = waited >= VERY_LATE_MS ? 'very-late' : waited >= LATE_MS ? 'late' : 'fresh';
  const sentence = t('waiting.since', { time: text });
  if (label) return html`<span class="waiting" data-grade=${grade}>${sentence}</span>`;
  return html`<span class="waiting" data-grade=${grade} title=${sentence}><span aria-hidden="true">${text}</span>
    <span class="visually-hidden">${sentence}</span></span>`;
}
