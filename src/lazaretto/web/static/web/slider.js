// The time slider: arrows move an hour, PageUp and PageDown a day, play runs through the weeks.
const HOUR = 3600e3;
const REST = 500; // milliseconds a picture stands before the next step of six hours

let playing = false;
let waiting = null;

const form = () => document.getElementById("time");

function instant(hours) {
  return new Date(Date.parse(form().dataset.first) + hours * HOUR).toISOString();
}

function show(hours) {
  const range = form().querySelector("input[type=range]");
  const value = Math.min(Number(range.max), Math.max(0, hours));
  range.value = value;
  const here = form().dataset.here;
  const address = `${here}${here.includes("?") ? "&" : "?"}at=${encodeURIComponent(instant(value))}`;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    window.htmx.ajax("GET", address, { target: "#board", swap: "outerHTML" });
    history.replaceState(null, "", address);
  }, 120);
  return value;
}

function step() {
  const range = form()?.querySelector("input[type=range]");
  if (!playing || !range) return;
  if (Number(range.value) >= Number(range.max)) {
    playing = false;
    paint();
  } else show(Number(range.value) + 6);
}

function act(name) {
  const value = Number(form().querySelector("input[type=range]").value);
  if (name === "play") {
    playing = !playing;
    paint();
    step();
  } else show(value + (name === "on" ? 24 : -24));
}

function paint() {
  const button = form()?.querySelector("[data-act=play]");
  if (!button || (button.getAttribute("aria-pressed") === "true") === playing) return;
  const word = button.textContent;
  button.textContent = button.dataset.word;
  button.dataset.word = word;
  button.setAttribute("aria-pressed", String(playing));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#time [data-act]");
  if (button) act(button.dataset.act);
});
document.addEventListener("input", (event) => {
  if (event.target.matches("#time input[type=range]")) show(Number(event.target.value));
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches("#time input[type=range]")) return;
  const days = { PageUp: 1, PageDown: -1 }[event.key];
  if (!days) return;
  event.preventDefault();
  show(Number(event.target.value) + days * 24);
});

// A swap replaces the slider: keep the focus on what had it, and the word on the button.
let focused = null;
document.addEventListener("htmx:beforeSwap", () => {
  const one = document.activeElement;
  focused = one?.closest("#time") ? one.dataset.act || "range" : null;
});
document.addEventListener("htmx:afterSwap", () => {
  paint();
  if (playing) setTimeout(step, REST);
  if (focused) form()?.querySelector(focused === "range" ? "input[type=range]" : `[data-act=${focused}]`)?.focus();
});
