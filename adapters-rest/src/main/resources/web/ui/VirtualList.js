// A list of rows of one height that puts only the visible rows into the document.
import { html, useLayoutEffect, useRef, useState } from './html.js';

/**
 * @param {{items: any[], rowHeight: number, keyOf: (item: any) => string, renderItem: (item: any, index:
 * number) => any,
 *   overscan?: number, label?: string, role?: string, class?: string, scrollTo?: number, onEnd?: () => void}} props
 *   `scrollTo` is the index of a row to bring into view; `onEnd` is called when the last rows become visible. A row
 *   fills its place: `renderItem` returns one element, which gets the full width and `rowHeight`.
 */
export function VirtualList({
  items, rowHeight, keyOf, renderItem, overscan = 6, label, role = 'list', class: extra = '', scrollTo, onEnd,
}) {
  const scroller = useRef();
  const [view, setView] = useState({ top: 0, height: 800 });
  const update = () => {
    const { scrollTop: top, clientHeight: height } = scroller.current;
    setView((old) => old.top === top && old.height === height ? old : { top, height });
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(update);
    observer.observe(scroller.current);
    update();
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (scrollTo === undefined || scrollTo < 0) return;
    const { scrollTop, clientHeight } = scroller.current;
    const top = scrollTo * rowHeight;
    if (top < scrollTop) scroller.current.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) scroller.current.scrollTop = top + rowHeight - clientHeight;
  }, [scrollTo]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscan);
  const end = Math.min(items.length, Math.ceil((view.top + view.height) / rowHeight) + overscan);
  useLayoutEffect(() => {
    if (onEnd && items.length > 0 && end === items.length) onEnd();
  }, [end, items.length]);
  return html`<div ref=${scroller} class=${'virtual-list ' + extra} onScroll=${update}>
    <div role=${role} aria-label=${label} style=${{ position: 'relative', height: items.length * rowHeight + 'px' }}>
      ${items.slice(first, end).map((item, at) => html`<div key=${keyOf(item)} class="virtual-row"
        role=${role === 'list' ? 'listitem' : 'presentation'} aria-setsize=${role === 'list' ? items.length : undefined}
        aria-posinset=${role === 'list' ? first + at + 1 : undefined}
        style=${{ top: (first + at) * rowHeight + 'px', height: rowHeight + 'px' }}>
        ${renderItem(item, first + at)}</div>`)}
    </div>
  </div>`;
}
