// What is typed into a form with data-draft outlives a closed page, on this browser, until it was taken.
const AHEAD = "draft:";
const SENT = "draft-sent";
const TYPED = "input:not([type=hidden], [type=file], [type=radio], [type=checkbox]), textarea";

const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sent && !document.querySelector(".summary[role=alert]")) localStorage.removeItem(sent);

for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = AHEAD + form.dataset.draft;
  const fields = [...form.elements].filter((one) => one.matches(TYPED));
  const kept = JSON.parse(localStorage.getItem(name) ?? "{}");
  for (const field of fields) {
    if (kept[field.name] === undefined) continue;
    field.value = kept[field.name];
    field.closest("details")?.setAttribute("open", "");
  }
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields.filter((one) => one.value).map((one) => [one.name, one.value]));
    localStorage.setItem(name, JSON.stringify(typed));
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
}
