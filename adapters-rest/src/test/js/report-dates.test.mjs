// Tests of the calendar days of the reports.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, countDays, dayText, today } from '../../main/resources/web/console/reports/dates.js';

test('today depends on the zone', () => {
  const now = new Date('2026-12-31T18:30:00Z');
  assert.equal(today('UTC', now), '2026-12-31');
  assert.equal(today('Asia/Shanghai', now), '2027-01-01');
  assert.equal(today('America/New_York', now), '2026-12-31');
});

test('days are added over the ends of months, leap days and clock changes', () => {
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.equal(addDays('2027-01-01', -1), '2026-12-31');
  assert.equal(addDays('2026-03-28', 2), '2026-03-30');
});

test('a range counts both ends', () => {
  assert.equal(countDays('2026-11-28', '2026-11-28'), 1);
  assert.equal(countDays('2026-01-01', '2026-12-31'), 365);
  assert.ok(countDays('2026-12-02', '2026-12-01') < 1);
});

test('the text of a day has the date itself in every zone of the browser', () => {
  assert.equal(dayText('2026-11-28', 'en', true), '11/28');
  assert.match(dayText('2026-11-28', 'en'), /Nov 28, 2026/);
});
