// Another tab has signed in since this page was opened: its posts are refused until they carry that sign-in's token.
import { form } from "./entry-rows.js";

/** True when the same officer is back; figures never go on in somebody else's name. */
export async function renewToken() {
  const response = await fetch(location.pathname);
  const sheet = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("sheet");
  if (sheet?.dataset.officer !== form().dataset.officer) return false;
  form().elements.csrfmiddlewaretoken.value = sheet.elements.csrfmiddlewaretoken.value;
  return true;
}
