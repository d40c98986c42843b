// One row of a message list: a message, what remains of a recalled one, an entry of the service, or a day.
import { html, useState } from './html.js';
import { t, formatDay, formatExact, formatTime } from './i18n.js';
import { Avatar } from './Avatar.js';
import { errorText } from './errors.js';
import { Icon } from './Icon.js';
import { Linkified } from './Linkified.js';
import { Menu } from './Menu.js';
import { lazy } from './lazy.js';
import { toast } from './toast.js';

const RECEIPTS = { sending: 'clock', sent: 'check', delivered: 'check-double', read: 'check-double', failed: 'alert' };
const media = () => import('./media.js');
const MEDIA = {
  image: lazy(() => media().then(({ Image }) => Image)),
  voice: lazy(() => media().then(({ Voice }) => Voice)),
  video: lazy(() => media().then(({ Video }) => Video)),
  file: lazy(() => media().then(({ File }) => File)),
};

function Receipt({ receipt }) {
  return html`<span class=${'receipt receipt-' + receipt} title=${t('ui.messages.' + receipt)}>
    <${Icon} name=${RECEIPTS[receipt]} size=${15} label=${t('ui.messages.' + receipt)} />
  </span>`;
}

function Failure({ message, conversation }) {
  const retry = () => conversation.retry(message).catch((error) => toast(errorText(error), 'error'));
  return html`<div class="message-failure">
    <span><${Icon} name="alert" size=${14}
      /> ${message.error ? errorText(message.error) : t('ui.messages.failed')}</span>
    <button type="button" class="button button-small" onClick=${retry}>${t('ui.retry')}</button>
    <button type="button" class="button button-small button-plain" onClick=${() => conversation.discard(message)}>
      ${t('ui.discard')}
    </button>
  </div>`;
}

function Content({ message, context, meta }) {
  const Media = MEDIA[message.msg_type];
  if (!Media) return html`<div class="message-text" dir="auto"><${Linkified} text=${message.content} />${meta}</div>`;
  return html`<${Media} message=${message} client=${context.client} onOpen=${context.openImage} />${meta}`;
}

/** The menu of a message. Until it is used, it is only its button, because a long list has many. */
function Actions({ items }) {
  const [isUsed, setIsUsed] = useState(false);
  const label = t('ui.messages.actions');
  return html`<span class="message-actions">
    ${isUsed ? html`<${Menu} label=${label} items=${items} startOpen />`
    : html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-haspopup="menu"
      aria-expanded="false"
        onClick=${() => setIsUsed(true)}><${Icon} name="more" /></button>`}
  </span>`;
}

function Bubble({ row, receipt, context }) {
  const { message, own, first, last } = row;
  const { client, conversation, showSender, senderName, avatars, actions } = context;
  const name = senderName(message);
  const isNamed = showSender && first && name && message.from_user_id !== client.login.userId;
  const meta = html`<span class="message-meta">
    <time datetime=${row.iso} title=${formatExact(row.iso)}>${formatTime(row.iso)}</time>
    ${own && html`<${Receipt} receipt=${receipt} />`}
  </span>`;
  return html`
    ${avatars && !own && html`<span class="message-avatar">
      ${last && html`<${Avatar} id=${message.from_user_id} name=${name} size=${28} />`}
    </span>`}
    <div class="message-body">
      ${isNamed && html`<div class="message-sender">${name}</div>`}
      <div class="message-line">
        <div class=${'bubble bubble-' + message.msg_type}><${Content} message=${message} context=${context}
          meta=${meta} /></div>
        ${message.seq !== undefined && html`<${Actions} items=${() => actions({ client, conversation, message })} />`}
      </div>
      ${receipt === 'failed' && html`<${Failure} message=${message} conversation=${conversation} />`}
    </div>`;
}

function recalledText({ own, message }, client) {
  if (own && message.from_user_id === client.login.userId) return t('ui.messages.recalledOwn');
  return t('ui.messages.recalled', { name: message.metadata?.sender_name ?? message.from_user_id });
}

/**
 * @param {{row: import('./message-rows.js').Row, receipt?: string, highlighted: boolean, props: {current:
 * object}}} props
 */
export function MessageRow({ row, receipt, highlighted, props }) {
  const context = props.current;
  if (row.kind === 'day') {
    return html`<div class="row row-day"><time datetime=${row.iso.slice(0, 10)}>${formatDay(row.iso)}</time></div>`;
  }
  if (row.kind === 'recalled') return html`<div class="row row-note">${recalledText(row, context.client)}</div>`;
  if (row.kind === 'system') {
    return html`<div class="row row-note" title=${formatExact(row.iso)}>${row.message.content}</div>`;
  }
  const classes = ['row row-message', row.own ? 'own' : 'other', row.first && 'first', row.last && 'last',
    highlighted && 'highlighted'];
  return html`<div class=${classes.filter(Boolean).join(' ')}>
    <${Bubble} row=${row} receipt=${receipt} context=${context} />
  </div>`;
}
