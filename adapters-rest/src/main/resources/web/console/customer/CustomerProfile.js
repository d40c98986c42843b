// Name, email and other fields of a customer; name and email can be changed.
import { html, useEffect, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { toast } from '../../ui/toast.js';
import { Avatar } from '../../ui/Avatar.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { Time } from '../../ui/Time.js';
import { attempt } from '../state/actions.js';
import { nameOf } from '../state/people.js';

const FIELDS = ['username', 'email'];

export function CustomerProfile({ app, peerId, session }) {
  const user = useStore(app.store, (state) => state.users[peerId]);
  const name = useStore(app.store, (state) => nameOf(state, peerId, session));
  useEffect(() => app.people.want(peerId), [app, peerId]);

  const save = async (field, value) => {
    const path = '/api/users/' + encodeURIComponent(peerId);
    const changed = await attempt(() => app.client.http.put(path, { [field]: value }));
    if (!changed) return false;
    app.people.put(changed);
    toast(t('customer.saved'), 'success');
    return true;
  };

  return html`<div class="profile">
    <div class="profile-top"><${Avatar} id=${peerId} name=${name} size=${48} />
      <div><strong><bdi>${name}</bdi></strong><code class="muted">${peerId}</code></div></div>
    ${!user ? html`<${Skeleton}
      lines=${3} />` : user.missing ? html`<p class="muted">${t('customer.missing')}</p>` : html`<dl>
      ${FIELDS.map((field) => html`<${EditableField} key=${field} field=${field}
        value=${user[field] === peerId ? '' : user[field] ?? ''}
        onSave=${(value) => save(field, value)} />`)}
      <${Row} label=${t('customer.created_at')}><${Time} iso=${user.created_at} /><//>
      <${Row} label=${t('customer.last_active')}><${Time} iso=${user.last_active} /><//>
      ${user.disabled && html`<${Row}
        label=${t('customer.state')}><span class="badge badge-danger">${t('customer.disabled')}</span><//>`}
      ${Object.entries({ ...user.metadata, ...session?.metadata }).map(([key, value]) => html`<${Row} key=${key}
        label=${key}>
        <bdi>${typeof value === 'object' ? JSON.stringify(value) : String(value)}</bdi><//>`)}
    </dl>`}
  </div>`;
}

function Row({ label, children }) {
  return html`<div class="profile-row"><dt title=${label}>${label}</dt><dd>${children}</dd></div>`;
}

/** A value that becomes a field when it is clicked: Enter and leaving it save, Escape drops the change. */
function EditableField({ field, value, onSave }) {
  const [editing, setEditing] = useState(false);
  const button = useRef(null);
  const input = useRef(null);
  const dropped = useRef(false);

  useEffect(() => {
    if (editing) input.current.select();
  }, [editing]);

  const finish = async () => {
    const text = input.current.value.trim();
    const isValid = input.current.checkValidity() && (text || field !== 'username');
    if (!dropped.current && text !== value && isValid) await onSave(text);
    dropped.current = false;
    setEditing(false);
  };
  const press = (event) => {
    if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    dropped.current = event.key === 'Escape';
    input.current.blur();
    requestAnimationFrame(() => button.current?.focus());
  };

  return html`<${Row} label=${t('customer.' + field)}>
    ${editing
      ? html`<input class="input" ref=${input} type=${field === 'email' ? 'email' : 'text'}
        maxlength=${field === 'email' ? 254 : 100}
          aria-label=${t('customer.' + field)} defaultValue=${value} onBlur=${finish} onKeyDown=${press} />`
      : html`<button class="profile-value" ref=${button} title=${t('customer.edit')} onClick=${() => setEditing(true)}
          aria-label=${t('customer.edit_field', { field: t('customer.' + field), value: value || t('customer.add') })}>
          ${value ? html`<bdi>${value}</bdi>` : html`<span class="muted">${t('customer.add')}</span>`}</button>`}
  <//>`;
}
