// The form of a statement: taps fill a reading, Enter walks down the rows.

function following(input) {
  const all = [...document.querySelectorAll(".reading-value")];
  return all[all.indexOf(input) + 1] ?? document.querySelector(".stating .press");
}

document.addEventListener("click", (event) => {
  const tap = event.target.closest(".reading-taps button");
  if (!tap) return;
  tap.closest(".reading").querySelector(".reading-value").value = tap.dataset.value;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".reading-value")) return;
  event.preventDefault();
  following(event.target).focus();
});

const first = document.querySelector("#problems") ?? document.querySelector(".reading-value, .stating input:not([type=hidden]), .stating select");
first?.focus();
