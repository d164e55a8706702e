// The small line that says what autosave did, and the notice when the server does not answer.

const sentences = () => document.getElementById("sheet").dataset;

export function tell(sentence) {
  document.querySelector("[data-status]").textContent = sentence;
}

export function calm() {
  document.querySelector("[data-trouble]").hidden = true;
}

/** status: what the server answered; none without a connection. */
export function trouble(status) {
  const notice = document.querySelector("[data-trouble]");
  const { ended, offline, failed, old } = sentences();
  notice.querySelector("span").textContent = { 401: ended, 403: old }[status] ?? (status ? failed : offline);
  notice.querySelector("a").hidden = status !== 401;
  notice.hidden = false;
}
