// The search in one conversation; a result jumps to its message.
import { html, useEffect, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Icon } from '../../ui/Icon.js';
import { Time } from '../../ui/Time.js';

const TYPING_MS = 250;
const STEPS = 5;

export function ConversationSearch({ conversation, onJump, onClose }) {
  const [text, setText] = useState('');
  const [result, setResult] = useState(null);
  const [at, setAt] = useState(-1);
  const asked = useRef(0);

  const find = async (words, before) => {
    const mine = ++asked.current;
    setResult((old) => ({ messages: before ? old.messages : [], loading: true }));
    try {
      let found = [];
      let next = before;
      for (let step = 0; step < STEPS && found.length < 20; step++) {
        const answer = await conversation.search(words, next);
        if (mine !== asked.current) return;
        found = [...found, ...answer.messages];
        next = answer.nextBeforeSeq;
        if (!next) break;
      }
      setResult((old) => ({ messages: [...(before ? old.messages : []), ...found], next }));
    } catch (error) {
      if (mine === asked.current) setResult({ messages: [], error });
    }
  };

  useEffect(() => {
    const words = text.trim();
    setAt(-1);
    if (!words) {
      asked.current++;
      setResult(null);
      return undefined;
    }
    const timer = setTimeout(() => find(words), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const show = (index) => {
    setAt(index);
    onJump({ seq: result.messages[index].seq });
  };
  const press = (event) => {
    if (event.isComposing) return;
    const count = result?.messages.length ?? 0;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key) && count) {
      event.preventDefault();
      const back = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
      show((at + (back ? count - 1 : 1) + (at < 0 && back ? 1 : 0)) % count);
    }
  };

  return html`<div class="find" role="search">
    <div class="find-field"><${Icon} name="search" />
      <input type="text" class="input" aria-label=${t('find.label')} placeholder=${t('find.label')}
        maxlength="100" autofocus
        ref=${(element) => element && !text && !result && element.focus()} value=${text}
        onInput=${(event) => setText(event.target.value)} onKeyDown=${press} />
      <span class="muted" role="status">${status(result, at)}</span>
      <button class="icon-button" aria-label=${t('find.close')} onClick=${onClose}><${Icon}
        name="close" /></button></div>
    ${result && !result.loading && !result.error && html`<ul class="find-list">
      ${result.messages.map((message, index) => html`<li key=${message.seq}>
        <button aria-current=${index === at ? 'true' : undefined} onClick=${() => show(index)}>
          <bdi>${around(message.content, text.trim())}</bdi><${Time} iso=${message.timestamp}
            class="muted" /></button></li>`)}
      ${result.next && html`<li><button class="find-more"
        onClick=${() => find(text.trim(), result.next)}>${t('find.more')}</button></li>`}
    </ul>`}
  </div>`;
}

function status(result, at) {
  if (!result) return '';
  if (result.loading) return t('find.busy');
  if (result.error) return result.error.message;
  if (result.messages.length === 0) return t('find.none');
  return `${at + 1 || '–'} / ${result.messages.length}${result.next ? '+' : ''}`;
}

/** The words with some characters before and after them. */
function around(content, words) {
  const found = content.toLowerCase().indexOf(words.toLowerCase());
  const from = Math.max(0, found - 24);
  const start = from > 0 ? '…' + content.slice(from, found) : content.slice(0, Math.max(0, found));
  if (found < 0) return content.slice(0, 120);
  const end = found + words.length;
  return html`${start}<mark>${content.slice(found, end)}</mark>${content.slice(end, found + 100)}`;
}
