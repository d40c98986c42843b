// The files of a conversation, from the messages that are loaded, newest first.
import { html, useEffect, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Icon } from '../../ui/Icon.js';
import { Time } from '../../ui/Time.js';
import { attempt } from '../state/actions.js';

const ICONS = { image: 'image', file: 'file', voice: 'mic', video: 'video' };

export function CustomerFiles({ app, conversation, onJump }) {
  const isFile = ({ seq, msg_type: type, status }) => seq && type in ICONS && status !== 'recalled';
  const files = conversation.messages.filter(isFile).reverse();
  const images = files.filter((message) => message.msg_type === 'image');
  const others = files.filter((message) => message.msg_type !== 'image');
  return html`
    ${files.length === 0 && html`<p class="muted">${t('customer.files.none')}</p>`}
    ${images.length > 0 && html`<ul class="thumbs">${images.map((message) => html`<li key=${message.message_id}>
      <button aria-label=${t('customer.files.show', { name: labelOf(message) })} onClick=${() => onJump(message.seq)}>
        <${Thumb} app=${app} file=${message.content} /></button></li>`)}</ul>`}
    ${others.length > 0 && html`<ul class="files">${others.map((message) => html`<li key=${message.message_id}>
      <button class="files-item" onClick=${() => onJump(message.seq)}><${Icon} name=${ICONS[message.msg_type]} />
        <span><bdi>${labelOf(message)}</bdi><small class="muted"><${Time}
          iso=${message.timestamp} /></small></span></button></li>`)}</ul>`}
    ${conversation.hasOlder && html`<button class="button button-small" disabled=${conversation.loadingOlder}
      onClick=${() => attempt(() => conversation.loadOlder(100))}>${t('customer.files.older')}</button>`}`;
}

function labelOf(message) {
  return message.metadata?.filename ?? t('preview.' + message.msg_type);
}

function Thumb({ app, file }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    let gone = false;
    app.client.fileUrl(file, { thumbnail: 160 }).then((link) => gone || setUrl(link), () => {});
    return () => {
      gone = true;
    };
  }, [app, file]);
  return url ? html`<img src=${url} alt="" loading="lazy" onError=${() => setUrl('')} />` : html`<${Icon}
    name="image" />`;
}
