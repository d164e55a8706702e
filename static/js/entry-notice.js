// The small line that says what autosave did, and the notices of what is on its way or does not arrive.

const notices = () => document.getElementById("notices");
const sentences = () => document.getElementById("sheet").dataset;

export function tell(sentence) {
  document.querySelector("[data-status]").textContent = sentence;
}

export function calm() {
  document.querySelector("[data-trouble]").hidden = true;
}

/** On a slow line the answer takes its time; on a fast one nobody sees this. */
export function sending() {
  const notice = Object.assign(document.createElement("div"), { className: "sending", textContent: sentences().sending });
  notices().append(notice);
}

/** status: what the server answered; none without a connection. */
export function trouble(status) {
  notices().replaceChildren();
  const notice = document.querySelector("[data-trouble]");
  const { ended, offline, failed, old } = sentences();
  notice.querySelector("span").textContent = { 401: ended, 403: old }[status] ?? (status ? failed : offline);
  notice.querySelector("a").hidden = status !== 401;
  notice.hidden = false;
}
