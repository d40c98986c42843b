// Blocks a user or a network for a while or for good.
import { html } from '../../ui/html.js';
import { Dialog } from '../../ui/Dialog.js';
import { Choice, Field, Form, useForm, wrongField } from '../../ui/form.js';
import { t } from '../../ui/i18n.js';
import { toast } from '../../ui/toast.js';

const HOUR = 3_600_000;
const LENGTHS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };

export function BlockDialog({ client, isAdmin, userId = '', onClose, onDone }) {
  const form = useForm({ kind: 'user', user_id: userId, network: '', reason: '', length: 'day', until: '' });
  const { kind, length } = form.values;
  const save = async (values) => {
    await client.http.post('/api/blocks', bodyOf(values));
    toast(t('admin.blocks.added'), 'success');
    onDone();
    onClose();
  };
  const kinds = [['user', t('admin.blocks.user')], ['network', t('admin.blocks.network')]];
  return html`
    <${Dialog} title=${t('admin.blocks.add')} onClose=${onClose}>
      <${Form} form=${form} onSubmit=${save} action=${t('admin.blocks.add')} danger onCancel=${onClose}>
        ${isAdmin && html`
          <${Choice} label=${t('admin.blocks.kind')} value=${kind} options=${kinds}
            onChange=${(value) => form.set('kind', value)} />`}
        ${kind === 'user'
          ? html`
            <${Field} key="user" form=${form} name="user_id" label=${t('admin.blocks.userId')}
              hint=${t(isAdmin ? 'admin.blocks.userHint' : 'admin.blocks.userHintKefu')} autocomplete="off" required />`
          : html`
            <${Field} key="network" form=${form} name="network" label=${t('admin.blocks.network')}
              hint=${t('admin.blocks.networkHint')} placeholder="203.0.113.0/24" autocomplete="off" required />`}
        <${Field} form=${form} name="reason" as="textarea" rows="2" label=${t('admin.blocks.reason')}
          hint=${t('admin.blocks.reasonHint')} maxlength=${500} required />
        <div class="form-row">
          <${Field} form=${form} name="length" as="select" label=${t('admin.blocks.length')}>
            ${[...Object.keys(LENGTHS), 'forever', 'custom'].map((key) => html`
              <option key=${key} value=${key}>${t(`admin.blocks.length.${key}`)}</option>`)}
          </${Field}>
          ${length === 'custom' && html`
            <${Field} form=${form} name="until" type="datetime-local" label=${t('admin.blocks.until')} required />`}
        </div>
      </${Form}>
    </${Dialog}>`;
}

function bodyOf({ kind, user_id: id, network, reason, length, until }) {
  const body = { reason: reason.trim(), ...(kind === 'user' ? { user_id: id.trim() } : { network: network.trim() }) };
  if (length === 'custom') {
    const end = new Date(until);
    if (Number.isNaN(end.getTime())) throw wrongField('until', t('admin.blocks.untilMissing'));
    return { ...body, until: end.toISOString() };
  }
  return length === 'forever' ? body : { ...body, until: new Date(Date.now() + LENGTHS[length]).toISOString() };
}
