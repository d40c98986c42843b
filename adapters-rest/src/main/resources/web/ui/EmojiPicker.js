// A small choice of emoji in a popover.
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { t } from './i18n.js';
import { Icon } from './Icon.js';

const EMOJI = [...'😀😄😁😅😂🙂😊😍😘😋😎🤔😐😏😴😢😭😱😡🙄🤝👍👎👌👏🙏💪🎉🌹💐🔥⭐✅❌❓❗📷📦🚚💰'];
const COLUMNS = 8;

/** @param {{onPick: (emoji: string) => void}} props It opens when it is shown for the first time. */
export function EmojiPicker({ onPick }) {
  const button = useRef();
  const panel = useRef();
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open) return;
    const at = button.current.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel.current;
    panel.current.style.left = Math.max(8, Math.min(at.right - width, window.innerWidth - width - 8)) + 'px';
    panel.current.style.top = Math.max(8, at.top - height - 8) + 'px';
    panel.current.querySelector('button').focus();
  }, [open]);
  useEffect(() => {
    button.current.focus();
    panel.current.showPopover();
  }, []);
  const onKeyDown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...panel.current.children];
    all[all.indexOf(document.activeElement) + step]?.focus();
  };
  const pick = (emoji) => {
    panel.current.hidePopover();
    onPick(emoji);
  };
  return html`
    <button ref=${button} type="button" class="icon-button" aria-label=${t('ui.composer.emoji')}
      title=${t('ui.composer.emoji')}
      aria-expanded=${String(open)} onClick=${() => panel.current.togglePopover()}><${Icon} name="smile" size=${20}
        /></button>
    <div ref=${panel} class="emoji" popover="auto" role="group" aria-label=${t('ui.composer.emoji')}
      onToggle=${({ newState }) => setOpen(newState === 'open')}
      onKeyDown=${onKeyDown}>
      ${open && EMOJI.map((emoji) => html`<button type="button" onClick=${() => pick(emoji)}>${emoji}</button>`)}
    </div>`;
}
