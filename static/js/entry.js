// The entry page: every listener is on the document, so that the page can be swapped under them.
import { parse } from "./amounts.js";
import { bringIn, disconnected, hurry, keep, pause, settle } from "./entry-draft.js";
import { isCell, pressed as keyPressed, rememberPlace, returnToPlace } from "./entry-keys.js";
import { addLine, offerNames, showDropButtons, showKnownType } from "./entry-lines.js";
import { sending, trouble } from "./entry-notice.js";
import { cellsOf, changedRows, forgetTouched, form, leaveOutUnchanged, rowOf, touch } from "./entry-rows.js";
import { renewToken } from "./entry-token.js";
import { addUp, readTotals, takeOut } from "./entry-totals.js";

function begin() {
  if (!form()) return;
  readTotals();
  forgetTouched();
  showDropButtons();
}

document.addEventListener("input", ({ target }) => {
  const row = target.closest("#sheet tbody tr");
  if (!row) return;
  touch(row);
  if (isCell(target)) addUp(target);
  if (target.matches(".name")) showKnownType(row);
  keep();
});

document.addEventListener("change", ({ target }) => {
  if (isCell(target)) whenReleased(() => pointOutFault(target));
  const period = target.closest("[data-period]");
  if (period && !(form() && changedRows().length)) target.form.requestSubmit(period.querySelector("[data-leave]"));
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("#sheet .name")) offerNames();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("#sheet button");
  if (!button) return;
  if (button.matches("[data-add-line]")) touch(addLine());
  else if (button.matches(".none")) answerNought(rowOf(button));
  else if (button.matches("[data-drop-line]")) dropLine(rowOf(button));
  else return;
  event.preventDefault();
  keep();
});

document.addEventListener("keydown", keyPressed);

document.addEventListener("formdata", (event) => {
  if (event.target === form()) leaveOutUnchanged(event);
});

// Whoever leaves with the sheet leaves as the browser does it, which warns; nothing is swapped in.
document.addEventListener("submit", (event) => event.submitter?.matches("[data-leave]") && event.stopPropagation(), true);

document.addEventListener("visibilitychange", hurry);
window.addEventListener("online", () => form() && keep());
window.addEventListener("beforeunload", (event) => {
  if (form() && changedRows().length) event.preventDefault();
});

let pressed = false;
document.addEventListener("pointerdown", () => (pressed = true), true);
document.addEventListener("pointerup", () => (pressed = false), true);

/** Whoever leaves a cell by pressing a button must still find the button under the pointer when letting go. */
function whenReleased(action) {
  if (pressed) document.addEventListener("click", () => setTimeout(action), { once: true });
  else action();
}

function answerNought(row) {
  for (const cell of cellsOf(row)) {
    cell.value ||= "0";
    addUp(cell);
  }
  touch(row);
}

function dropLine(line) {
  takeOut(line);
  line.remove();
}

/** Sentence 5 at the cell, before the server says so. */
function pointOutFault(cell) {
  if (!cell.isConnected) return;
  const row = rowOf(cell);
  const isFault = parse(cell.value) === undefined;
  cell.toggleAttribute("aria-invalid", isFault);
  row.querySelector(".why[data-here]")?.remove();
  const fault = cellsOf(row).find((each) => parse(each.value) === undefined);
  if (!fault || row.querySelector(".why")) return;
  const why = row.insertCell();
  why.className = "why";
  why.dataset.here = "";
  why.textContent = form().dataset.fault.replace("{x}", fault.value);
}

// A request of the form replaces the page: nothing may be typed into the old one meanwhile.
const replacesPage = ({ detail }) => form() && detail.target.id === "entry";
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!replacesPage(event)) return;
  pause();
  rememberPlace();
  sending();
  form().inert = true;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (replacesPage(event)) form().inert = false;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!replacesPage(event)) return;
  begin();
  settle();
});
document.addEventListener("htmx:afterSettle", (event) => replacesPage(event) && returnToPlace());
document.addEventListener("htmx:beforeOnLoad", async (event) => {
  const { status } = event.detail.xhr;
  if (status < 400 || event.target.matches(".entry-targets")) return;
  event.preventDefault();
  trouble(status === 403 && !(await renewToken()) ? 401 : status);
  keep();
});
document.addEventListener("htmx:sendError", (event) => replacesPage(event) && disconnected());

begin();
// Nobody waits for it, and the page stays as it is: somebody may be typing already.
if (form() && (await bringIn())) htmx.ajax("GET", location.pathname, { target: "#offer", select: "#offer", swap: "outerHTML" });
