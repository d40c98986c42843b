// The start of the console: shows the login page, or the console of the user who is logged in.
import { html, render, useCallback, useEffect, useState } from '../ui/html.js';
import { addStrings, language, t, useLanguage } from '../ui/i18n.js';
import '../ui/more-icons.js';
import '../ui/theme.js';
import { Toasts } from '../ui/toast.js';
import { createApp } from './app.js';
import { forgetLogin, readLogin, saveLogin } from './login-storage.js';
import { LoginPage } from './LoginPage.js';
import { Shell } from './Shell.js';
import zh from './strings/zh-CN.js';
import en from './strings/en.js';

addStrings({ 'zh-CN': zh, en });

function Console() {
  useLanguage();
  const [login, setLogin] = useState(readLogin);
  const [reason, setReason] = useState('');
  const [app, setApp] = useState(null);
  const lang = language();

  const end = useCallback((why) => {
    forgetLogin();
    setReason(why);
    setLogin(null);
  }, []);

  useEffect(() => {
    if (!login) {
      document.title = t('app.title');
      return undefined;
    }
    const started = createApp(login, end);
    setApp(started);
    return () => {
      setApp(null);
      started.stop();
    };
  }, [login, lang, end]);

  if (!login) {
    const enter = (entered, remember) => {
      saveLogin(entered, remember);
      setReason('');
      setLogin(entered);
    };
    return html`<${LoginPage} reason=${reason} onLogin=${enter} /><${Toasts} />`;
  }
  return html`${app && html`<${Shell} app=${app} />`}<${Toasts} />`;
}

render(html`<${Console} />`, document.getElementById('console'));
