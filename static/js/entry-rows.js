// One row of the grid: its cells, what was read in them, and whether they have been changed.
import { parse } from "./amounts.js";

export const form = () => document.getElementById("sheet");
export const rowOf = (element) => element.closest("tbody tr");
export const cellsOf = (row) => [...row.querySelectorAll("input[inputmode]")];
export const isLine = (row) => row.matches("[data-line]");

const readOf = (row) => row.querySelector("input[name=read]");

/** Differs from what was read? A line counts from its first word or figure on. */
export function isChanged(row) {
  if (isLine(row)) return [...row.querySelectorAll("input:not([type=hidden])")].some(isFilled);
  const [, , ...read] = readOf(row).value.split(" ");
  return cellsOf(row).some((cell, place) => String(parse(cell.value) ?? (cell.value.trim() ? "?" : "-")) !== read[place]);
}

function isFilled(input) {
  return ["radio", "checkbox"].includes(input.type) ? input.checked : input.value.trim() !== "";
}

/** The row as it is posted: pairs of name and value. */
export function entriesOf(row) {
  const inputs = [...row.querySelectorAll("input[name]")].filter((input) => belongs(input, row));
  const posted = inputs.filter((input) => !["radio", "checkbox"].includes(input.type) || input.checked);
  return posted.map((input) => [input.name, input.value]);
}

/** Not the questions of an open panel. */
const belongs = (input, row) => isLine(row) || ["read", "amount"].includes(input.name);

/** Rows that may differ: those the officer has touched, and those that came back from the server as typed. */
const touched = new Set();

export function touch(row) {
  touched.add(row);
}

export function forgetTouched() {
  touched.clear();
  for (const row of document.querySelectorAll("#sheet tr:is(.typed, .held, .line)")) touched.add(row);
}

export function changedRows() {
  return [...touched].filter((row) => row.isConnected && isChanged(row));
}

/** Post only what changed: the other rows of 300 stay at home. */
export function leaveOutUnchanged({ formData }) {
  formData.delete("read");
  formData.delete("amount");
  for (const row of changedRows().filter((row) => !isLine(row))) {
    for (const [name, value] of entriesOf(row)) formData.append(name, value);
  }
}
