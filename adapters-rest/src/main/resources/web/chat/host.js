// The link to the page that shows the chat in a frame. Each side accepts messages only from the window of the
// other one.

/** Whether the chat is in a frame. */
export const isEmbedded = window.parent !== window;

const INIT_WITHIN_MS = 1000;
let origin = null;

function post(type, data = {}, target = origin) {
  if (isEmbedded && target) window.parent.postMessage({ kefu: type, ...data }, target);
}

/** Tells the page around the chat. Before that page has answered, its origin is unknown and nothing is sent. */
export const tellHost = post;

/**
 * Waits for the first words of the widget. A frame that belongs to no widget gets none.
 * @param {Record<string, (data: any) => void>} handlers by type of message; they are called after the first words
 * @returns {Promise<{token?: string, identity?: object, visible?: boolean}>}
 */
export function meetHost(handlers) {
  if (!isEmbedded) return Promise.resolve({ visible: true });
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ visible: true }), INIT_WITHIN_MS);
    window.addEventListener('message', ({ source, data, origin: from }) => {
      if (source !== window.parent || typeof data?.kefu !== 'string') return;
      if (origin !== null && from !== origin) return;
      if (data.kefu === 'init') {
        origin = from;
        clearTimeout(timer);
        resolve(data);
      } else if (origin !== null && Object.hasOwn(handlers, data.kefu)) handlers[data.kefu](data);
    });
    // The first words contain nothing secret; the answer tells the origin.
    post('ready', {}, '*');
  });
}
