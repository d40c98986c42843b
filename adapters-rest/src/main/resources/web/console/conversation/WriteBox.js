// The composer of a kefu, with the canned replies that fit what was typed after a slash.
import { html, useMemo, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { useStore } from '../../ui/store.js';
import { Composer } from '../../ui/Composer.js';
import { fillReply, findReplies } from '../state/reply-texts.js';

const WIDE = '(min-width: 900px)';

export function WriteBox({ app, conversation, name, mode }) {
  const [query, setQuery] = useState(null);
  const [at, setAt] = useState(0);
  const controls = useRef(null);
  const all = useStore(app.store, (state) => state.replies);
  const replies = useMemo(() => (query === null || mode !== 'mine' ? [] : findReplies(all, query)), [all, query, mode]);
  const shown = query !== null && mode === 'mine';

  const choose = (reply) => {
    controls.current.setText(fillReply(reply.content, { customerName: name, kefuName: app.login.name }));
    controls.current.focus();
  };
  const ask = (words) => {
    setQuery(words);
    setAt(0);
  };
  const press = (event) => {
    if (event.key === 'Escape' && !shown) event.target.blur();
    if (!shown) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') setQuery(null);
    else if (step && replies.length) setAt((at + step + replies.length) % replies.length);
    else if ((event.key === 'Enter' && !event.shiftKey || event.key === 'Tab') && replies.length) choose(replies[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const send = (text) => {
    conversation.send(text).catch(() => {});
  };
  const sendFile = (file, options) => conversation.sendFile(file, options);

  return html`<div class="write">
    ${shown && html`<${Replies} replies=${replies} at=${at} onChoose=${choose} />`}
    <${Composer} onSend=${send} onFile=${sendFile} onTyping=${() => conversation.typing()} voice=${true}
      draftKey=${app.login.userId + '.' + conversation.peerId} autoFocus=${matchMedia(WIDE).matches}
      onSlash=${ask} onKeyDown=${press} controls=${controls} />
  </div>`;
}

function Replies({ replies, at, onChoose }) {
  return html`<div class="replies">
    <ul role="listbox" aria-label=${t('replies.label')}>
      ${replies.map((reply, index) => html`<li key=${reply.reply_id} class="reply" role="option"
        aria-selected=${index === at}
        ref=${(element) => index === at && element?.scrollIntoView({ block: 'nearest' })}
        onPointerDown=${(event) => event.preventDefault()} onClick=${() => onChoose(reply)}>
        <strong>/${reply.shortcut}</strong><span>${reply.content}</span>
        <small>${t(reply.shared ? 'replies.shared' : 'replies.own')}</small></li>`)}
    </ul>
    <p role="status">${replies.length
      ? `${replies[at]?.shortcut ?? ''} · ${t('replies.hint')}`
      : t('replies.none')}</p>
  </div>`;
}
