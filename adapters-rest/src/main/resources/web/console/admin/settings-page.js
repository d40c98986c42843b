// The user's own account, and how the pages look in this browser.
import { html, useState } from '../../ui/html.js';
import { Choice, Field, Form, useForm, wrongField } from '../../ui/form.js';
import { language, setLanguage, t } from '../../ui/i18n.js';
import { Loaded, useLoad } from '../../ui/load.js';
import { setTheme, theme } from '../../ui/theme.js';
import { toast } from '../../ui/toast.js';
import { renameLogin } from '../login-storage.js';
import { PageHead } from './page-head.js';
import { userPath } from './users.js';

export function SettingsPage({ client }) {
  const path = userPath(client.login.userId);
  const state = useLoad((signal) => client.http.get(path, undefined, { signal }), [client]);
  return html`
    <${PageHead} title=${t('admin.nav.settings')} text=${t('admin.settings.text', { id: client.login.userId })} />
    <div class="settings">
      <section class="card" aria-labelledby="settings-profile">
        <h2 id="settings-profile">${t('admin.settings.profile')}</h2>
        <${Loaded} state=${state}>
          ${(user) => html`<${Profile} client=${client} user=${user} path=${path} />`}</${Loaded}>
      </section>
      <section class="card" aria-labelledby="settings-password">
        <h2 id="settings-password">${t('admin.settings.password')}</h2>
        <${Password} client=${client} path=${path} />
      </section>
      <section class="card" aria-labelledby="settings-look">
        <h2 id="settings-look">${t('admin.settings.look')}</h2>
        <${Look} />
      </section>
    </div>`;
}

function Profile({ client, user, path }) {
  const form = useForm({ username: user.username, email: user.email ?? '' });
  const save = async ({ username, email }) => {
    await client.http.put(path, { username: username.trim(), ...(email.trim() && { email: email.trim() }) });
    client.login.name = username.trim();
    renameLogin(username.trim());
    toast(t('admin.settings.saved'), 'success');
  };
  return html`
    <${Form} form=${form} onSubmit=${save}>
      <${Field} form=${form} name="username" label=${t('admin.settings.name')} hint=${t('admin.staff.nameHint')}
        maxlength=${64} autocomplete="name" required />
      <${Field} form=${form} name="email" type="email" label=${t('admin.email')} maxlength=${254}
        autocomplete="email" />
    </${Form}>`;
}

function Password({ client, path }) {
  const form = useForm({ old_password: '', password: '', again: '' });
  const save = async ({ old_password: old, password, again }) => {
    if (password !== again) throw wrongField('again', t('admin.settings.different'));
    await client.http.put(path, { old_password: old, password });
    form.setValues({ old_password: '', password: '', again: '' });
    toast(t('admin.settings.passwordSaved'), 'success');
  };
  return html`
    <${Form} form=${form} onSubmit=${save} action=${t('admin.settings.changePassword')}>
      <p class="muted">${t('admin.settings.passwordText')}</p>
      <input type="text" class="visually-hidden" name="username" value=${client.login.userId} autocomplete="username"
        tabindex="-1" aria-hidden="true" readonly />
      <${Field} form=${form} name="old_password" type="password" label=${t('admin.settings.oldPassword')}
        autocomplete="current-password" required />
      <${Field} form=${form} name="password" type="password" label=${t('admin.newPassword')}
        hint=${t('admin.passwordHint')} autocomplete="new-password" required />
      <${Field} form=${form} name="again" type="password" label=${t('admin.settings.again')} autocomplete="new-password"
        required />
    </${Form}>`;
}

function Look() {
  const [chosen, setChosen] = useState(theme());
  const choose = (name) => {
    setTheme(name);
    setChosen(name);
  };
  const themes = ['system', 'light', 'dark'].map((name) => [name, t(`admin.theme.${name}`)]);
  return html`
    <div class="edit-form">
      <div class="field">
        <span class="field-label" aria-hidden="true">${t('admin.settings.language')}</span>
        <${Choice} label=${t('admin.settings.language')} value=${language()}
          options=${[['zh-CN', '简体中文'], ['en', 'English']]}
          onChange=${(name) => setLanguage(name)} />
      </div>
      <div class="field">
        <span class="field-label" aria-hidden="true">${t('admin.settings.theme')}</span>
        <${Choice} label=${t('admin.settings.theme')} value=${chosen} options=${themes} onChange=${choose} />
      </div>
    </div>`;
}
