// The profile of a customer, with the export and the erasure of the data.
import { html, useState } from '../../ui/html.js';
import { Confirm } from '../../ui/confirm.js';
import { Dialog } from '../../ui/Dialog.js';
import { download } from '../../ui/download.js';
import { formatExact, formatNumber, t } from '../../ui/i18n.js';
import { ErrorNotice, Loaded, useLoad } from '../../ui/load.js';
import { Time } from '../../ui/Time.js';
import { toast } from '../../ui/toast.js';
import { userPath } from './users.js';

const SESSIONS = 5;

export function CustomerDialog({ client, user, onClose, onDone }) {
  const { http } = client;
  const [question, setQuestion] = useState();
  const state = useLoad(async (signal) => {
    const [fresh, presence, sessions] = await Promise.all([
      http.get(userPath(user.user_id), undefined, { signal }),
      http.get(`${userPath(user.user_id)}/presence`, undefined, { signal }),
      http.get('/api/sessions', { user_id: user.user_id, page_size: SESSIONS }, { signal }),
    ]);
    return { user: fresh, presence, sessions };
  }, [http, user.user_id]);
  if (question) {
    return html`<${Question} kind=${question} http=${http} user=${state.data?.user ?? user} onDone=${onDone}
      onClose=${(erased) => (erased ? onClose() : setQuestion(undefined) || state.reload())} />`;
  }
  return html`
    <${Dialog} title=${user.username} onClose=${onClose} wide>
      <${Loaded} state=${state}>
        ${(data) => html`
          <${Profile} ...${data} />
          <${Actions} http=${http} user=${data.user} ask=${setQuestion} />`}
      </${Loaded}>
    </${Dialog}>`;
}

function Profile({ user, presence, sessions }) {
  const metadata = Object.entries(user.metadata ?? {});
  const row = (label, value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`
    <dl class="facts">
      ${row(t('admin.id'), html`<code>${user.user_id}</code>`)}
      ${row(t('admin.email'), user.email ?? '–')}
      ${row(t('admin.customers.presence'), presence.online ? t('ui.status.online') : t('ui.status.offline'))}
      ${row(t('admin.lastSeen'), html`<${Time} iso=${user.last_active} />`)}
      ${row(t('admin.created'), formatExact(user.created_at))}
      ${user.disabled && row(t('admin.staff.status'), html`
        <span class="badge badge-danger">${t('admin.disabled')}</span>`)}
      ${metadata.map(([name, value]) => row(name, typeof value === 'string' ? value : JSON.stringify(value)))}
    </dl>
    <h3>${t('admin.customers.sessions', { total: formatNumber(sessions.total) })}</h3>
    ${sessions.total === 0
      ? html`<p class="muted">${t('admin.customers.noSessions')}</p>`
      : html`
        <ul class="session-list">
          ${sessions.sessions.map((session) => html`<${SessionLine} key=${session.session_id} session=${session} />`)}
        </ul>`}
    ${sessions.total > SESSIONS && html`
      <p class="muted">${t('admin.customers.newestSessions', { count: SESSIONS })}</p>`}`;
}

function SessionLine({ session }) {
  return html`
    <li>
      <span>${formatExact(session.created_at)}</span>
      <span class="truncate">${session.kefu_name ?? session.kefu_id ?? '–'}</span>
      <span class="badge ${session.status === 'closed' ? '' : 'badge-success'}">
        ${t(`admin.session.${session.status}`)}</span>
    </li>`;
}

function Actions({ http, user, ask }) {
  const [error, setError] = useState();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await download(http, `${userPath(user.user_id)}/export`, `${user.user_id.replace(/[^\w.@-]/g, '_')}.json`);
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  return html`
    ${error && html`<${ErrorNotice} error=${error} />`}
    <div class="form-actions customer-actions">
      <button type="button" class="button" disabled=${busy} onClick=${save}>
        ${t(busy ? 'admin.customers.exporting' : 'admin.customers.export')}</button>
      <button type="button" class="button" onClick=${() => ask(user.disabled ? 'enable' : 'disable')}>
        ${t(user.disabled ? 'admin.staff.enable' : 'admin.staff.disable')}</button>
      <button type="button" class="button button-danger" onClick=${() => ask('erase')}>
        ${t('admin.customers.erase')}</button>
    </div>`;
}

/** Asks before the customer is disabled, enabled or erased. */
function Question({ kind, http, user, onClose, onDone }) {
  let erased = false;
  const run = async () => {
    if (kind === 'erase') await http.delete(userPath(user.user_id));
    else await http.put(userPath(user.user_id), { disabled: kind === 'disable' });
    erased = kind === 'erase';
    toast(t(`admin.customers.${kind}Done`), 'success');
    onDone();
  };
  return html`
    <${Confirm} title=${t(`admin.customers.${kind}Title`, { name: user.username })}
      text=${t(`admin.customers.${kind}Text`, { id: user.user_id })}
      action=${t(kind === 'erase' ? 'admin.customers.erase' : `admin.staff.${kind}`)} run=${run}
      onClose=${() => onClose(erased)} word=${kind === 'erase' ? user.user_id : undefined} />`;
}
