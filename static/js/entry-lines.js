// เพิ่มกลุ่ม: a new line, completed from the register as its name is typed.
import { form } from "./entry-rows.js";

let register;

export function addLine() {
  const key = `s${Date.now().toString(36)}`;
  const template = document.createElement("template");
  template.innerHTML = document.getElementById("blank-line").innerHTML.replaceAll("KEY", key);
  const line = template.content.firstElementChild;
  document.querySelector("#sheet tbody").append(line);
  showDropButtons();
  line.querySelector(".name").focus();
  return line;
}

export function showDropButtons() {
  for (const button of document.querySelectorAll("[data-drop-line]")) button.hidden = false;
}

export async function offerNames() {
  if (register) return;
  register = new Map();
  const response = await fetch(form().dataset.names, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  register = new Map((await response.json()).names);
  const options = [...register.keys()].map((name) => Object.assign(document.createElement("option"), { value: name }));
  document.getElementById("names").replaceChildren(...options);
}

/** The register knows this producer's type: it is shown, not asked. */
export function showKnownType(line) {
  const type = register?.get(line.querySelector(".name").value.trim());
  const question = line.querySelector("[data-producer-type]");
  const known = question.querySelector("[data-known]");
  known.textContent = type ?? "";
  known.hidden = !type;
  for (const label of question.querySelectorAll("label")) label.hidden = Boolean(type);
}
