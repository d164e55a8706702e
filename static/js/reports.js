// Filters opened by hand stay open when a choice reloads the page, with the focus where it was.
let opened = [];
let focused = "";

document.addEventListener("htmx:beforeSwap", () => {
  opened = [...document.querySelectorAll("details[id][open]")].map(({ id }) => id);
  focused = document.activeElement.id;
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
});

// The column that sorts is the one that was asked for: on a phone it would begin out of sight.
const frame = document.querySelector(".report-frame");
const sorted = frame?.querySelector("th[aria-sort]");
if (sorted && sorted.offsetLeft + sorted.offsetWidth > frame.clientWidth) {
  frame.scrollLeft = sorted.offsetLeft + sorted.offsetWidth - frame.clientWidth;
}
