// The texts of the pages in the chosen language, and times and numbers as that language writes them.
import { useLayoutEffect, useReducer } from './html.js';
import { read, write } from './storage.js';
import zh from './strings/zh-CN.js';
import en from './strings/en.js';

const KEY = 'kefu.language';
const tables = { 'zh-CN': {}, en: {} };
const listeners = new Set();
const formats = new Map();
let current = initialLanguage();

function initialLanguage() {
  const stored = read(KEY);
  if (stored in tables) return stored;
  for (const wanted of navigator.languages ?? []) {
    if (/^zh\b/i.test(wanted)) return 'zh-CN';
    if (/^en\b/i.test(wanted)) return 'en';
  }
  return 'en';
}

/** Adds the two string tables of a page. */
export function addStrings(added) {
  for (const name of Object.keys(tables)) Object.assign(tables[name], added[name]);
}

/** The text of a key, with `{name}` replaced by the parameter of that name. An unknown key is its own text. */
export function t(key, params) {
  const text = tables[current][key] ?? key;
  return params ? text.replace(/\{(\w+)\}/g, (all, name) => params[name] ?? all) : text;
}

/** @returns {'zh-CN' | 'en'} */
export const language = () => current;

function use(name) {
  if (name === current) return;
  current = name;
  document.documentElement.lang = name;
  for (const listener of [...listeners]) listener();
}

/** Uses the language that the user has chosen, now and on later visits. */
export function setLanguage(name) {
  if (!Object.hasOwn(tables, name)) return;
  write(KEY, name);
  use(name);
}

/** Uses the language, unless the user has chosen one. */
export function suggestLanguage(name) {
  if (Object.hasOwn(tables, name) && read(KEY) === null) use(name);
}

/** The language; the component renders again when it changes. */
export function useLanguage() {
  const [, renderAgain] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => {
    listeners.add(renderAgain);
    return () => listeners.delete(renderAgain);
  }, []);
  return current;
}

function format(name, create) {
  const key = current + name;
  if (!formats.has(key)) formats.set(key, create(current));
  return formats.get(key);
}

const dateFormat = (options) => format(JSON.stringify(options), (l) => new Intl.DateTimeFormat(l, options));
const startOfDay = (time) => new Date(time).setHours(0, 0, 0, 0);

/** The time of day, such as 14:05. */
export const formatTime = (iso) => dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  .format(new Date(iso));

/** The date and the time. */
export const formatExact = (iso) => dateFormat({ dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso));

/** The day: today, yesterday, tomorrow, the day of the week within six days, else the date. */
export function formatDay(iso) {
  const date = new Date(iso);
  const days = Math.round((startOfDay(Date.now()) - startOfDay(date)) / 86400000);
  if (days === 0) return t('ui.today');
  if (days === 1) return t('ui.yesterday');
  if (days === -1) return t('ui.tomorrow');
  if (Math.abs(days) < 7) return dateFormat({ weekday: 'long' }).format(date);
  if (date.getFullYear() === new Date().getFullYear()) {
    return dateFormat({ month: 'long', day: 'numeric' }).format(date);
  }
  return dateFormat({ year: 'numeric', month: 'long', day: 'numeric' }).format(date);
}

/** How long ago or until when, such as "3 min ago". */
export function formatRelative(iso) {
  const seconds = Math.round((new Date(iso).getTime() - Date.now()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 45) return t('ui.now');
  const relative = format('relative', (l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto', style: 'short' }));
  if (distance < 3600) return relative.format(Math.trunc(seconds / 60) || Math.sign(seconds), 'minute');
  if (distance < 86400) return relative.format(Math.trunc(seconds / 3600), 'hour');
  if (distance < 604800) return relative.format(Math.trunc(seconds / 86400), 'day');
  return formatDay(iso);
}

export const formatNumber = (number, options = {}) =>
  format('number' + JSON.stringify(options), (l) => new Intl.NumberFormat(l, options)).format(number);

/** A size in bytes, such as 1.4 MB. */
export function formatBytes(bytes) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return formatNumber(bytes / 1024 ** step, { maximumFractionDigits: step === 0 ? 0 : 1 }) + ' ' + units[step];
}

/** A duration in milliseconds by its two largest units, such as "2 h 5 min". */
export function formatDuration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [
    [Math.floor(seconds / 86400), 'day'], [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'], [seconds % 60, 'second'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(3) : parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => formatNumber(count, { style: 'unit', unit, unitDisplay: 'short' })).join(' ');
}

addStrings({ 'zh-CN': zh, en });
document.documentElement.lang = current;
