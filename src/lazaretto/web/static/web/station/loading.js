// A vehicle as it stands there: plate, driver, seal, what it carries and who is aboard. Scans find their place.
import { station } from "./holding.js";
import { field, fill, h } from "./showing.js";
import { t } from "./speaking.js";

const KINDS = ["ordinary", "new_energy", "police", "armed_police", "military", "embassy", "other"];

/** The rows of a vehicle. A scanned person drives, the next ones are aboard; anything else is carried.
 * @param {any} one the passage */
export function showVehicle(one) {
  const { row } = one;
  one.seen = { plate: row?.plate ?? one.subject, plate_kind: row?.plate_kind ?? guessKind(one.subject), driver: "", seal: "", carries: [], aboard: [], ...one.seen };
  const seen = one.seen;
  const load = h("ul", { class: "load" });
  const text = (id, label, hint) => field(id, label, { value: seen[id] ?? "", maxlength: 40, on: { input: (event) => (seen[id] = event.target.value.trim()) } }, hint);
  const kind = h("select", { id: "plate_kind", on: { change: (event) => (seen.plate_kind = event.target.value) } }, KINDS.map((value) => h("option", { value, selected: value === seen.plate_kind }, t(`plate_${value}`))));
  const drawLoad = () => fill(load, ...listed("carries"), ...listed("aboard"));
  const listed = (name) =>
    seen[name].map((code) =>
      h("li", {}, h("span", {}, t(name)), h("b", { class: "code" }, code), h("button", { type: "button", class: "load-drop", "aria-label": t("drop", { code }), on: { click: () => { seen[name] = seen[name].filter((each) => each !== code); drawLoad(); } } }, "×")),
    );
  seen.hear = (code) => {
    const category = station.expected.get(code)?.category;
    if (category === "vehicle") return false;
    if (category === "person" && !seen.driver) {
      seen.driver = code;
      section.querySelector("#driver").value = code;
    } else {
      const name = category === "person" ? "aboard" : "carries";
      if (!seen[name].includes(code)) seen[name].push(code);
      drawLoad();
    }
    return true;
  };
  const more = (event) => {
    if (event.key !== "Enter" || !event.target.value.trim()) return;
    event.preventDefault();
    seen.hear(event.target.value.trim().toUpperCase());
    event.target.value = "";
  };
  const section = h(
    "section",
    { class: "vehicle", "aria-label": t("category_vehicle") },
    h("div", { class: "vehicle-fields" }, text("plate", t("plate")), h("div", { class: "field" }, h("label", { for: "plate_kind" }, t("plate_kind")), kind), text("driver", t("driver")), text("seal", t("seal"))),
    field("more", t("more_load"), { maxlength: 64, on: { keydown: more } }, t("more_load_hint")),
    load,
  );
  drawLoad();
  return section;
}

/** What a plate looks like says of which kind it most likely is; the officer says which it is.
 * New-energy plates have one sign more (GA 36-2018). */
function guessKind(plate) {
  if (/警$/.test(plate)) return "police";
  if (/^WJ/.test(plate)) return "armed_police";
  return plate.length === 8 ? "new_energy" : "ordinary";
}
