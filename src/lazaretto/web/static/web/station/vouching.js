// A health credential at the gate: judged by its signature without a network, compared with the person by the
// officer, and of it only what the check rests on is kept. The holder's name is shown and forgotten.
import { examineCredential, kindOf, noted, partOf, testedAt } from "./credentials.js";
import { station, zoneOfHouse } from "./holding.js";
import { dialog, h, mark, press } from "./showing.js";
import { clock, length, pick, t } from "./speaking.js";
import { seconds } from "./timing.js";

let parts = new Map();

/** Whether a scan is a credential; letters are heard without regard to their case where the scanner has none.
 * @param {string} code @returns {string|null} the credential as it must be read */
export function credentialIn(code) {
  return [code, code.toUpperCase(), code.toLowerCase()].find((each) => kindOf(each)) ?? null;
}

/** Take a credential up for somebody who stands here. `done` is called when an answer rests on it.
 * @param {any} one the passage @param {string} text @param {(news: string) => void} tell @param {() => void} done */
export async function vouch(one, text, tell, done) {
  if (!station.pack.trust) return tell(t("list_dead_why"));
  const part = partOf(text);
  if (part) {
    parts = parts.size && [...parts.values()][0].of !== part.of ? new Map() : parts;
    parts.set(part.part, { ...part, text });
    if (parts.size < part.of) return tell(t("credential_part", { part: part.part, of: part.of }));
    text = [...parts.entries()].sort(([a], [b]) => a - b).map(([, each]) => each.text).join("\n");
    parts = new Map();
  }
  const at = seconds();
  const { evidence, holder } = await examineCredential(text, station.pack.trust, at);
  const tested = testedAt({ ...evidence, subject_match: "manual" }, at); // if the officer finds that it is theirs
  const take = (match) => {
    one.credential = noted({ ...evidence, subject_match: match });
    if (match === "manual" && tested !== null) one.answers.test_age = at - tested;
    done();
  };
  return ask(evidence, holder, tested, at, take);
}

function ask(evidence, holder, tested, at, take) {
  const say = pick(station.pack.credential_words?.[evidence.fault]) || evidence.fault;
  const fault = evidence.fault && [mark("breach", t("credential_bad")), h("p", {}, say)];
  const good = [
    mark(tested === null ? "late" : "met", tested === null ? t("credential_no_test") : t("credential_taken", { age: length(at - tested) })),
    tested !== null && h("p", { class: "soft" }, clock(tested, zoneOfHouse(), at)),
  ];
  const box = dialog(
    t("credential"),
    (close) => [
      ...(fault || good),
      holder && h("p", { class: "credential-holder" }, t("credential_is", { name: holder.name, born: holder.born ?? "—" })),
      holder && h("p", { class: "soft" }, t("credential_lead")),
      !fault && press(t("credential_same"), () => (close(), take("manual")), { class: "press-wide" }),
      press(t(fault ? "close" : "credential_other"), () => (close(), take("mismatch")), { quiet: true, class: "press-wide" }),
    ],
    t("close"),
  );
  box.querySelector(".press-wide")?.focus();
}
