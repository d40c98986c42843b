// The scrolling of a message list: which rows are rendered, and that what the reader sees stays where it is.
import { RowHeights } from './RowHeights.js';

const TOP_HEIGHT = 36;
const OVERSCAN = 700;
const MARGIN = 200;
const END_WITHIN = 40;
const OLDER_WITHIN = 600;

function estimate(row) {
  if (row.kind !== 'message') return 38;
  const { msg_type: type, content, metadata } = row.message;
  const base = row.first ? 30 : 8;
  if (type === 'text') return base + 16 + 21 * Math.min(60, Math.ceil(content.length / 34));
  if (type === 'image') return base + (metadata?.width ? 200 : 180);
  return base + (type === 'video' ? 180 : 56);
}

export class MessageScroll {
  #heights = new RowHeights(estimate);
  #render;
  #messages;
  #rows = [];
  #scroller = null;
  #sizer = null;
  #block = null;
  #observer = new ResizeObserver((entries) => this.#resized(entries));
  #size = { width: 0, height: 600 };
  /** The row that keeps its place, and its distance from the top of the view. */
  #anchor = null;
  #rendered = { first: 0, end: 0 };
  #handler = () => this.#scrolled();

  /** Whether the reader is at the end; new messages then scroll the list. */
  atEnd = true;
  nearTop = false;
  /** The last seq that the reader had before leaving the end. */
  seenSeq = 0;

  /** @param {() => void} render renders the list again */
  constructor(render) {
    this.#render = render;
  }

  attach = (element) => {
    if (element === this.#scroller) return;
    this.#scroller?.removeEventListener('scroll', this.#handler);
    this.#scroller = element;
    if (!element) return;
    element.addEventListener('scroll', this.#handler, { passive: true });
    this.#observer.observe(element);
    this.#size = { width: element.clientWidth, height: element.clientHeight };
  };

  attachSizer = (element) => {
    this.#sizer = element;
  };

  attachBlock = (element) => {
    this.#block = element;
    if (element) this.#observer.observe(element);
  };

  detach() {
    this.#observer.disconnect();
  }

  /** The rows of these messages; they are made again only for another array. */
  rowsFor(messages, make) {
    if (messages !== this.#messages) {
      this.#messages = messages;
      this.#rows = make();
      this.#heights.setRows(this.#rows);
    }
    return this.#rows;
  }

  /** The rows to render: those in view and some more on both sides. */
  range() {
    const top = this.#targetTop() - TOP_HEIGHT;
    const first = this.#heights.indexAt(top - OVERSCAN);
    const end = Math.min(this.#rows.length, this.#heights.indexAt(top + this.#size.height + OVERSCAN) + 1);
    this.#rendered = { first, end };
    return this.#rendered;
  }

  /** Where the list should be scrolled to. */
  #targetTop() {
    const index = this.#anchor ? this.#heights.indexOf(this.#anchor.key) : undefined;
    if (this.atEnd) return Math.max(0, TOP_HEIGHT + this.#heights.total - this.#size.height);
    if (index === undefined) return this.#scroller?.scrollTop ?? 0;
    return TOP_HEIGHT + this.#heights.offsetOf(index) - this.#anchor.distance;
  }

  /** Measures the rendered rows, and puts everything to its place. To be called after each rendering. */
  settle() {
    if (!this.#block || this.#isHidden()) return;
    const heights = [...this.#block.children].map((row, at) =>
      [this.#rows[this.#rendered.first + at]?.key, row.getBoundingClientRect().height]);
    this.#heights.measure(heights.filter(([key]) => key !== undefined));
    this.#sizer.style.height = this.#heights.total + 'px';
    this.#block.style.transform = `translateY(${this.#heights.offsetOf(this.#rendered.first)}px)`;
    if (this.atEnd) this.#scroller.scrollTop = this.#scroller.scrollHeight;
    else {
      const target = this.#targetTop();
      if (Math.abs(this.#scroller.scrollTop - target) >= 1) this.#scroller.scrollTop = target;
    }
    this.nearTop = this.#scroller.scrollTop < OLDER_WITHIN;
    if (!this.#isCovered(0)) this.#render();
  }

  /** Whether the rendered rows fill the view and a margin on both sides. */
  #isCovered(margin) {
    const top = this.#scroller.scrollTop - TOP_HEIGHT;
    const { first, end } = this.#rendered;
    const above = first === 0 || this.#heights.offsetOf(first) <= top - margin;
    return above && (end === this.#rows.length || this.#heights.offsetOf(end) >= top + this.#size.height + margin);
  }

  /** A hidden list has no heights to measure, and keeps its place. */
  #isHidden() {
    return !this.#scroller || this.#scroller.clientHeight === 0;
  }

  #scrolled() {
    if (this.#isHidden()) return;
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const wasAtEnd = this.atEnd;
    const wasNearTop = this.nearTop;
    this.atEnd = scrollHeight - scrollTop - clientHeight < END_WITHIN;
    this.nearTop = scrollTop < OLDER_WITHIN;
    this.#anchor = this.#anchorAt(scrollTop - TOP_HEIGHT);
    if (wasAtEnd !== this.atEnd || wasNearTop !== this.nearTop || !this.#isCovered(MARGIN)) this.#render();
  }

  /** The first visible message. Separators of days are no anchors, because they move when older messages come. */
  #anchorAt(top) {
    let index = this.#heights.indexAt(top);
    while (index < this.#rows.length - 1 && this.#rows[index].kind === 'day') index++;
    const row = this.#rows[index];
    return row && { key: row.key, distance: this.#heights.offsetOf(index) - top };
  }

  #resized(entries) {
    if (this.#isHidden()) return;
    for (const { target } of entries) {
      if (target !== this.#scroller) continue;
      const { clientWidth: width, clientHeight: height } = this.#scroller;
      // The lower edge stays when the view becomes lower, for example because a keyboard appears.
      if (this.#anchor) this.#anchor.distance += height - this.#size.height;
      if (width !== this.#size.width) this.#heights.forget();
      this.#size = { width, height };
      this.#render();
    }
    this.settle();
  }

  toEnd() {
    this.atEnd = true;
    this.#anchor = null;
    this.#render();
  }

  /** Scrolls to a row and shows it in the upper third of the view. */
  showRow(key) {
    this.atEnd = false;
    this.#anchor = { key, distance: this.#size.height / 3 };
    this.#render();
  }
}
