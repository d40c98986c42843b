// The login page of kefu and admins.
import { html, useRef, useState } from '../ui/html.js';
import { language, t } from '../ui/i18n.js';
import { loginKefu } from '../sdk/kefu.js';
import { LanguageChoice, ThemeChoice } from './Appearance.js';

export function LoginPage({ reason, onLogin }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const id = useRef(null);
  const password = useRef(null);
  const remember = useRef(null);

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError('');
    try {
      const options = { language: language() };
      onLogin(await loginKefu(id.current.value.trim(), password.current.value, options), remember.current.checked);
    } catch (failure) {
      setError(sentence(failure));
      setBusy(false);
      password.current.select();
    }
  };

  return html`<div class="login">
    <main class="login-card">
      <h1>${t('login.title')}</h1>
      <p class="login-hint">${t('login.hint')}</p>
      ${reason && html`<p class="login-reason" role="status">${t('login.ended.' + reason)}</p>`}
      <form onSubmit=${submit}>
        <label class="field"><span>${t('login.id')}</span>
          <input class="input" ref=${id} name="username" autocomplete="username" autocapitalize="none"
            spellcheck=${false} required maxlength="64" autofocus /></label>
        <label class="field"><span>${t('login.password')}</span>
          <input class="input" ref=${password} name="password" type="password" autocomplete="current-password"
            required maxlength="256" /></label>
        <label class="login-remember"><input type="checkbox" ref=${remember} /> ${t('login.remember')}</label>
        <p class="login-error" role="alert">${error}</p>
        <button class="button button-primary login-submit" type="submit" disabled=${busy}>
          ${busy ? t('login.busy') : t('login.submit')}</button>
      </form>
    </main>
    <footer class="login-foot"><${LanguageChoice} /><${ThemeChoice} /></footer>
  </div>`;
}

function sentence(error) {
  if (error.code === 'NETWORK_ERROR') return t('login.network');
  if (error.status === 401) return t('login.wrong');
  return error.message;
}
