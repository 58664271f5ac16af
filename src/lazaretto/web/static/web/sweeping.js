// A cell under one thumb: two digits are a temperature, and the next person is ready. Without this the form is plain.

const form = document.querySelector(".sweep-form");
const values = [...form.querySelectorAll(".sweep-value")];
const press = form.querySelector(".sweep-press");
const pad = form.querySelector(".sweep-pad");
const limit = Number(form.dataset.limit) || Infinity;
let active = values[0];

// 65 is 36.5, and 365 too; two digits that begin with 3 or 4 wait for the third (the server reads them the same).
export function spelled(typed) {
  const text = typed.trim().replace(/[,，。．]/, ".");
  if (/^[012]\d$/.test(text)) return `4${text[0]}.${text[1]}`;
  if (/^[5-9]\d$/.test(text)) return `3${text[0]}.${text[1]}`;
  return /^\d{3}$/.test(text) ? `${text.slice(0, 2)}.${text[2]}` : text;
}

function whole(text) {
  return /^\d{2}\.\d$/.test(text);
}

function onward(input) {
  const next = values[values.indexOf(input) + 1];
  (next ?? press).focus();
}

// A fever opens the field for the armpit at once; a second reading closes the row.
function heat(row, reading) {
  const hot = Math.round(Number(reading) * 10) >= limit;
  row.classList.toggle("is-fever", hot);
  row.querySelector(".sweep-again").hidden = !hot;
  return hot;
}

function typed(input) {
  const text = spelled(input.value);
  if (!whole(text)) return;
  input.value = text;
  const row = input.closest(".sweep-row");
  row.classList.remove("has-error");
  row.querySelector(".field-error")?.remove();
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
  if (input.matches(".sweep-armpit")) onward(row.querySelector(".sweep-value"));
  else if (heat(row, text)) row.querySelector(".sweep-armpit").focus();
  else onward(input);
}

for (const row of form.querySelectorAll(".sweep-row")) {
  row.querySelector(".sweep-again").hidden = !row.querySelector(".sweep-armpit").value;
}
form.addEventListener("input", (event) => {
  if (event.target.matches(".sweep-value, .sweep-armpit")) typed(event.target);
});
form.addEventListener("focusin", (event) => {
  if (!event.target.matches(".sweep-value, .sweep-armpit")) return;
  active = event.target;
  active.select();
  active.scrollIntoView({ block: "center" });  // never behind the digits at the foot
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".sweep-value, .sweep-armpit")) return;
  event.preventDefault();
  onward(event.target.closest(".sweep-row").querySelector(".sweep-value"));
});
form.addEventListener("change", (event) => {
  if (event.target.matches(".sweep-why select") && event.target.value) {
    onward(event.target.closest(".sweep-row").querySelector(".sweep-value"));
  }
});

// On a telephone the digits stand under the thumb, so that no keyboard covers half of the cell.
if (matchMedia("(pointer: coarse)").matches) {
  pad.hidden = false;
  form.querySelectorAll(".sweep-value, .sweep-armpit").forEach((input) => { input.inputMode = "none"; });
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    const fresh = active.selectionStart === 0 && active.selectionEnd === active.value.length;
    if (key.dataset.digit) active.value = (fresh ? "" : active.value) + key.dataset.digit;
    else active.value = fresh ? "" : active.value.slice(0, -1);
    const here = active;
    here.focus();
    here.setSelectionRange(here.value.length, here.value.length);
    typed(here);
  });
}
document.querySelector("#problems")?.focus();
