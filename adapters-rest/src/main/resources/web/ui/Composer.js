// The place where a message is written: text, emoji, files by button, paste and drop, and voice.
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { t, formatNumber, useLanguage } from './i18n.js';
import { read, write } from './storage.js';
import { Icon } from './Icon.js';
import { lazy } from './lazy.js';

const LIMIT = 4000;
const COUNT_FROM = LIMIT - 200;
const MAX_HEIGHT = 200;
const DRAFT = 'kefu.draft.';

const Uploads = lazy(() => import('./Uploads.js').then((module) => module.Uploads));
const VoiceRecorder = lazy(() => import('./VoiceRecorder.js').then((module) => module.VoiceRecorder));
const EmojiPicker = lazy(() => import('./EmojiPicker.js').then((module) => module.EmojiPicker), EmojiButton);

const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia) && typeof MediaRecorder === 'function';
const lengthOf = (text) => text.length < COUNT_FROM ? text.length : [...text].length;
const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** The text, which survives a reload under its key. */
function useDraft(draftKey) {
  const key = draftKey && DRAFT + draftKey;
  const [text, setText] = useState(() => (key && read(key)) || '');
  const change = (next) => {
    setText(next);
    if (key) write(key, next || null);
  };
  return [text, change];
}

function EmojiButton({ onClick }) {
  return html`<button type="button" class="icon-button" aria-label=${t('ui.composer.emoji')}
    title=${t('ui.composer.emoji')}
    aria-expanded="false" onClick=${onClick}><${Icon} name="smile" size=${20} /></button>`;
}

function Count({ length }) {
  if (length < COUNT_FROM) return null;
  const left = LIMIT - length;
  const text = t(left >= 0 ? 'ui.composer.left' : 'ui.composer.over', { count: formatNumber(Math.abs(left)) });
  return html`<p class=${'composer-count' + (left < 0 ? ' over' : '')} role="status">${text}</p>`;
}

/** Counts entered and left elements, because a drag over a child leaves its parent. */
function useDrop(onFiles) {
  const [depth, setDepth] = useState(0);
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  useEffect(() => {
    const enter = (event) => hasFiles(event) && setDepth((count) => count + 1);
    const leave = (event) => hasFiles(event) && setDepth((count) => Math.max(0, count - 1));
    const over = (event) => hasFiles(event) && event.preventDefault();
    const drop = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      onFiles.current([...event.dataTransfer.files]);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener);
    };
  }, []);
  return depth > 0;
}

/**
 * @param {{
 *   onSend: (text: string) => unknown,
 *   onFile?: (file: File, options: {signal: AbortSignal, onProgress: (sent: number) => void, category?: string,
 *     metadata: Record<string, unknown>}) => Promise<unknown>,
 *   onTyping?: () => void, draftKey?: string, disabledReason?: string, placeholder?: string, voice?: boolean,
 *   autoFocus?: boolean,
 *   onSlash?: (query: string | null) => void, onKeyDown?: (event: KeyboardEvent) => void,
 *   controls?: {current: {text: string, setText: (text: string) => void, insert: (text: string) => void,
 *     focus: () => void}},
 *   children?: any
 * }} props
 *   `onFile` uploads and sends one file. `onSlash` gets what follows a `/` at the beginning of the text, and `null`
 *   when there is no such text any more; `children` stand above the text, for example the found canned replies;
 *   `onKeyDown` is called before the composer looks at a key, which ignores it after `preventDefault()`. `controls`
 *   is a ref that gets the functions. Give the composer a `key` for each conversation.
 */
export function Composer(props) {
  const { onSend, onFile, onTyping, draftKey, disabledReason, placeholder, voice, autoFocus, onSlash, controls,
    children } = props;
  useLanguage();
  const [text, setText] = useDraft(draftKey);
  const [recording, setRecording] = useState(false);
  const area = useRef();
  const picker = useRef();
  const [batches, setBatches] = useState([]);
  const [hasEmoji, setHasEmoji] = useState(false);
  const addFiles = useRef();
  addFiles.current = (files, options = {}) => !disabledReason && setBatches((all) => [...all, { files, options }]);
  const isDropping = useDrop(addFiles) && Boolean(onFile) && !disabledReason;

  const length = lengthOf(text);
  const canSend = text.trim() !== '' && length <= LIMIT;
  const slash = useRef(null);
  const change = (next) => {
    setText(next);
    const query = next.startsWith('/') && !next.includes('\n') ? next.slice(1) : null;
    if (query !== slash.current) onSlash?.(query);
    slash.current = query;
  };
  const insert = (added) => {
    const { selectionStart, selectionEnd } = area.current;
    area.current.setRangeText(added, selectionStart, selectionEnd, 'end');
    change(area.current.value);
    area.current.focus();
  };
  const send = () => {
    if (!canSend) return;
    if (onSend(text.trim()) === false) return;
    change('');
    area.current.focus();
  };
  if (controls) controls.current = { text, setText: change, insert, focus: () => area.current?.focus() };

  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = Math.min(MAX_HEIGHT, area.current.scrollHeight) + 'px';
  }, [text, disabledReason, recording]);
  useEffect(() => {
    if (autoFocus) area.current?.focus({ preventScroll: true });
  }, []);

  const onKeyDown = (event) => {
    if (isComposing(event)) return;
    props.onKeyDown?.(event);
    if (event.defaultPrevented || event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  const onInput = ({ target }) => {
    change(target.value);
    if (target.value !== '') onTyping?.();
  };
  const onPaste = (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || !onFile) return;
    event.preventDefault();
    addFiles.current(files);
  };
  const onPick = ({ target }) => {
    addFiles.current([...target.files]);
    target.value = '';
  };
  if (disabledReason) return html`<div class="composer"><p class="composer-disabled">${disabledReason}</p></div>`;
  return html`<div class=${'composer' + (isDropping ? ' dropping' : '')}>
    ${children}
    ${batches.length > 0 && html`<${Uploads} batches=${batches} send=${onFile} />`}
    ${recording ? html`<${VoiceRecorder} onDone=${(file, metadata) => {
      setRecording(false);
      if (file) addFiles.current([file], { category: 'voice', metadata });
    }} />` : html`<div class="composer-line">
      ${onFile && html`
        <input ref=${picker} type="file" multiple hidden onChange=${onPick} />
        <button type="button" class="icon-button" aria-label=${t('ui.composer.attach')} title=${t('ui.composer.attach')}
          onClick=${() => picker.current.click()}><${Icon} name="attach" size=${20} /></button>`}
      <textarea ref=${area} class="composer-text" rows="1" value=${text} aria-label=${t('ui.composer.label')} dir="auto"
        placeholder=${placeholder ?? t('ui.composer.placeholder')} enterkeyhint="send" autocomplete="off"
        aria-invalid=${length > LIMIT ? 'true' : undefined}
        onInput=${onInput} onKeyDown=${onKeyDown} onPaste=${onPaste}></textarea>
      ${hasEmoji ? html`<${EmojiPicker} onPick=${insert} />` : html`<${EmojiButton} onClick=${() => setHasEmoji(true)}
        />`}
      ${voice && onFile && canRecord() && text.trim() === '' ? html`
        <button type="button" class="icon-button" aria-label=${t('ui.voice.record')} title=${t('ui.voice.record')}
          onClick=${() => setRecording(true)}><${Icon} name="mic" size=${20} /></button>` : html`
        <button type="button" class="icon-button composer-send" aria-label=${t('ui.composer.send')}
          title=${t('ui.composer.send')}
          disabled=${!canSend} onClick=${send}><${Icon} name="send" size=${20} /></button>`}
    </div>`}
    <${Count} length=${length} />
    ${isDropping && html`<div class="composer-drop">${t('ui.composer.drop')}</div>`}
  </div>`;
}
