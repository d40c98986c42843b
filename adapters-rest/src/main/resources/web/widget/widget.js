// The script for other sites: a round button that opens the customers' page in a frame. docs/pages.md describes
// its options.
(() => {
  const script = document.currentScript;
  if (!script || window.kefu) return;

  const { origin } = new URL(script.src);
  const options = script.dataset;
  const KEPT = 'kefu.customer';
  const IDLE_WITHIN_MS = 3000;
  const SMALL = window.matchMedia('(max-width: 480px), (max-height: 480px)');
  const TEXTS = {
    'zh-CN': { open: '联系客服', close: '收起客服窗口', unread: '联系客服，{count} 条未读消息', frame: '在线客服' },
    en: { open: 'Contact support', close: 'Close the support window', unread: 'Contact support, {count} unread',
      frame: 'Support' },
  };
  const STYLES = `
    :host { all: initial; position: fixed; z-index: 2147483000; color-scheme: light dark; }
    button {
      position: fixed; bottom: var(--offset); display: grid; place-items: center; width: 56px; height: 56px; padding: 0;
      border: 0;
      border-radius: 50%; background: var(--color); color: var(--on-color); cursor: pointer;
      box-shadow: 0 2px 6px rgb(0 0 0 / 20%), 0 8px 24px rgb(0 0 0 / 20%); transition: scale 120ms;
    }
    button:hover { scale: 1.05; }
    button:focus-visible { outline: 3px solid var(--color); outline-offset: 3px; }
    .right button, .right iframe { right: var(--offset); }
    .left button, .left iframe { left: var(--offset); }
    svg {
      width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round;
      stroke-linejoin: round;
    }
    .badge {
      position: absolute; top: -3px; right: -3px; min-width: 22px; height: 22px; padding: 0 6px; box-sizing: border-box;
      border-radius: 11px; background: #c02a1e; color: #fff; font: 600 12px/22px system-ui, sans-serif;
      text-align: center;
    }
    iframe {
      position: fixed; bottom: calc(var(--offset) + 72px); width: 392px;
      height: min(680px, calc(100vh - var(--offset) - 96px));
      border: 0; border-radius: 16px; background: light-dark(#f5f6f8, #0e1014);
      box-shadow: 0 12px 48px rgb(0 0 0 / 28%);
      visibility: hidden; opacity: 0; translate: 0 8px; transition: opacity 120ms, translate 120ms, visibility 0s 120ms;
    }
    .light iframe { color-scheme: light; }
    .dark iframe { color-scheme: dark; }
    .opened iframe { visibility: visible; opacity: 1; translate: 0; transition-delay: 0s; }
    @media (max-width: 480px), (max-height: 480px) {
      .left iframe, .right iframe {
        inset: var(--top, 0) 0 auto; width: 100vw; height: var(--height, 100dvh); border-radius: 0;
      }
      .opened button { display: none; }
    }
    [hidden] { display: none; }
    @media (prefers-reduced-motion: reduce) { button, iframe { transition: none !important; } }
    @media print { :host { display: none; } }`;

  const language = options.lang in TEXTS ? options.lang
    : /^zh\b/i.test(document.documentElement.lang || navigator.language) ? 'zh-CN' : 'en';
  const texts = TEXTS[language];
  const color = /^#[0-9a-f]{6}$/i.test(options.color) ? options.color : '#2a5bd7';
  const state = { isOpen: false, isReady: false, unread: 0, token: undefined };
  const listeners = new Map();
  let frame = null;

  function emit(event, data) {
    for (const listener of [...listeners.get(event) ?? []]) listener(data);
  }

  // The site's own storage. It is used only if the browser refuses storage to the frame.
  function kept(value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(KEPT));
      if (value === null) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, JSON.stringify(value));
    } catch {
      return null;
    }
    return value;
  }

  function isBright(hex) {
    const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.36;
  }

  function drawing(path) {
    const namespace = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(namespace, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.appendChild(document.createElementNS(namespace, 'path')).setAttribute('d', path);
    return svg;
  }

  function element(name, properties, ...children) {
    const created = Object.assign(document.createElement(name), properties);
    created.append(...children);
    return created;
  }

  const chatIcon = drawing('M4 5h16v11H10l-4.5 4v-4H4z');
  const closeIcon = drawing('M6 9.5l6 6 6-6');
  const badge = element('span', { className: 'badge', hidden: true, ariaHidden: 'true' });
  const button = element('button', { type: 'button', onclick: () => toggle() }, chatIcon, closeIcon, badge);
  const panel = element('div', {}, button);
  const host = document.createElement('kefu-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  root.append(panel);
  panel.classList.add(options.position === 'left' ? 'left' : 'right');
  if (options.theme === 'light' || options.theme === 'dark') panel.classList.add(options.theme);
  panel.style.setProperty('--color', color);
  panel.style.setProperty('--on-color', isBright(color) ? '#000' : '#fff');
  panel.style.setProperty('--offset', (Number.parseInt(options.offset, 10) || 20) + 'px');

  function show() {
    panel.classList.toggle('opened', state.isOpen);
    chatIcon.style.display = state.isOpen ? 'none' : '';
    closeIcon.style.display = state.isOpen ? '' : 'none';
    badge.hidden = state.isOpen || state.unread === 0;
    badge.textContent = state.unread > 99 ? '99+' : String(state.unread);
    button.setAttribute('aria-expanded', String(state.isOpen));
    button.setAttribute('aria-label', state.isOpen ? texts.close
      : state.unread > 0 ? texts.unread.replace('{count}', state.unread) : texts.open);
  }

  function tell(type, data) {
    if (state.isReady) frame.contentWindow.postMessage({ kefu: type, ...data }, origin);
  }

  function load() {
    if (frame) return;
    const fragment = new URLSearchParams({ lang: language });
    if (options.color) fragment.set('color', color);
    if (options.theme) fragment.set('theme', options.theme);
    frame = element('iframe', { title: texts.frame, allow: 'microphone; clipboard-write', referrerPolicy: 'origin' });
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-downloads');
    frame.src = `${origin}/chat/#${fragment}`;
    panel.prepend(frame);
  }

  function open() {
    if (state.isOpen) return;
    load();
    state.isOpen = true;
    show();
    frame.focus();
    tell('visible', { visible: true });
    fit();
    emit('open');
  }

  function close() {
    if (!state.isOpen) return;
    state.isOpen = false;
    show();
    tell('visible', { visible: false });
    button.focus();
    emit('close');
  }

  function toggle() {
    if (state.isOpen) close();
    else open();
  }

  // The frame of a small screen ends above the on-screen keyboard.
  function fit() {
    if (!window.visualViewport || !state.isOpen || !SMALL.matches) return;
    panel.style.setProperty('--height', window.visualViewport.height + 'px');
    panel.style.setProperty('--top', window.visualViewport.offsetTop + 'px');
  }

  const received = {
    ready() {
      state.isReady = true;
      tell('init', { token: state.token, identity: kept(), visible: state.isOpen });
    },
    unread({ count }) {
      state.unread = Number(count) || 0;
      show();
      emit('unread', state.unread);
    },
    keep: ({ identity }) => kept(identity),
    close,
    message: () => emit('message'),
    session: ({ status }) => emit('session', status),
    token_needed: () => emit('token'),
  };
  window.addEventListener('message', ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin) return;
    if (Object.hasOwn(received, data?.kefu)) received[data.kefu](data);
  });
  window.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  window.visualViewport?.addEventListener('resize', fit);
  window.visualViewport?.addEventListener('scroll', fit);

  window.kefu = Object.freeze({
    open,
    close,
    /**
     * Logs in the customer of the site with a token that its server has signed; `null` goes back to an
     * anonymous customer.
     */
    setToken(jwt) {
      state.token = jwt ?? undefined;
      tell('token', { token: state.token ?? null });
    },
    /** Ends the login and removes what the browser has stored. */
    logout() {
      state.token = undefined;
      kept(null);
      tell('logout');
    },
    /** Adds a listener and returns a function that removes it. */
    on(event, listener) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event).add(listener);
      return () => listeners.get(event).delete(listener);
    },
  });

  function begin() {
    show();
    document.body.append(host);
    if (options.open === 'true') open();
    const saves = navigator.connection?.saveData === true;
    const idle = window.requestIdleCallback ?? ((task) => setTimeout(task, 1000));
    if (options.preload !== 'false' && !saves) idle(load, { timeout: IDLE_WITHIN_MS });
    window.dispatchEvent(new Event('kefu-ready'));
  }
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin, { once: true });
})();
