// Keyboard on the day sheet: n and p go from owed cell to owed cell, / to the scanner, a to another fact.
const typing = (element) => element.matches("input, select, textarea");
const cells = () => [...document.querySelectorAll("[data-owed]")].filter((cell) => cell.offsetParent);

function step(by) {
  const all = cells();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  all[(at + by + all.length) % all.length].focus();
}

document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = {
    n: () => step(1),
    p: () => step(-1),
    "/": () => document.getElementById("scan")?.focus(),
    a: () => document.getElementById("kind")?.focus(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
