// A button that opens a menu. The menu is a popover, so that no scrolling list cuts it off.
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { Icon } from './Icon.js';

let count = 0;

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + 4 + height <= window.innerHeight;
  menu.style.left = Math.max(8, Math.min(at.right - width, window.innerWidth - width - 8)) + 'px';
  menu.style.top = Math.max(8, below ? at.bottom + 4 : at.top - height - 4) + 'px';
}

function moveFocus(event, menu) {
  const entries = [...menu.querySelectorAll('[role^="menuitem"]:not(:disabled)')];
  const at = entries.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  entries.at(next % entries.length)?.focus();
}

/**
 * @typedef {{label: string, icon?: string, shortcut?: string, danger?: boolean, disabled?: boolean, checked?: boolean,
 *   onSelect: () => void}} MenuItem
 * @param {{label: string, items: MenuItem[] | (() => MenuItem[]), icon?: string, class?: string, startOpen?: boolean,
 *   children?: any}} props
 *   A function as `items` is called when the menu opens. `children` replace the icon in the button. With `startOpen`
 *   the menu is open when it is shown for the first time.
 */
export function Menu({ label, items, icon = 'more', class: extra = 'icon-button', startOpen = false, children }) {
  const button = useRef();
  const menu = useRef();
  const id = useRef();
  id.current ??= 'menu-' + ++count;
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open) return;
    place(menu.current, button.current);
    menu.current.querySelector('[role^="menuitem"]:not(:disabled)')?.focus();
  }, [open]);
  useEffect(() => {
    if (!startOpen) return;
    button.current.focus();
    menu.current.showPopover();
  }, []);
  const onKeyDown = (event) => {
    if (event.key === 'Tab') menu.current.hidePopover();
    else moveFocus(event, menu.current);
  };
  const select = (item) => {
    menu.current.hidePopover();
    button.current.focus();
    item.onSelect();
  };
  const shown = !open ? [] : typeof items === 'function' ? items() : items;
  return html`
    <button ref=${button} type="button" class=${extra} aria-label=${label} title=${label} aria-haspopup="menu"
      aria-expanded=${String(open)} popovertarget=${id.current}>
      ${children ?? html`<${Icon} name=${icon} />`}
    </button>
    <div ref=${menu} id=${id.current} class="menu" popover="auto" role="menu" aria-label=${label}
      onToggle=${(event) => setOpen(event.newState === 'open')} onKeyDown=${onKeyDown}>
      ${shown.map((item) => html`<button type="button" tabindex="-1" disabled=${item.disabled}
        role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
        aria-checked=${item.checked === undefined ? undefined : String(item.checked)}
        class=${item.danger ? 'menu-danger' : ''} onClick=${() => select(item)}>
        ${item.checked === undefined ? item.icon && html`<${Icon} name=${item.icon} />`
        : html`<${Icon} name=${item.checked ? 'check' : ''} />`}
        <span>${item.label}</span>
        ${item.shortcut && html`<kbd>${item.shortcut}</kbd>`}
      </button>`)}
    </div>`;
}
