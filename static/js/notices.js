// A notice goes when its ตกลง is pressed; without a script it simply stays.
document.addEventListener("click", (event) => {
  event.target.closest?.("[data-dismiss-notice]")?.closest(".alert")?.remove();
});
