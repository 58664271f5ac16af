// In an emergency a senior lets somebody in against the rule, by name and with a reason; it goes upward today.
import { station } from "./holding.js";
import { dialog, fault, field, h, press } from "./showing.js";
import { t } from "./speaking.js";
import { hearing } from "./hearing.js";

/** Ask who answers for it. `done(authority, reason)`; both empty: nobody let them in, and they are in all the same.
 * @param {any} one the passage @param {(authority: string|null, reason: string|null) => Promise<void>} done */
export function askOverride(one, done) {
  const submit = async (event) => {
    event.preventDefault();
    const [authority, reason] = box.querySelectorAll("input");
    if (!authority.value.trim() || authority.value.trim().length > 64) return fault(authority, t("authority_missing"));
    if (authority.value.trim() === station.officer) return fault(authority, t("authority_self"));
    if (!reason.value.trim()) return fault(reason, t("reason_missing"));
    const given = [authority.value.trim().toUpperCase(), reason.value.trim()];
    box.close();
    await done(...given);
  };
  const box = dialog(
    t("override_title", { subject: one.subject }),
    (close) => [
      h("p", { class: "said on-late" }, t("override_lead")),
      h(
        "form",
        { on: { submit }, novalidate: true },
        field("authority", t("authority"), { maxlength: 64, list: "seniors", autocapitalize: "characters" }, t("authority_hint")),
        h("datalist", { id: "seniors" }, seniors().map((value) => h("option", { value }))),
        field("reason", t("reason"), { maxlength: 2000 }),
        h("button", { class: "press press-wide" }, t("override_do")),
      ),
      h("hr"),
      h("p", { class: "soft" }, t("forced_lead")),
      press(t("forced"), () => (close(), done(null, null)), { quiet: true, class: "press-wide" }),
    ],
    t("close"),
  );
  hearing(box, (code) => (box.querySelector("#authority").value = code));
}

const seniors = () => [...new Set(Object.values(station.pack?.approvers ?? {}).flat())];
