// The dialogs that add, change, disable and delete a kefu or admin.
import { html } from '../../ui/html.js';
import { Confirm } from '../../ui/confirm.js';
import { Dialog } from '../../ui/Dialog.js';
import { CheckField, Field, Form, useForm } from '../../ui/form.js';
import { t } from '../../ui/i18n.js';
import { toast } from '../../ui/toast.js';
import { userPath } from './users.js';

const NEW = { user_id: '', username: '', email: '', user_type: 'kefu', password: '', max_sessions: '10', skills: '' };

/** @param {{kind: string, user?: any, client: any, onClose: () => void, onDone: () => void}} props */
export function StaffDialog({ kind, ...rest }) {
  const { client, user, onClose, onDone } = rest;
  const done = (key) => {
    toast(t(key), 'success');
    onDone();
  };
  const change = (body, key) => async () => {
    await client.http.put(userPath(user.user_id), body);
    done(key);
  };
  const confirm = (run) => html`
    <${Confirm} title=${t(`admin.staff.${kind}Title`, { name: user.username })}
      text=${t(`admin.staff.${kind}Text`, { id: user.user_id })}
      action=${t(`admin.staff.${kind}`)} run=${run} onClose=${onClose}
      word=${kind === 'erase' ? user.user_id : undefined} />`;
  switch (kind) {
    case 'disable': return confirm(change({ disabled: true }, 'admin.staff.disableDone'));
    case 'enable': return confirm(change({ disabled: false }, 'admin.staff.enableDone'));
    case 'erase': return confirm(async () => {
      await client.http.delete(userPath(user.user_id));
      done('admin.staff.eraseDone');
    });
    case 'password': return html`<${PasswordDialog} ...${rest} done=${done} />`;
    case 'edit': return html`<${EditDialog} ...${rest} done=${done} />`;
    default: return html`<${AddDialog} ...${rest} done=${done} />`;
  }
}

function AddDialog({ client, onClose, done }) {
  const form = useForm(NEW);
  const save = async (values) => {
    const { user_id: id, username, email, user_type: type, password } = values;
    await client.http.post('/api/users', {
      user_id: id.trim(), username: username.trim(), user_type: type, password,
      ...(email.trim() && { email: email.trim() }),
      max_sessions: Number(values.max_sessions), skills: skillsOf(values.skills),
    });
    done('admin.staff.addDone');
    onClose();
  };
  return html`
    <${Dialog} title=${t('admin.staff.add')} onClose=${onClose} wide>
      <${Form} form=${form} onSubmit=${save} action=${t('admin.staff.add')} onCancel=${onClose}>
        <div class="form-row">
          <${Field} form=${form} name="user_id" label=${t('admin.staff.id')} hint=${t('admin.staff.idHint')}
            autocomplete="off" required maxlength=${128} />
          <${Field} form=${form} name="password" type="password" label=${t('admin.staff.firstPassword')}
            hint=${t('admin.passwordHint')} autocomplete="new-password" required />
        </div>
        <${StaffFields} form=${form} added />
      </${Form}>
    </${Dialog}>`;
}

function EditDialog({ client, user, onClose, done }) {
  const before = {
    username: user.username, email: user.email ?? '', user_type: user.user_type,
    max_sessions: String(user.max_sessions), skills: user.skills.join(', '),
  };
  const form = useForm(before);
  const own = user.user_id === client.login.userId;
  const save = async (values) => {
    const body = changes(before, values);
    if (Object.keys(body).length > 0) {
      await client.http.put(userPath(user.user_id), body);
      done('admin.saved');
    }
    onClose();
  };
  return html`
    <${Dialog} title=${t('admin.editOf', { name: user.username })} onClose=${onClose} wide>
      <${Form} form=${form} onSubmit=${save} onCancel=${onClose}>
        <${StaffFields} form=${form} own=${own} />
      </${Form}>
    </${Dialog}>`;
}

function StaffFields({ form, own, added }) {
  const hint = added ? undefined : t(own ? 'admin.staff.ownRole' : 'admin.staff.roleHint');
  return html`
    <div class="form-row">
      <${Field} form=${form} name="username" label=${t('admin.staff.name')} hint=${t('admin.staff.nameHint')} required
        maxlength=${64} />
      <${Field} form=${form} name="email" type="email" label=${t('admin.email')} autocomplete="off" maxlength=${254} />
    </div>
    <div class="form-row">
      <${Field} form=${form} name="user_type" as="select" label=${t('admin.staff.role')} disabled=${own} hint=${hint}>
        <option value="kefu">${t('admin.role.kefu')}</option>
        <option value="admin">${t('admin.role.admin')}</option>
      </${Field}>
      <${Field} form=${form} name="max_sessions" type="number" min="0" max="1000" label=${t('admin.staff.maxSessions')}
        hint=${t('admin.staff.maxSessionsHint')} />
    </div>
    <${Field} form=${form} name="skills" label=${t('admin.staff.skills')} hint=${t('admin.staff.skillsHint')}
      autocomplete="off" />`;
}

function PasswordDialog({ client, user, onClose, done }) {
  const form = useForm({ password: '', shown: false });
  const own = user.user_id === client.login.userId;
  if (own) return html`
    <${Dialog} title=${t('admin.staff.password')} onClose=${onClose}><p>${t('admin.staff.ownPassword')} <a
      href="#/admin/settings">${t('admin.nav.settings')}</a></p></${Dialog}>`;
  const save = async ({ password }) => {
    await client.http.put(userPath(user.user_id), { password });
    done('admin.staff.passwordDone');
    onClose();
  };
  return html`
    <${Dialog} title=${t('admin.staff.passwordTitle', { name: user.username })} onClose=${onClose}>
      <${Form} form=${form} onSubmit=${save} onCancel=${onClose}>
        <p class="muted">${t('admin.staff.passwordText')}</p>
        <${Field} form=${form} name="password" type=${form.values.shown ? 'text' : 'password'}
          label=${t('admin.newPassword')} hint=${t('admin.passwordHint')} autocomplete="new-password" required />
        <${CheckField} form=${form} name="shown" label=${t('admin.showPassword')} />
      </${Form}>
    </${Dialog}>`;
}

const skillsOf = (text) => text.split(/[\s,，、;；]+/).filter(Boolean);

function changes(before, values) {
  const body = {};
  for (const name of ['username', 'email', 'user_type']) {
    if (values[name].trim() !== before[name]) body[name] = values[name].trim();
  }
  if (values.max_sessions !== before.max_sessions) body.max_sessions = Number(values.max_sessions);
  if (values.skills !== before.skills) body.skills = skillsOf(values.skills);
  return body;
}
