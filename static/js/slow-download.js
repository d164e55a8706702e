// A file that takes seconds says that it is being made, and cannot be asked for twice meanwhile.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-working]");
  if (!link) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") !== "true") bring(link);
});

async function bring(link) {
  const label = link.textContent;
  link.textContent = link.dataset.working;
  link.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(link.href);
    const name = response.headers.get("Content-Disposition")?.match(/filename="(.+)"/)?.[1];
    if (!response.ok || !name) return location.assign(link.href);
    save(await response.blob(), name);
  } catch {
    location.assign(link.href);
  } finally {
    link.textContent = label;
    link.removeAttribute("aria-busy");
  }
}

function save(content, name) {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
