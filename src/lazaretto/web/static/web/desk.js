// A shared desk locks by Alt+L, and by itself when nobody has acted for as long as the server says. A lock is the
// whole browser's: the other pages that stand open go behind it, and an act on one of them is an act at this desk.
const form = document.getElementById("lock");
const minutes = Number(form?.dataset.after ?? 0);
const desk = new BroadcastChannel("lazaretto-desk");
const isLocked = document.querySelector("[data-locked]") !== null;
let acted = Date.now();
let told = acted;

if (isLocked) desk.postMessage({ locked: location.pathname });
desk.addEventListener("message", ({ data }) => {
  if (!data.locked) acted = Date.now();
  else if (!isLocked) location.replace(`${data.locked}?next=${encodeURIComponent(location.pathname + location.search)}`);
});
// The way back shows a page from before the lock out of the browser's own memory: it is asked for anew.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyL") return;
  event.preventDefault();
  form?.requestSubmit();
});
if (minutes > 0) {
  for (const sign of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(sign, () => {
      acted = Date.now();
      if (acted - told > 1e3) desk.postMessage({ acted });
      told = acted;
    }, { passive: true });
  }
  setInterval(() => {
    if (Date.now() - acted > minutes * 6e4) form.requestSubmit();
  }, 5e3);
}
