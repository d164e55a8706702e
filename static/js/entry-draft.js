// Nothing typed is lost: kept on this machine with every change, on the server within two seconds of the last key.
import { changedRows, entriesOf, form } from "./entry-rows.js";
import { forget, recall, remember } from "./entry-store.js";
import { calm, tell, trouble } from "./entry-notice.js";
import { renewToken } from "./entry-token.js";

const PAUSE = 1000;
let timer, frame, sending, failing;
let earlier = []; // what an earlier visit typed and could not send

const key = () => `${form().dataset.officer} ${form().dataset.draft}`;
const typing = () => changedRows().flatMap(entriesOf);

/** After every change: at most one write a frame here, one post a pause to the server. */
export function keep() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => remember(key(), [...earlier, ...typing()]));
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

/** The page is being saved: what is on its way to the draft would only come too late. */
export function pause() {
  clearTimeout(timer);
  sending?.abort();
}

/** Do not wait for the pause: the page may be about to go. */
export function hurry() {
  if (timer) send();
}

/** A saving has found no line. The draft tries again, and says when there is one. */
export function disconnected() {
  failing = true;
  trouble();
  keep();
}

async function send() {
  clearTimeout(timer);
  timer = undefined;
  sending?.abort();
  sending = new AbortController();
  const { signal } = sending;
  try {
    await sendEarlier(signal);
    const answer = await post([...typing(), ["draft", form().elements.draft.value]], signal);
    form().elements.draft.value = answer.draft;
    tell(answer.sentence);
    if (failing) calm();
    failing = false;
    if (!timer) await forget(key());
  } catch (error) {
    if (error.name === "AbortError") return;
    failing = true;
    trouble(error.status);
  }
}

async function post(entries, signal, renewed = false) {
  const token = form().elements.csrfmiddlewaretoken.value;
  const response = await fetch(form().dataset.draft, {
    method: "POST",
    body: new URLSearchParams(entries),
    headers: { Accept: "application/json", "X-CSRFToken": token },
    signal,
    redirect: "error",
    keepalive: document.visibilityState === "hidden",
  });
  if (response.status === 403 && !renewed && (await renewToken())) return post(entries, signal, true);
  const status = response.status === 403 ? 401 : response.status;
  if (!response.ok) throw Object.assign(new Error(response.statusText), { status });
  return response.json();
}

/** A draft of its own, over which the page's typing is laid: it stays offered until somebody decides. */
async function sendEarlier(signal) {
  if (!earlier.length) return;
  await post([...earlier, ["draft", ""]], signal);
  earlier = [];
}

/** What an earlier visit could not send goes to the server now; true when the page has something new to offer. */
export async function bringIn() {
  earlier = (await recall(key())) ?? [];
  if (!earlier.length) return false;
  keep();
  await send();
  return !earlier.length;
}

/** The server has it all. */
export const settle = () => (earlier.length ? keep() : forget(key()));
