// A walk by the keyboard: while the stop has the focus, one key is one press. Without this the form is plain.
const stop = document.getElementById("stop");
const typing = (element) => element.matches("input, select, textarea");

function press(target) {
  if (target.matches("summary")) {
    target.parentElement.open = true;
    target.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
  } else target.click();
}

stop?.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const target = /^[a-z]$/.test(event.key) ? document.querySelector(`[data-key="${event.key}"]`) : null;
  if (!target) return;
  event.preventDefault();
  press(target);
});
if (!document.getElementById("problem")) stop?.focus({ preventScroll: true });
