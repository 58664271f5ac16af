// A menu opens and closes by itself (details); here it also closes where people expect it to: at
// Escape, which gives the focus back to its name, and when a press or the focus goes elsewhere.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
for (const going of ["pointerdown", "focusin"]) {
  document.addEventListener(going, (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}
