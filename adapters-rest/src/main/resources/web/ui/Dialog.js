// A modal dialog on the browser's own <dialog>: it holds the focus, closes with Escape, and gives the focus back.
import { html, useLayoutEffect, useRef } from './html.js';
import { t } from './i18n.js';
import { Icon } from './Icon.js';

let count = 0;

/**
 * @param {{title: string, onClose: () => void, children: any, footer?: any, wide?: boolean, class?: string}} props
 *   `footer` has the buttons. Render the dialog only while it is open.
 */
export function Dialog({ title, onClose, children, footer, wide = false, class: extra = '' }) {
  const dialog = useRef();
  const id = useRef();
  id.current ??= 'dialog-' + ++count;
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  // Only a press on the backdrop itself closes, so that selecting a text beyond the edge does not.
  const press = (event) => event.target === dialog.current && onClose();
  return html`<dialog ref=${dialog} class=${'dialog ' + (wide ? 'dialog-wide ' : '') + extra}
    aria-labelledby=${id.current}
    onCancel=${cancel} onMouseDown=${press}>
    <div class="dialog-body">
      <header>
        <h2 id=${id.current}>${title}</h2>
        <button type="button" class="icon-button" aria-label=${t('ui.close')} onClick=${onClose}>
          <${Icon} name="close" />
        </button>
      </header>
      <div class="dialog-content">${children}</div>
      ${footer && html`<footer>${footer}</footer>`}
    </div>
  </dialog>`;
}
