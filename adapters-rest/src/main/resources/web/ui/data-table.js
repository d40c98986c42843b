// A table that can be sorted, and whose rows become cards where it is narrow.
import { html, useMemo, useState } from './html.js';
import { language, t } from './i18n.js';
import { Pager } from './pager.js';
import { loadStyles } from './stylesheet.js';

await loadStyles(new URL('./data-table.css', import.meta.url));

/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {(row: any) => any} cell
 * @property {(row: any) => string | number | undefined} [value] what the column is sorted by; without it, it cannot be
 * @property {boolean} [number]
 * @property {boolean} [hideLabel] the label is only for screen readers
 * @property {boolean} [wide] the column takes the room that the others leave
 * @property {boolean} [head] the cell names the row
 */

/**
 * Sorts the rows that it has, so give columns a `value` only if these are all rows.
 * @param {{caption: string, columns: Column[], rows: any[], rowKey: (row: any) => string, empty: any,
 *   sort?: {key: string, down: boolean}, pageSize?: number}} props `sort` is the order at first; with `pageSize`, the
 *   rows are shown in pages
 */
export function DataTable({ caption, columns, rows, rowKey, empty, sort: first, pageSize }) {
  const [sort, setSort] = useState(first);
  const [page, setPage] = useState(1);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  if (rows.length === 0) return empty;
  const current = pageSize ? Math.min(page, Math.ceil(rows.length / pageSize)) : 1;
  const shown = pageSize ? sorted.slice((current - 1) * pageSize, current * pageSize) : sorted;
  const sortBy = (key) => {
    setSort((old) => ({ key, down: old?.key === key ? !old.down : Boolean(columnOf(columns, key).number) }));
  };
  return html`
    <div class="data-table">
      <${SortSelect} columns=${columns} sort=${sort} setSort=${setSort} />
      <table class="table" role="table">
        <caption class="visually-hidden">${caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            ${columns.map((column) => html`
              <${Head} key=${column.key} column=${column} sort=${sort} sortBy=${sortBy} />`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${shown.map((row) => html`
            <tr role="row" key=${rowKey(row)}>
              ${columns.map((column) => html`<${Cell} key=${column.key} column=${column} row=${row} />`)}
            </tr>`)}
        </tbody>
      </table>
      ${pageSize && html`<${Pager} page=${current} pageSize=${pageSize} total=${rows.length} onPage=${setPage} />`}
    </div>`;
}

function Head({ column, sort, sortBy }) {
  const { key, label, value, number, hideLabel } = column;
  const name = number ? 'number' : '';
  if (!value) {
    return html`
      <th role="columnheader" scope="col" class=${name}>
        ${hideLabel ? html`<span class="visually-hidden">${label}</span>` : label}
      </th>`;
  }
  const order = sort?.key !== key ? 'none' : sort.down ? 'descending' : 'ascending';
  return html`
    <th role="columnheader" scope="col" class=${name} aria-sort=${order}>
      <button type="button" class="sort-button" onClick=${() => sortBy(key)}>
        ${label}<span class="sort-mark" aria-hidden="true">
        ${{ none: '↕', descending: '↓', ascending: '↑' }[order]}</span>
      </button>
    </th>`;
}

function Cell({ column, row }) {
  const { cell, label, number, hideLabel, head, wide } = column;
  const names = [number && 'number', wide && 'wide', head && 'row-head', hideLabel && 'row-actions'];
  const name = names.filter(Boolean).join(' ');
  return head
    ? html`<th role="rowheader" scope="row" class=${name}>${cell(row)}</th>`
    : html`<td role="cell" class=${name} data-label=${hideLabel ? undefined : label}>${cell(row)}</td>`;
}

/** The choice of the order where the heads of the columns are not shown. */
function SortSelect({ columns, sort, setSort }) {
  const sortable = columns.filter((column) => column.value);
  if (sortable.length === 0) return null;
  const change = (event) => {
    const [key, order] = event.currentTarget.value.split(' ');
    setSort(key ? { key, down: order === 'down' } : undefined);
  };
  return html`
    <label class="sort-select">
      <span>${t('ui.table.sort')}</span>
      <select class="input" value=${sort ? `${sort.key} ${sort.down ? 'down' : 'up'}` : ''} onChange=${change}>
        ${!sort && html`<option value=""></option>`}
        ${sortable.flatMap(({ key, label }) => [
          html`<option key="${key} up" value="${key} up">${label} ↑</option>`,
          html`<option key="${key} down" value="${key} down">${label} ↓</option>`])}
      </select>
    </label>`;
}

const columnOf = (columns, key) => columns.find((column) => column.key === key);

function sortRows(rows, columns, sort) {
  const value = sort && columnOf(columns, sort.key)?.value;
  if (!value) return rows;
  const texts = new Intl.Collator(language(), { numeric: true });
  const compare = (a, b) => (typeof a === 'number' ? a - b : texts.compare(a, b));
  const sign = sort.down ? -1 : 1;
  return rows.map((row) => [value(row), row]).sort(([a], [b]) => {
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    return sign * compare(a, b);
  }).map(([, row]) => row);
}
