// Where each row of a long list is: measured heights, and estimates for the rows that were never in the document.

export class RowHeights {
  #rows = [];
  #indexes = new Map();
  #measured = new Map();
  #offsets = new Float64Array(1);
  #estimate;

  /** @param {(row: {key: string}) => number} estimate the expected height in pixels */
  constructor(estimate) {
    this.#estimate = estimate;
  }

  setRows(rows) {
    this.#rows = rows;
    this.#indexes = new Map(rows.map((row, index) => [row.key, index]));
    this.#offsets = new Float64Array(rows.length + 1);
    this.#sumFrom(0);
  }

  /** Sets measured heights. Returns whether one of them is new. */
  measure(heights) {
    let from = Infinity;
    for (const [key, height] of heights) {
      const old = this.#measured.get(key);
      if (old !== undefined && Math.abs(old - height) < 0.5) continue;
      this.#measured.set(key, height);
      from = Math.min(from, this.indexOf(key) ?? Infinity);
    }
    if (from === Infinity) return false;
    this.#sumFrom(from);
    return true;
  }

  /** Forgets the heights, after the width of the list changed. */
  forget() {
    this.#measured.clear();
    this.#sumFrom(0);
  }

  #sumFrom(from) {
    for (let i = from; i < this.#rows.length; i++) {
      const row = this.#rows[i];
      this.#offsets[i + 1] = this.#offsets[i] + (this.#measured.get(row.key) ?? this.#estimate(row));
    }
  }

  get total() {
    return this.#offsets[this.#rows.length];
  }

  offsetOf(index) {
    return this.#offsets[Math.min(index, this.#rows.length)];
  }

  /** @returns {number | undefined} */
  indexOf(key) {
    return this.#indexes.get(key);
  }

  /** The row at this distance from the top, or the nearest one. */
  indexAt(y) {
    let low = 0;
    let high = Math.max(0, this.#rows.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
