// The editor of the working hours. A version that somebody else has saved meanwhile is shown, not overwritten.
import { html, useEffect, useMemo, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { ErrorNotice } from '../../ui/load.js';
import { toast } from '../../ui/toast.js';
import { Holidays } from './holidays.js';
import { HoursConflict } from './hours-conflict.js';
import { DAYS, problemsOf, toBody, toDraft } from './hours-model.js';
import { WeekDay } from './week-day.js';

const HOURS = [0, 6, 12, 18, 24];

export function HoursEditor({ client, hours }) {
  const editor = useEditor(client, hours);
  const { draft, change, problems, dirty, busy, error, conflict } = editor;
  const form = useRef();
  useEffect(() => {
    if (Object.keys(problems).length > 0) form.current.querySelector('[aria-invalid="true"]')?.focus();
  }, [problems]);
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
  const setDays = (days, intervals) => {
    change({ weekly: { ...draft.weekly, ...Object.fromEntries(days.map((day) => [day, intervals])) } });
  };
  const submit = (event) => {
    event.preventDefault();
    editor.save();
  };
  return html`
    <form class="hours" ref=${form} onSubmit=${submit} novalidate>
      <section class="card" aria-labelledby="hours-week">
        <header class="report-head">
          <h2 id="hours-week">${t('admin.hours.week')}</h2>
          <${Zone} zone=${draft.zone} onZone=${(zone) => change({ zone })} wrong=${error?.details?.zone} />
        </header>
        ${hours.version === 0 && html`<p class="muted">${t('admin.hours.notSet')}</p>`}
        <div class="week-scale" aria-hidden="true">${HOURS.map((hour) => html`<span key=${hour}>${hour}</span>`)}</div>
        ${DAYS.map((day) => html`
          <${WeekDay} key=${day} day=${day} weekly=${draft.weekly} problems=${problems} setDays=${setDays} />`)}
      </section>
      <section class="card" aria-labelledby="hours-holidays">
        <h2 id="hours-holidays">${t('admin.hours.holidays')}</h2>
        <p class="muted">${t('admin.hours.holidaysText')}</p>
        <${Holidays} holidays=${draft.holidays} problems=${problems} onChange=${(holidays) => change({ holidays })} />
      </section>
      <section class="card" aria-labelledby="hours-message">
        <h2 id="hours-message"><label for="hours-message-box">${t('admin.hours.message')}</label></h2>
        <p class="muted" id="hours-message-text">${t('admin.hours.messageText')}</p>
        <textarea id="hours-message-box" class="input" rows="3" maxlength="1000" aria-describedby="hours-message-text"
          value=${draft.message} onInput=${(event) => change({ message: event.currentTarget.value })}></textarea>
      </section>
      ${conflict && html`
        <${HoursConflict} base=${editor.base} theirs=${conflict} keepMine=${editor.keepMine}
          takeTheirs=${editor.takeTheirs} />`}
      ${error && html`<${ErrorNotice} error=${error} />`}
      <div class="save-bar ${dirty ? 'save-bar-dirty' : ''}">
        <span role="status">${dirty ? t('admin.hours.unsaved') : ''}</span>
        <button type="button" class="button" disabled=${!dirty || busy} onClick=${editor.discard}>
          ${t('admin.hours.discard')}</button>
        <button type="submit" class="button button-primary" disabled=${!dirty || busy}>${t('ui.form.save')}</button>
      </div>
    </form>`;
}

/** The draft, the version on which it is based, and the calls that save it. */
function useEditor(client, hours) {
  const [base, setBase] = useState(hours);
  const [draft, setDraft] = useState(() => toDraft(hours));
  const [problems, setProblems] = useState({});
  const [conflict, setConflict] = useState();
  const [error, setError] = useState();
  const [busy, setBusy] = useState(false);
  const dirty = useMemo(() => JSON.stringify(toBody(draft)) !== JSON.stringify(toBody(toDraft(base))), [draft, base]);
  const take = (next) => {
    setBase(next);
    setDraft(toDraft(next));
    setProblems({});
    setConflict(undefined);
    setError(undefined);
  };
  const clean = useRef();
  clean.current = !dirty && !busy;
  useEffect(() => client.on('notification', async ({ event }) => {
    if (event !== 'hours_changed' || !clean.current) return;
    const next = await client.http.get('/api/hours').catch(() => undefined);
    if (next && clean.current) take(next);
  }), [client]);
  const save = async (version = base.version) => {
    const wrong = problemsOf(draft);
    setProblems(wrong);
    if (busy || Object.keys(wrong).length > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      take(await client.http.put('/api/hours', toBody(draft, version)));
      toast(t('admin.hours.saved'), 'success');
    } catch (e) {
      const changed = e.code === 'CONFLICT' && e.details?.version;
      const theirs = changed && (await client.http.get('/api/hours').catch(() => undefined));
      if (theirs) setConflict(theirs);
      else setError(e);
    } finally {
      setBusy(false);
    }
  };
  return {
    base, draft, problems, conflict, error, busy, dirty,
    change: (patch) => setDraft((old) => ({ ...old, ...patch })),
    save: () => save(),
    discard: () => take(base),
    takeTheirs: () => take(conflict),
    keepMine: () => {
      setBase(conflict);
      setConflict(undefined);
      save(conflict.version);
    },
  };
}

function Zone({ zone, onZone, wrong }) {
  const zones = useMemo(() => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [zone]);
  return html`
    <label class="range-zone">
      <span>${t('admin.hours.zone')}</span>
      <select class="input" value=${zone} aria-invalid=${wrong ? 'true' : undefined}
        onChange=${(event) => onZone(event.currentTarget.value)}>
        ${zones.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
      </select>
    </label>`;
}
