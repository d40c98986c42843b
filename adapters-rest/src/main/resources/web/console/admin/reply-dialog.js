// Adds or changes a canned reply, and shows how it will look.
import { html, useRef } from '../../ui/html.js';
import { Dialog } from '../../ui/Dialog.js';
import { CheckField, Field, Form, useForm } from '../../ui/form.js';
import { t } from '../../ui/i18n.js';
import { toast } from '../../ui/toast.js';

const PLACEHOLDERS = ['customer.name', 'kefu.name'];

export function ReplyDialog({ client, reply, isAdmin, onClose, onDone }) {
  const { shortcut = '', content = '', shared = false } = reply ?? {};
  const form = useForm({ shortcut, content, shared });
  const box = useRef();
  const save = async (values) => {
    const body = {
      shortcut: values.shortcut.trim().replace(/^\//, ''), content: values.content,
      shared: isAdmin ? values.shared : undefined,
    };
    if (reply) await client.http.put(`/api/replies/${encodeURIComponent(reply.reply_id)}`, body);
    else await client.http.post('/api/replies', body);
    toast(t('admin.saved'), 'success');
    onDone();
    onClose();
  };
  const insert = (placeholder) => {
    const area = box.current.querySelector('textarea');
    area.focus();
    area.setRangeText(`{{${placeholder}}}`, area.selectionStart, area.selectionEnd, 'end');
    form.set('content', area.value);
  };
  return html`
    <${Dialog} title=${t(reply ? 'admin.replies.edit' : 'admin.replies.add')} onClose=${onClose} wide>
      <${Form} form=${form} onSubmit=${save} onCancel=${onClose}>
        <${Field} form=${form} name="shortcut" label=${t('admin.replies.shortcut')}
          hint=${t('admin.replies.shortcutHint')} maxlength=${32} autocomplete="off" required />
        <div ref=${box} class="reply-content">
          <${Field} form=${form} name="content" as="textarea" rows="5" label=${t('admin.replies.content')}
            maxlength=${4000} required />
          <div class="placeholders">
            <span class="muted">${t('admin.replies.insert')}</span>
            ${PLACEHOLDERS.map((name) => html`
              <button type="button" key=${name} class="button button-small" onClick=${() => insert(name)}>
                ${t(`admin.replies.${name}`)}</button>`)}
          </div>
        </div>
        <${Preview} content=${form.values.content} name=${client.login.name} />
        ${isAdmin && html`
          <${CheckField} form=${form} name="shared" label=${t('admin.replies.share')}
            hint=${t('admin.replies.shareHint')} />`}
      </${Form}>
    </${Dialog}>`;
}

function Preview({ content, name }) {
  if (!content.trim()) return null;
  const values = { 'customer.name': t('admin.replies.sampleCustomer'), 'kefu.name': name };
  const filled = content.replace(/\{\{([a-z.]+)\}\}/g, (all, key) => values[key] ?? all);
  return html`
    <section class="reply-preview" aria-label=${t('admin.replies.preview')}>
      <h3>${t('admin.replies.preview')}</h3>
      <p class="bubble-sample">${filled}</p>
    </section>`;
}
