// The button with the user's avatar and its panel: status, language, theme, sound, notifications, logout.
import { html, useEffect, useRef, useState } from '../ui/html.js';
import { t } from '../ui/i18n.js';
import { useStore } from '../ui/store.js';
import { Avatar } from '../ui/Avatar.js';
import { Icon } from '../ui/Icon.js';
import { Choice, LanguageChoice, ThemeChoice } from './Appearance.js';
import { playSound } from './state/alerts.js';
import { changeSettings } from './state/settings.js';

export function UserMenu({ app }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const button = useRef(null);
  const duty = useStore(app.store, (state) => state.duty);
  const { login } = app;

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => {
      if (!box.current.contains(event.target)) setOpen(false);
    };
    const escape = (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      button.current.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape, true);
    };
  }, [open]);

  return html`<div class="user-menu" ref=${box}>
    <button class="user-button" ref=${button} aria-expanded=${open} aria-haspopup="dialog"
      aria-label=${t('menu.open', { name: login.name, status: t('duty.' + duty) })} title=${login.name}
      onClick=${() => setOpen(!open)}>
      <${Avatar} id=${login.userId} name=${login.name} size=${36} status=${duty} />
    </button>
    ${open && html`<${Panel} app=${app} duty=${duty} />`}
  </div>`;
}

function Panel({ app, duty }) {
  const settings = useStore(app.store, (state) => state.settings);
  const { login } = app;
  const duties = ['online', 'busy', 'away'].map((name) => [name, t('duty.' + name)]);
  return html`<div class="user-panel" role="dialog" aria-label=${t('menu.label')}>
    <header><strong>${login.name}</strong><span class="muted">${login.userId}</span></header>
    <div class="user-row"><${Choice} label=${t('menu.duty')} options=${duties} value=${duty}
      onChoose=${app.duty.choose} /></div>
    <p class="user-hint">${t('duty.hint.' + duty)}</p>
    <div class="user-row"><span>${t('settings.language')}</span><${LanguageChoice} /></div>
    <div class="user-row"><span>${t('settings.theme')}</span><${ThemeChoice} /></div>
    <${Switch} label=${t('settings.sound')} checked=${settings.sound} onChange=${(sound) => {
      changeSettings(app.store, { sound });
      if (sound) playSound();
    }} />
    <${NotifySwitch} app=${app} checked=${settings.notify} />
    <button class="user-item" onClick=${() => app.openDialog('shortcuts')}><${Icon}
      name="keyboard" />${t('keys.title')}</button>
    <button class="user-item" onClick=${app.leave}><${Icon} name="logout" />${t('menu.logout')}</button>
  </div>`;
}

function Switch({ label, checked, onChange, hint }) {
  return html`<label class="user-switch"><span>${label}${hint && html`<small>${hint}</small>`}</span>
    <input type="checkbox" role="switch" checked=${checked}
      onChange=${(event) => onChange(event.target.checked)} /></label>`;
}

/** Asks the browser for permission when it is switched on, never before. */
function NotifySwitch({ app, checked }) {
  const possible = 'Notification' in window;
  const [permission, setPermission] = useState(possible ? Notification.permission : 'denied');
  const change = async (wanted) => {
    const answer = wanted && permission === 'default' ? await Notification.requestPermission() : permission;
    setPermission(answer);
    changeSettings(app.store, { notify: wanted && answer === 'granted' });
  };
  return html`<${Switch} label=${t('settings.notify')} checked=${checked && permission === 'granted'}
    hint=${permission === 'denied' ? t('settings.notify.denied') : ''} onChange=${change} />`;
}
