// A page that could not be had asks whether the record is back, and then opens by itself. What was stated is not
// sent again by itself: it stands on the page, and whoever stated it presses again.
const again = document.querySelector("[data-again]");
const stated = "stated" in again.dataset;
// milliseconds; everybody's page comes back at once, so none is to ask at the same instant as all others
const EVERY = 5000;
const APART = 5000;

function back() {
  if (!stated) {
    location.reload();
    return;
  }
  again.querySelector("[data-waits]").hidden = true;
  again.querySelector("[data-back]").hidden = false;
}

async function look() {
  try {
    if ((await fetch("/readyz", { cache: "no-store" })).ok) {
      back();
      return;
    }
  } catch {
    // the server is away, too
  }
  later();
}

function later() {
  setTimeout(look, EVERY + Math.random() * APART);
}

again.querySelector("[data-waits]").hidden = false;
later();
