// A shared desk locks by Alt+L, and by itself when nobody has acted for as long as the server says.
const form = document.getElementById("lock");
const minutes = Number(form?.dataset.after ?? 0);
let acted = Date.now();

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyL") return;
  event.preventDefault();
  form?.requestSubmit();
});
if (minutes > 0) {
  for (const sign of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(sign, () => { acted = Date.now(); }, { passive: true });
  }
  setInterval(() => {
    if (Date.now() - acted > minutes * 6e4) form.requestSubmit();
  }, 5e3);
}
