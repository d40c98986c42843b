// Reads arriving messages out to screen readers. The list itself is silent, because scrolling puts old messages
// into it.
import { html, useEffect, useState } from './html.js';
import { t } from './i18n.js';

const TEXT_LENGTH = 200;

/** A message in one line. */
export function summaryOf(message) {
  if (message.msg_type === 'text' || message.msg_type === 'system') return message.content;
  return t('ui.messages.' + message.msg_type);
}

export function Arrivals({ client, conversation }) {
  const [text, setText] = useState('');
  useEffect(() => client.on('message', ({ conversation: its, message }) => {
    if (its !== conversation) return;
    const summary = summaryOf(message).slice(0, TEXT_LENGTH);
    const name = message.metadata?.sender_name;
    setText(name ? t('ui.messages.from', { name, text: summary }) : summary);
  }), [client, conversation]);
  return html`<div class="visually-hidden" aria-live="polite">${text}</div>`;
}
