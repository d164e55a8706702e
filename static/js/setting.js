// The grid of targets: a block pasted from Excel fills the cells from here on; Enter and the arrows move in a column.
const grid = () => document.querySelector(".setting-grid");
const rowsOf = () => [...grid().tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
const isCell = (element) => element.matches?.(".setting-grid tbody input");

document.addEventListener("paste", (event) => {
  if (!isCell(event.target)) return;
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/u, "").split(/\r?\n/u).map((line) => line.split("\t"));
  if (lines.length === 1 && lines[0].length === 1) return;
  event.preventDefault();
  const filled = fill(lines, event.target);
  const told = document.getElementById("pasted");
  told.textContent = told.dataset.words.replace("{n}", filled);
});

/** How many cells took something; what reaches over the edge is left out. */
function fill(lines, first) {
  const rows = rowsOf();
  const top = rows.findIndex((row) => row.includes(first));
  const left = rows[top].indexOf(first);
  let filled = 0;
  lines.forEach((line, down) =>
    line.forEach((text, right) => {
      const cell = rows[top + down]?.[left + right];
      if (!cell) return;
      cell.value = text.trim();
      filled += 1;
    }),
  );
  return filled;
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyS" && document.getElementById("save")) {
    event.preventDefault();
    document.getElementById("save").click();
    return;
  }
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !isCell(event.target)) return;
  event.preventDefault();
  const rows = rowsOf();
  const at = rows.findIndex((row) => row.includes(event.target));
  const next = rows[at + step]?.[rows[at].indexOf(event.target)];
  next?.focus();
  next?.select();
});

// What is at fault comes first.
document.querySelector(".setting-grid [aria-invalid]")?.focus();
