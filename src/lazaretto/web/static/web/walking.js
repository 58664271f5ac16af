// The walk: a scanner's Enter in the second field goes on to the tube, and the count of ticks is said.
const form = document.getElementById("walk");
const tube = document.getElementById("tube");

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.target === tube) return;
  event.preventDefault();
  tube.focus();
});
tube?.select();
