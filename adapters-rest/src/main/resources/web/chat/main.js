// Starts the customers' page.
import { html, render } from '../ui/html.js';
import { addStrings, suggestLanguage } from '../ui/i18n.js';
import { suggestTheme } from '../ui/theme.js';
import { Chat } from './Chat.js';
import { ChatPage } from './ChatPage.js';
import { readFragment } from './fragment.js';
import { isEmbedded, meetHost, tellHost } from './host.js';
import { fitToKeyboard } from './keyboard.js';
import zh from './strings/zh-CN.js';
import en from './strings/en.js';

addStrings({ 'zh-CN': zh, en });
const { token, lang, theme, color } = readFragment();
if (lang) suggestLanguage(lang);
if (theme) suggestTheme(theme);
if (color) import('../ui/accent.js').then(({ setAccent }) => setAccent(color));
document.documentElement.classList.toggle('embedded', isEmbedded);
fitToKeyboard();
if (isEmbedded) {
  // Escape closes an open dialog or menu first, and the frame after that.
  document.addEventListener('keydown', (event) => {
    const isInside = document.querySelector('dialog[open], :popover-open');
    if (event.key === 'Escape' && !event.isComposing && !isInside) tellHost('close');
  }, true);
}

const chat = new Chat();
render(html`<${ChatPage} chat=${chat} />`, document.getElementById('chat'));
const host = await meetHost({
  visible: ({ visible }) => {
    chat.setVisible(visible === true);
    if (visible && matchMedia('(hover: hover)').matches) document.querySelector('.composer-text')?.focus();
  },
  token: ({ token: given }) => chat.useToken(given),
  logout: () => chat.logout(),
});
await chat.begin({ token: host.token ?? token, identity: host.identity, visible: host.visible });
