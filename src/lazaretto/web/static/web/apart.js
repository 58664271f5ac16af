// A page that keeps itself up says so when it cannot: the server is away, or the record is. What stands on it
// is then of a while ago. It says nothing any more once a piece came through.
const said = document.getElementById("apart");

for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(lost, (event) => {
    if (lost !== "htmx:responseError" || event.detail.xhr.status >= 500) said.hidden = false;
  });
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.xhr.status < 400) said.hidden = true;
});
