// A live board draws itself anew within a second of a fact. While somebody walks through it by keyboard it
// waits, for a few seconds after each key, so that the focus does not fall out of their hands.
const PATIENCE = 8e3;

let pressed = -PATIENCE;

document.addEventListener("keydown", () => {
  pressed = performance.now();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const board = document.getElementById("board");
  const focus = document.activeElement;
  const walking = board?.contains(focus) && focus.id !== "at" && performance.now() - pressed < PATIENCE;
  if (event.target === board && walking) event.detail.shouldSwap = false;
});
