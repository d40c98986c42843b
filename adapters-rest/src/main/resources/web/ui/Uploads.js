// Files on their way to the service, one after another, with their progress.
import { html, useEffect, useRef, useState } from './html.js';
import { t, formatBytes } from './i18n.js';
import { errorText } from './errors.js';
import { Icon } from './Icon.js';
import { mediaMetadata } from './media-metadata.js';

let lastId = 0;

/** The files that are being uploaded. A file leaves the list when it was sent or cancelled; a failed one stays. */
function useUploads(send) {
  const [items, setItems] = useState([]);
  const queue = useRef(Promise.resolve());
  const latest = useRef();
  latest.current = send;
  const change = (id, patch) => setItems((all) => all.map((item) => item.id === id ? { ...item, ...patch } : item));
  const remove = (id) => setItems((all) => all.filter((item) => item.id !== id));

  const run = async ({ id, file, options, abort }) => {
    if (abort.signal.aborted) return;
    try {
      const metadata = { ...await mediaMetadata(file), ...options.metadata };
      const onProgress = (sent) => change(id, { sent });
      await latest.current(file, { ...options, metadata, signal: abort.signal, onProgress });
      remove(id);
    } catch (error) {
      if (!abort.signal.aborted) change(id, { error });
    }
  };
  const enqueue = (item) => {
    queue.current = queue.current.then(() => run(item));
  };
  return {
    items,
    add({ files, options }) {
      const added = files.map((file) => ({
        id: ++lastId, file, options, sent: 0, error: null, abort: new AbortController(),
      }));
      setItems((all) => [...all, ...added]);
      added.forEach(enqueue);
    },
    cancel(item) {
      item.abort.abort();
      remove(item.id);
    },
    retry(item) {
      change(item.id, { error: null, sent: 0 });
      enqueue(item);
    },
  };
}

function Upload({ item, uploads }) {
  const { file, sent, error } = item;
  // An uploaded file already stands in the message list, as a message that is being sent.
  if (sent >= 1 && !error) return null;
  return html`<li class=${'upload' + (error ? ' failed' : '')}>
    <${Icon} name=${error ? 'alert' : file.type.startsWith('image/') ? 'image' : 'file'} size=${16} />
    <span class="truncate">${error ? t('ui.composer.uploadFailed', { name: file.name }) : file.name}</span>
    ${error ? html`<button type="button" class="button button-small"
      onClick=${() => uploads.retry(item)}>${t('ui.retry')}</button>`
    : html`<span class="muted">${formatBytes(file.size)}</span>
      <progress max="1" value=${sent} aria-label=${t('ui.composer.uploading', { name: file.name })}></progress>`}
    <button type="button" class="icon-button" aria-label=${t('ui.composer.abort', { name: file.name })}
      onClick=${() => uploads.cancel(item)}><${Icon} name="close" size=${16} /></button>
    ${error && html`<p>${errorText(error)}</p>`}
  </li>`;
}

/**
 * @param {{batches: Array<{files: File[], options: object}>, send: (file: File, options: object) =>
 * Promise<unknown>}} props
 *   Each batch that is added to the array is uploaded once.
 */
export function Uploads({ batches, send }) {
  const uploads = useUploads(send);
  const taken = useRef(0);
  useEffect(() => {
    for (; taken.current < batches.length; taken.current++) uploads.add(batches[taken.current]);
  }, [batches]);
  return html`<ul class="uploads">
    ${uploads.items.map((item) => html`<${Upload} key=${item.id} item=${item} uploads=${uploads} />`)}
  </ul>`;
}
