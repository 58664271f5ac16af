// The one button that opens the printer's dialogue; where paper is wanted at once it opens by itself.
const button = document.querySelector("[data-print]");
button?.addEventListener("click", () => window.print());
if (button?.hasAttribute("data-print-now")) window.addEventListener("load", () => window.print());
