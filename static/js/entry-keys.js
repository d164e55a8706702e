// The keyboard in the grid: Enter and the arrows go up and down a column, Ctrl+S saves.
import { cellsOf, form, rowOf } from "./entry-rows.js";

export const isCell = (element) => element.matches("#sheet tbody input[inputmode]");

export function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyS" && form()) {
    event.preventDefault();
    document.getElementById("save").click();
    return;
  }
  // A question under a row has its own answer; Enter must not press the sheet's.
  const panel = event.key === "Enter" && event.target.matches(".panel-cell input") && event.target.closest(".panel-cell");
  if (panel) {
    event.preventDefault();
    panel.querySelector("button").click();
  }
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !isCell(event.target)) return;
  event.preventDefault();
  const cell = neighbour(event.target, step);
  cell?.focus();
  cell?.select();
}

/** The cell above or below in the same column, over rows that cannot be typed into. */
function neighbour(cell, step) {
  const column = cellsOf(rowOf(cell)).indexOf(cell);
  let row = rowOf(cell);
  do row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  while (row && !(cellsOf(row)[column]?.checkVisibility() ?? false));
  return row && cellsOf(row)[column];
}

let place;

/** Where the officer is in the sheet, before the page is swapped under him. */
export function rememberPlace() {
  const row = rowOf(document.activeElement);
  place = row && [row.sectionRowIndex, Math.max(0, cellsOf(row).indexOf(document.activeElement))];
}

/** Back to it: what is at fault comes first, and a sheet that was just drawn begins at its first empty cell. */
export function returnToPlace() {
  if (document.activeElement === document.body) {
    const fault = document.querySelector("#sheet tbody [aria-invalid]");
    const row = place && document.querySelector("#sheet tbody")?.rows[place[0]];
    const cell = row && cellsOf(row)[place[1]];
    const empty = [...document.querySelectorAll("#sheet tbody input[inputmode]")].find((cell) => !cell.value);
    (fault ?? (cell?.checkVisibility() ? cell : empty))?.focus();
  }
  document.activeElement.scrollIntoView({ block: "nearest" });
}
