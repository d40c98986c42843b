// Tests of the model behind the editor of the working hours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  completeTime, differencesOf, minutesOf, problemsOf, segmentsOf, toBody, toDraft,
} from '../../main/resources/web/console/admin/hours-model.js';

const HOURS = {
  zone: 'Asia/Shanghai',
  weekly: { mon: [['09:00', '12:00'], ['13:30', '18:00']], fri: [['22:00', '02:00']], sat: [['00:00', '24:00']] },
  holidays: [{ date: '2027-01-01', intervals: [] }, { date: '2026-12-31', intervals: [['10:00', '15:00']] }],
  closed_message: 'Back at nine',
  version: 3,
};

test('a draft that nobody has changed becomes the same hours, with holidays in the order of their dates', () => {
  const body = toBody(toDraft(HOURS), HOURS.version);
  assert.deepEqual(body.weekly.mon, HOURS.weekly.mon);
  assert.deepEqual(body.weekly.tue, []);
  assert.deepEqual(body.holidays.map(({ date }) => date), ['2026-12-31', '2027-01-01']);
  assert.equal(body.closed_message, 'Back at nine');
  assert.equal(body.version, 3);
});

test('an empty message is left out, because the service refuses an empty text', () => {
  assert.ok(!('closed_message' in toBody({ ...toDraft(HOURS), message: ' ' }, 3)));
});

test('short forms of a time are completed, and other texts stay as they are', () => {
  assert.deepEqual(['9', '930', '9:30', '1830', '9：05', ' 24 ', '9:5', 'noon', ''].map(completeTime),
    ['09:00', '09:30', '09:30', '18:30', '09:05', '24:00', '9:5', 'noon', '']);
});

test('24:00 is a time, 24:01 is none', () => {
  assert.equal(minutesOf('24:00'), 1440);
  assert.equal(minutesOf('24:01'), undefined);
  assert.equal(minutesOf('9:00'), undefined);
});

test('wrong times, and dates that are missing or repeated, are found by their place', () => {
  const draft = toDraft(HOURS);
  draft.weekly.tue = [{ from: '24:00', to: '25:00' }];
  draft.holidays.push({ date: '', intervals: [] }, { date: '2027-01-01', intervals: [{ from: '', to: '10:00' }] });
  assert.deepEqual(problemsOf(draft), {
    'tue.0.from': 'admin.hours.badTime',
    'tue.0.to': 'admin.hours.badTime',
    'holidays.2.date': 'admin.hours.noDate',
    'holidays.3.0.from': 'admin.hours.badTime',
    'holidays.3.date': 'admin.hours.sameDate',
  });
});

test('an interval past midnight is also shown at the beginning of the next day', () => {
  const { weekly } = toDraft(HOURS);
  assert.deepEqual(segmentsOf(weekly, 'fri'), [{ start: 1320, end: 1440 }]);
  assert.deepEqual(segmentsOf(weekly, 'sat'), [{ start: 0, end: 120, night: true }, { start: 0, end: 1440 }]);
  assert.deepEqual(segmentsOf({ ...weekly, sun: [{ from: '20:00', to: '01:00' }] }, 'mon')[0], { start: 0, end: 60, night: true });
});

test('the differences of two versions name each changed place with both texts', () => {
  const changed = {
    ...HOURS, weekly: { ...HOURS.weekly, tue: [['10:00', '19:30']] },
    holidays: HOURS.holidays.slice(1), closed_message: undefined,
  };
  assert.deepEqual(differencesOf(toDraft(HOURS), toDraft(changed)), [
    { place: 'tue', before: '', after: '10:00–19:30' },
    { place: '2027-01-01', before: 'closed', after: undefined },
    { place: 'message', before: 'Back at nine', after: '' },
  ]);
});
