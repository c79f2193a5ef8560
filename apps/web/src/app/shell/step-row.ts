/** Links that `j` and `k` go along; `Enter` then opens the link by itself. */
const ROWS = '[data-row-link]';

/** Moves the focus to the next (1) or previous (-1) row of the page, or to its first one. */
export function stepRow(document: Document, direction: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = here === -1 ? rows[0] : rows[here + direction];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
