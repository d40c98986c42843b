// Shows an image of a conversation in full size; the arrow keys go to the image before and after it.
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { t } from './i18n.js';
import { Icon } from './Icon.js';

/**
 * @param {{client: import('../sdk/kefu.js').Kefu, messages: ReadonlyArray<import('../sdk/kefu.js').Message>,
 *   message: import('../sdk/kefu.js').Message, onShow: (message: object) => void, onClose: () => void}} props
 */
export function ImageViewer({ client, messages, message, onShow, onClose }) {
  const dialog = useRef();
  const [url, setUrl] = useState(null);
  const [failed, setFailed] = useState(false);
  const name = message.metadata?.filename ?? '';
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    let isCurrent = true;
    setUrl(null);
    setFailed(false);
    client.fileUrl(message.content).then((found) => isCurrent && setUrl(found), () => isCurrent && setFailed(true));
    return () => {
      isCurrent = false;
    };
  }, [message.content]);
  const onKeyDown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const images = messages.filter((one) => one.msg_type === 'image' && one.status !== 'recalled');
    const next = images[images.findIndex((one) => one.content === message.content) + step];
    if (next) onShow(next);
  };
  const press = (event) => event.target.tagName !== 'IMG' && !event.target.closest('a, button') && onClose();
  return html`<dialog ref=${dialog} class="viewer" aria-label=${t('ui.messages.openImage', { name })}
    onKeyDown=${onKeyDown}
    onClick=${press} onCancel=${(event) => {
      event.preventDefault();
      onClose();
    }}>
    <div class="viewer-bar">
      <span class="truncate">${name}</span>
      ${url && html`<a class="icon-button" href=${url} download=${name} target="_blank" rel="noopener"
        aria-label=${t('ui.messages.download', { name })}><${Icon} name="download" /></a>`}
      <button type="button" class="icon-button" aria-label=${t('ui.close')} onClick=${onClose}><${Icon} name="close"
        /></button>
    </div>
    <div class="viewer-image">
      ${url && !failed && html`<img src=${url} alt=${name} onError=${() => setFailed(true)} />`}
      ${failed && html`<p>${t('ui.messages.imageFailed')}</p>`}
    </div>
  </dialog>`;
}
