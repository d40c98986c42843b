// Forms whose fields have a label, a hint, and below them what the service found wrong.
import { html, useCallback, useEffect, useMemo, useRef, useState } from './html.js';
import { t } from './i18n.js';
import { ErrorNotice } from './load.js';
import { loadStyles } from './stylesheet.js';

await loadStyles(new URL('./form.css', import.meta.url));

let fields = 0;

/** The values of a form, and the state of the call that submits them. */
export function useForm(initial) {
  const [values, setValues] = useState(initial);
  const [error, setError] = useState();
  const [busy, setBusy] = useState(false);
  const names = useRef(new Set()).current;
  const set = useCallback((name, value) => setValues((old) => ({ ...old, [name]: value })), []);
  const submit = async (action) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await action(values);
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  return { values, set, setValues, error, setError, busy, submit, names };
}

/** An error in the form of the service, for what the page itself finds wrong with a field. */
export function wrongField(name, text) {
  return Object.assign(new Error(t('ui.form.wrong')), { details: { [name]: text } });
}

/** A form; the button `action` calls `onSubmit(values)`, which rejects with the error to show. */
export function Form({ form, onSubmit, action, danger, onCancel, children }) {
  const element = useRef();
  useEffect(() => {
    if (form.error) element.current?.querySelector('[aria-invalid="true"]')?.focus();
  }, [form.error]);
  const submit = (event) => {
    event.preventDefault();
    form.submit(onSubmit);
  };
  return html`
    <form class="edit-form" ref=${element} onSubmit=${submit} novalidate>
      ${children}
      <${FormError} form=${form} />
      <div class="form-actions">
        ${onCancel && html`<button type="button" class="button" onClick=${onCancel}>${t('ui.form.cancel')}</button>`}
        <button type="submit" class="button ${danger ? 'button-danger' : 'button-primary'}" disabled=${form.busy}>
          ${action ?? t('ui.form.save')}
        </button>
      </div>
    </form>`;
}

/** The message of the error, with the details that belong to no field of the form. */
export function FormError({ form }) {
  if (!form.error) return null;
  const others = Object.entries(form.error.details ?? {}).filter(([name]) => !form.names.has(name));
  return html`<${ErrorNotice} error=${form.error} details=${Object.fromEntries(others)} />`;
}

/** One field: `as` is `input`, `textarea` or `select`; further properties are those of the control. */
export function Field({ form, name, label, hint, as = 'input', children, onInput, ...rest }) {
  const id = useMemo(() => `field-${++fields}`, []);
  form.names.add(name);
  const wrong = form.error?.details?.[name];
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const control = {
    id, name, class: 'input', value: form.values[name] ?? '',
    'aria-describedby': described, 'aria-invalid': wrong ? 'true' : undefined,
    onInput: (event) => {
      form.set(name, event.currentTarget.value);
      onInput?.(event);
    },
    ...rest,
  };
  return html`
    <div class="field">
      <label class="field-label" for=${id}>${label}</label>
      <${as} ...${control}>${children}</${as}>
      ${hint && html`<div class="field-hint" id="${id}-hint">${hint}</div>`}
      ${wrong && html`<div class="field-error" id="${id}-error">${wrong}</div>`}
    </div>`;
}

/** A box to tick. */
export function CheckField({ form, name, label, hint, disabled }) {
  const id = useMemo(() => `field-${++fields}`, []);
  form.names.add(name);
  return html`
    <div class="field field-check">
      <input type="checkbox" id=${id} checked=${Boolean(form.values[name])} disabled=${disabled}
        aria-describedby=${hint && `${id}-hint`} onChange=${(event) => form.set(name, event.currentTarget.checked)} />
      <div>
        <label for=${id}>${label}</label>
        ${hint && html`<div class="field-hint" id="${id}-hint">${hint}</div>`}
      </div>
    </div>`;
}

/** One of a few values, as a row of radio buttons. `options` are pairs of value and label. */
export function Choice({ label, value, options, onChange }) {
  const name = useMemo(() => `choice-${++fields}`, []);
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">${label}</legend>
      ${options.map(([option, text]) => html`
        <label key=${option} class="choices-option">
          <input type="radio" name=${name} value=${option} checked=${option === value}
            onChange=${() => onChange(option)} />
          <span>${text}</span>
        </label>`)}
    </fieldset>`;
}
