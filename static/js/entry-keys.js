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

/** Where the officer is in the sheet, and which row he sees, before the page is swapped under him. */
export function rememberPlace() {
  const active = document.activeElement;
  const row = rowOf(active);
  const seen = row ?? document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("#sheet tbody tr");
  const column = row ? Math.max(0, cellsOf(row).indexOf(active)) : undefined;
  place = { button: active.id, column, at: seen?.sectionRowIndex, top: seen?.getBoundingClientRect().top };
}

/** Back to it, with the same rows before him; what is at fault comes first. */
export function returnToPlace() {
  const row = document.querySelector("#sheet tbody")?.rows[place.at];
  if (document.activeElement === document.body) toType(row)?.focus({ preventScroll: true });
  const typedIn = rowOf(document.activeElement);
  if (row?.checkVisibility() && (typedIn ?? row) === row) holdStill(row, place.top);
  if (typedIn) document.activeElement.scrollIntoView({ block: "nearest" });
}

/** For some frames: a row that has not been drawn has a height that is only guessed. */
function holdStill(row, top, frames = 4) {
  scrollBy(0, row.getBoundingClientRect().top - top);
  if (frames) requestAnimationFrame(() => holdStill(row, top, frames - 1));
}

/** A sheet that was just drawn begins at its first empty cell. */
function toType(row) {
  const cell = row && cellsOf(row)[place.column];
  const empty = [...document.querySelectorAll("#sheet tbody input[inputmode]")].find((each) => !each.value);
  const fault = document.querySelector("#sheet tbody [aria-invalid]");
  return fault ?? (cell?.checkVisibility() ? cell : (document.getElementById(place.button) ?? empty));
}
