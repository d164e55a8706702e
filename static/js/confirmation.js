// The header's box ticks every row shown, and the ticked rows' number and sum stand beside the button.

const boxes = (form) => [...form.querySelectorAll("input[data-tick]")];

const baht = (satang) =>
  `${(satang / 100n).toLocaleString("en-US")}.${String(satang % 100n).padStart(2, "0")}`;

function show(form) {
  const all = boxes(form);
  const ticked = all.filter((box) => box.checked);
  const header = form.querySelector("input[data-tick-all]");
  header.checked = all.length > 0 && ticked.length === all.length;
  header.indeterminate = ticked.length > 0 && ticked.length < all.length;
  const output = form.querySelector("output[data-chosen]");
  if (output && ticked.length) {
    const sum = ticked.reduce((total, box) => total + BigInt(box.dataset.tick), 0n);
    output.value = `เลือก ${ticked.length} ${output.dataset.chosen} รวม ${baht(sum)} บาท`;
  } else if (output) {
    output.value = output.defaultValue;
  }
}

function showAll() {
  for (const header of document.querySelectorAll("input[data-tick-all]")) show(header.form);
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("input[data-tick-all]")) {
    for (const box of boxes(target.form)) box.checked = target.checked;
  }
  if (target.matches("input[data-tick], input[data-tick-all]")) show(target.form);
});
// A page that comes back from the browser's own store has its ticks, and not what follows from them.
addEventListener("pageshow", showAll);
document.addEventListener("htmx:afterSettle", showAll);
