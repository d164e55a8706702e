// Totals of rows, columns and sheet: kept by difference in whole satang, never re-summed from the page.
import { parse, show } from "./amounts.js";
import { cellsOf, rowOf } from "./entry-rows.js";

let known = new WeakMap();
let sums = [];

const places = () => [...document.querySelectorAll("#sheet tfoot [data-sum]")];
const valueOf = (text) => parse(text) ?? 0n;

export function readTotals() {
  known = new WeakMap();
  sums = places().map((place) => valueOf(place.textContent));
}

export function addUp(cell) {
  const row = rowOf(cell);
  const column = cellsOf(row).indexOf(cell);
  const now = valueOf(cell.value);
  const change = now - (known.get(cell) ?? valueOf(cell.defaultValue));
  known.set(cell, now);
  sums[column] += change;
  sums[4] += change;
  const shown = places();
  shown[column].textContent = show(sums[column]);
  shown[4].textContent = show(sums[4]);
  row.querySelector("td.all").textContent = rowTotal(row);
}

/** A line that goes takes its figures with it. */
export function takeOut(row) {
  for (const cell of cellsOf(row)) {
    cell.value = "";
    addUp(cell);
  }
}

function rowTotal(row) {
  const cells = cellsOf(row).filter((cell) => cell.value.trim());
  return cells.length ? show(cells.reduce((sum, cell) => sum + valueOf(cell.value), 0n)) : "";
}
