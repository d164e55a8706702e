// คัดลอกข้อความ: a text area's whole text. Where the browser keeps its clipboard from pages, the text stays selected.

async function isCopied(source) {
  source.select();
  try {
    await navigator.clipboard.writeText(source.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

async function copy(button) {
  if (await isCopied(document.getElementById(button.dataset.copy))) button.textContent = button.dataset.done;
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
