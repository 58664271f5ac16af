// The form of a statement: taps fill a reading, Enter walks down the rows.

// What was wrong about a row is no longer said once the row is changed; the server judges it again.
function mend(row) {
  row.classList.remove("has-error");
  row.querySelector(".field-error")?.remove();
  row.querySelectorAll("[aria-invalid]").forEach((input) => {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  });
}

function following(input) {
  const all = [...document.querySelectorAll(".reading-value")];
  return all[all.indexOf(input) + 1] ?? document.querySelector(".stating .press");
}

document.addEventListener("click", (event) => {
  const tap = event.target.closest(".reading-taps button");
  if (!tap) return;
  const row = tap.closest(".reading");
  row.querySelector(".reading-value").value = tap.dataset.value;
  mend(row);
});
document.addEventListener("input", (event) => {
  const row = event.target.closest(".reading");
  if (row) mend(row);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".reading-value")) return;
  event.preventDefault();
  following(event.target).focus();
});

// A gloved hand types 376: the point is set where it is seen, before anything is recorded.
document.addEventListener("change", (event) => {
  if (!event.target.matches(".reading-value")) return;
  const plain = event.target.value.trim().replace(/[,，。．]/, ".");
  event.target.value = /^(3[4-9]|4[0-3])\d$/.test(plain) ? `${plain.slice(0, 2)}.${plain[2]}` : plain;
});

const first = document.querySelector("#problems") ?? document.querySelector(".reading-value, .stating input:not([type=hidden]), .stating select");
first?.focus();
