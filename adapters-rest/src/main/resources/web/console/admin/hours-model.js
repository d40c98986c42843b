// Working hours as an editor needs them: the texts as typed, what is wrong with them, and how two versions differ.

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;

/** The minutes since midnight, or undefined if the text is no time; `24:00` is one. */
export function minutesOf(text) {
  const [, hours, minutes] = text.match(/^(\d{2}):([0-5]\d)$/) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return total <= DAY ? total : undefined;
}

/** Completes what was typed: `9`, `930` and `9:30` are times as well. */
export function completeTime(text) {
  const digits = text.trim().replace(/[：.]/g, ':');
  const [, hours, minutes = '00'] = digits.match(/^(\d{1,2}):?(\d{2})?$/) ?? [];
  return hours === undefined ? digits : `${hours.padStart(2, '0')}:${minutes}`;
}

const toIntervals = (pairs) => pairs.map(([from, to]) => ({ from, to }));
const toPairs = (intervals) => intervals.map(({ from, to }) => [from, to]);

export function toDraft({ zone, weekly, holidays, closed_message: message }) {
  return {
    zone,
    weekly: Object.fromEntries(DAYS.map((day) => [day, toIntervals(weekly[day] ?? [])])),
    holidays: sortByDate(holidays).map(({ date, intervals }) => ({ date, intervals: toIntervals(intervals ?? []) })),
    message: message ?? '',
  };
}

export function toBody({ zone, weekly, holidays, message }, version) {
  return {
    zone, version,
    weekly: Object.fromEntries(DAYS.map((day) => [day, toPairs(weekly[day])])),
    holidays: sortByDate(holidays).map(({ date, intervals }) => ({ date, intervals: toPairs(intervals) })),
    ...(message.trim() && { closed_message: message.trim() }),
  };
}

export const sortByDate = (holidays) => [...holidays].sort((a, b) => a.date.localeCompare(b.date));

/** Whether the interval ends on the next day. */
export function endsNextDay({ from, to }) {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start !== undefined && end !== undefined && end <= start;
}

/** What is wrong, as string keys by the place of the field: `mon.0.from`, `holidays.1.date`. */
export function problemsOf({ weekly, holidays }) {
  const problems = {};
  const check = (intervals, place) => intervals.forEach(({ from, to }, i) => {
    const start = minutesOf(from);
    if (start === undefined || start === DAY) problems[`${place}.${i}.from`] = 'admin.hours.badTime';
    if (minutesOf(to) === undefined) problems[`${place}.${i}.to`] = 'admin.hours.badTime';
  });
  for (const day of DAYS) check(weekly[day], day);
  holidays.forEach(({ date, intervals }, i) => {
    check(intervals, `holidays.${i}`);
    const first = holidays.findIndex((other) => other.date === date);
    if (!date) problems[`holidays.${i}.date`] = 'admin.hours.noDate';
    else if (first < i) problems[`holidays.${i}.date`] = 'admin.hours.sameDate';
  });
  return problems;
}

/** The parts of a day in which the service is open, in minutes, with the night of the day before. */
export function segmentsOf(weekly, day) {
  const before = weekly[DAYS[(DAYS.indexOf(day) + 6) % 7]];
  const spans = ({ from, to }) => [minutesOf(from), minutesOf(to)];
  const valid = ([start, end]) => start !== undefined && end !== undefined;
  const nights = before.filter(endsNextDay).map(spans).map(([, end]) => ({ start: 0, end, night: true }));
  const own = weekly[day].map(spans).filter(valid).map(([start, end]) => ({ start, end: end <= start ? DAY : end }));
  return [...nights, ...own].filter(({ start, end }) => end > start);
}

/** What another version changed: the place, and the texts before and after. */
export function differencesOf(before, after) {
  const text = (intervals) => intervals.map(({ from, to }) => `${from}–${to}`).join(', ');
  const lines = [['zone', before.zone, after.zone]];
  for (const day of DAYS) lines.push([day, text(before.weekly[day]), text(after.weekly[day])]);
  const byDate = ({ holidays }) => new Map(holidays.map(({ date, intervals }) => [date, text(intervals) || 'closed']));
  const [old, next] = [byDate(before), byDate(after)];
  const dates = [...new Set([...old.keys(), ...next.keys()])].sort();
  for (const date of dates) lines.push([date, old.get(date), next.get(date)]);
  lines.push(['message', before.message, after.message]);
  return lines.filter(([, a, b]) => a !== b).map(([place, a, b]) => ({ place, before: a, after: b }));
}
