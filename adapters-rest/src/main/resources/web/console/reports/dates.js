// Calendar days as texts such as `2026-01-31`, which no time zone shifts.

/** The zone of this browser. */
export const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today's date in a zone. */
export function today(zone = localZone(), now = new Date()) {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(now);
  const part = (type) => parts.find((p) => p.type === type).value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export function addDays(date, days) {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** How many days the range has, both ends included. */
export function countDays(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;
}

/** The day in the words of a language, short as in an axis, or with year and weekday. */
export function dayText(date, language, short) {
  const options = short
    ? { month: 'numeric', day: 'numeric' }
    : { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' };
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
