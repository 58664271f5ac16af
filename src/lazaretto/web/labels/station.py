"""The words of the gate's station: they travel with its page in all languages and need no network.

A name in braces is filled in by the page. ``answer_<input>_<value>`` says one of the usual answers in words,
``code_<input>_<value>`` is what stands on its press; an input without such words of its own shows its label.
"""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels, kinds

PAGE: Labels = {
    "title": _("Gate"),
    "lazaretto": _("Lazaretto"),
    "skip": _("Skip to the content"),
    "demo": _("Rehearsal: all people and numbers here are invented."),
    "language": _("Language"),
    "theme": _("Theme"),
    "theme_day": _("Day theme"),
    "theme_night": _("Night theme"),
    "sounds": _("Sound"),
    "more": _("More"),
    "close": _("Close"),
    "back": _("Go back"),
    "again": _("Try again"),
    "go_on": _("Go on"),
    "yes": _("yes"),
    "no": _("no"),
    "comma": _(", "),
    "colon": _(": "),
    "minutes": _("{n} min"),
    "hours": _("{n} h"),
    "days": _("{n} days"),
    "unit_h": _("hours"),
    "unit_min": _("minutes"),
    "unit_d": _("days"),
}

STRIP: Labels = {
    "state_of_station": _("How the station stands"),
    "link_starting": _("Looking for the network"),
    "link_open": _("Connected"),
    "link_cut": _("No network: the station goes on by itself"),
    "link_trouble": _("The server answers otherwise: {why}"),
    "waits": _("{rows} rows not uploaded, the earliest {at}"),
    "waits_none": _("Nothing waits to be uploaded"),
    "list_of": _("List of {at}, {age} old"),
    "list_worn": _("List of {at}, {age} old; it holds until {dies}"),
    "list_none": _("There is no list yet: connect the station once."),
    "list_dead": _("The list is too old and was destroyed"),
    "list_dead_why": _(
        "The list is too old and was destroyed. Nobody can be found in it until the network is "
        "back; what passes is recorded all the same."
    ),
    "first_list": _("Fetching the first list …"),
    "clock_doubt": _("The time may be wrong by {doubt}"),
    "missing_rows": _("Rows that never reached the server: {rows}"),
    "officer_is": _("At the gate: {officer}"),
    "officer_none": _("Nobody stands at the gate yet"),
    "emergency": _(
        "Emergency ({cause}, since {at}): no rule holds anybody back. Let everybody through and count them."
    ),
    "frozen": _(
        "Roll-call since {at}: nobody passes until it is over, {until} at the latest. A hospital and whoever"
        " the law lets go pass all the same."
    ),
    "cause_fire": _("fire"),
    "cause_earthquake": _("earthquake"),
    "cause_flood": _("flood"),
    "cause_medical": _("life in danger"),
    "cause_disorder": _("disorder"),
    "cause_other": _("another cause"),
}

DOOR: Labels = {
    "setup_title": _("Make this browser a gate station"),
    "setup_lead": _("Afterwards it works without a network and without signing in. Its PIN opens it."),
    "setup_offline": _("There is no network. Setting up needs it once."),
    "setup_sign_in": _("An officer of this house signs in once to set the station up."),
    "setup_may_not": _(
        "Your role does not set up this gate. A gate officer, a duty officer or a leader of the house does."
    ),
    "sign_in": _("Sign in"),
    "step": _("Step {n} of {of}"),
    "post_label": _("Name of the post"),
    "post_hint": _("Small letters, digits and hyphens, as in gate-1. It stands with every passage."),
    "post_wrong": _("Small letters, digits and hyphens, 24 at most, as in gate-1."),
    "post_replace": _("Replace that station"),
    "post_replace_why": _("Replace it only if it is lost or broken: it will work no longer."),
    "pin_label": _("PIN"),
    "pin_again": _("PIN once more"),
    "pin_hint": _("{n} signs at least. After {most} wrong ones the list is destroyed."),
    "pin_short": _("Choose at least {n} signs."),
    "pin_plain": _("This one is guessed first: do not take a row of equal or following signs."),
    "pin_differs": _("The two are not the same."),
    "pin_wrong": _("This is not the PIN. {n} tries are left."),
    "setup_done": _("Set up the station"),
    "locked_title": _("The station is locked"),
    "unlock": _("Open"),
    "ended_revoked": _(
        "This station was taken back. Its list and its keys are destroyed; what was not uploaded "
        "stays sealed in this browser."
    ),
    "ended_expired": _(
        "This station has come to its last day. Its list and its keys are destroyed; what was not "
        "uploaded stays sealed in this browser."
    ),
    "ended_tries": _(
        "There were too many wrong PINs. The list and the keys are destroyed; what was not uploaded "
        "stays sealed in this browser."
    ),
    "ended_signed_out": _("The station was signed out. Its list and its keys are destroyed."),
    "former_rows": _("{n} rows of an earlier set-up are sealed here. They open with the PIN of that time."),
    "former_n": _("{n} sealed from before: open"),
    "pin_former": _("PIN of that time"),
    "pin_wrong_former": _("This does not open them. Wait a minute, then try again."),
    "former_open": _("Open and upload"),
    "adopted": _("{n} rows are being uploaded"),
}

DESK: Labels = {
    "scan": _("Scan or type: staff number, plate, consignment"),
    "scan_officer": _("Who stands at the gate? Scan your own number"),
    "find": _("Find"),
    "camera": _("Camera"),
    "camera_lead": _("Hold the code in front of the camera."),
    "camera_sees": _("What the camera sees"),
    "camera_refused": _("The camera could not be used. Scan with the scanner, or type the number."),
    "lists": _("Lists"),
    "tab_expected": _("Expected now ({n})"),
    "tab_inside": _("Inside ({n})"),
    "nobody_expected": _("Nobody is expected now."),
    "nobody_inside": _("Nobody is inside."),
    "nobody_matches": _("Nobody on the list has this in their number."),
    "more_rows": _("and {n} more: type to narrow the list"),
    "no_number": _("This is no number. Scan the card of a person, a vehicle or a consignment."),
    "next_waits": _("{code} waits: first record whoever stands here."),
    "last": _("Last passages"),
    "last_none": _("Nothing has passed yet."),
    "log_in": _("in"),
    "log_out": _("out"),
    "log_turned": _("stayed outside"),
    "log_overridden": _("in by override"),
    "take_back": _("Take back"),
    "take_back_of": _("Take back the passage of {subject}"),
    "taken_back": _("retracted"),
    "take_back_title": _("Take back: {subject}"),
    "take_back_lead": _("The passage stays readable, struck through, with your reason."),
    "slip_number": _("It was another person or thing"),
    "slip_way": _("It was the other way"),
    "slip_twice": _("It was recorded twice"),
    "reason": _("Reason"),
    "reason_missing": _("Say why."),
    "number_missing": _("Scan or type the number."),
}

PASSAGE: Labels = {
    "verdict": _("Verdict"),
    "word_admit": _("Admit"),
    "word_hold": _("Hold"),
    "word_refuse": _("Refuse"),
    "word_open": _("Check"),
    "word_out": _("Going out"),
    "out_say": _("Leaves the {zone}."),
    "still_open": _("Not yet known: {what}."),
    "no_table": _("No protocol in force speaks of this: hold, and ask the leader on duty."),
    "not_known": _("The record does not say: {what}."),
    "record_in": _("Record: goes in"),
    "record_out": _("Record: goes out"),
    "record_hold": _("Record: waits outside"),
    "record_refuse": _("Record: stays outside"),
    "record_next": _("Go to the next question"),
    "record_as_held": _("Record as held, as it stands"),
    "leave_unrecorded": _("Leave without recording"),
    "recorded_in": _("Recorded: {subject} went in."),
    "recorded_out": _("Recorded: {subject} went out."),
    "recorded_turned": _("Recorded: {subject} stayed outside."),
    "recorded_override": _("Recorded: {subject} went in by override. Report it upward today."),
    "recorded_back": _("Recorded: the passage of {subject} is taken back."),
    "not_stored": _(
        "This device could not store it. Write it on the paper form, and have the device looked at."
    ),
    "not_stored_ended": _(
        "It was not recorded: this station was ended in another tab. Write it on the paper form, load the "
        "page anew and set the station up again."
    ),
    "way": _("Direction"),
    "way_in": _("Goes in"),
    "way_out": _("Goes out"),
    "zone_to": _("To which zone"),
    "zone_from": _("From which zone"),
    "zone_administration": _("administration"),
    "zone_guarded": _("guarded area"),
    "category": _("What it is"),
    "category_person": _("person"),
    "category_vehicle": _("vehicle"),
    "category_consignment": _("consignment"),
    "basis_roster": _("on the signed roster"),
    "basis_approval": _("entry approved"),
    "basis_override": _("named override"),
    "basis_none": _("No leave holds now"),
    "basis_stranger": _("Not on the list: nobody let them in"),
    "post_leader": _("leader"),
    "post_officer": _("officer"),
    "post_medic": _("medic"),
    "post_gate": _("gate officer"),
    "post_kitchen": _("kitchen staff"),
    "post_driver": _("driver"),
    "record_says": _("The record says"),
    "pack_of": _("list of {at}, {age} old"),
    "pack_dead": _("nothing: the list is too old"),
    "usual": _("All as usual"),
    "key_space": _("Space"),
    "number_wrong": _("This is no such number: 36.5 or 365."),
    "declared_more": _("Declared in their own words"),
    "declared_label": _("Where, when, with whom"),
    "answer_identity_confirmed_true": _("identity checked"),
    "answer_health_code_green": _("health code green"),
    "answer_travel_code_clear": _("no risk area"),
    "answer_exposure_declared_false": _("nothing declared"),
    "answer_symptoms_false": _("no symptoms"),
    "answer_hands_disinfected_true": _("hands disinfected"),
    "answer_plate_read_true": _("plate compared"),
    "answer_driver_cleared_true": _("driver and everybody aboard admitted"),
    "answer_prohibited_aboard_false": _("nothing forbidden aboard"),
    "answer_disinfected_true": _("disinfected"),
    "code_identity_confirmed_true": _("checked"),
    "code_identity_confirmed_false": _("does not match"),
    "code_health_code_green": _("green"),
    "code_health_code_yellow": _("yellow"),
    "code_health_code_red": _("red"),
    "code_travel_code_clear": _("no risk area"),
    "code_travel_code_risk": _("risk area"),
    "code_exposure_declared_false": _("nothing"),
    "code_exposure_declared_true": _("declared"),
    "code_symptoms_false": _("none"),
    "code_symptoms_true": _("some"),
    "code_hands_disinfected_true": _("done"),
    "code_hands_disinfected_false": _("not done"),
    "code_disinfected_true": _("done"),
    "code_disinfected_false": _("not done"),
    "code_seal_none": _("no seal on it"),
    "code_seal_intact": _("intact"),
    "code_seal_broken": _("broken"),
    "code_goods_food": _("food"),
    "code_goods_medical": _("medical"),
    "code_goods_daily": _("daily goods"),
    "code_goods_parcel": _("parcel"),
    "code_goods_takeaway": _("takeaway"),
    "code_goods_other": _("other goods"),
    "code_rest_none_needed": _("no hold needed"),
    "code_rest_running": _("still held"),
    "code_rest_over": _("over"),
    "code_sample_none_needed": _("no sample needed"),
    "code_sample_awaited": _("awaited"),
    "code_sample_negative": _("negative"),
    "code_sample_positive": _("positive"),
    "code_sample_unclear": _("unclear"),
}

CREDENTIAL: Labels = {
    "credential": _("Credential"),
    "credential_is": _("Credential of {name}, born {born}"),
    "credential_lead": _("Compare with the identity paper. The name is not kept."),
    "credential_same": _("It is the same person"),
    "credential_other": _("It is another person"),
    "credential_taken": _("Credential: test {age} old"),
    "credential_bad": _("This credential does not hold"),
    "credential_first": _("First scan whose credential it is."),
    "credential_part": _("Part {part} of {of}: scan the next."),
    "credential_no_test": _("It holds no negative test that counts here."),
}

VEHICLE: Labels = {
    "plate": _("Plate"),
    "plate_kind": _("Kind of plate"),
    "plate_ordinary": _("ordinary"),
    "plate_new_energy": _("new energy"),
    "plate_police": _("police"),
    "plate_armed_police": _("armed police"),
    "plate_military": _("military"),
    "plate_embassy": _("embassy"),
    "plate_other": _("another plate"),
    "driver": _("Driver"),
    "seal": _("Number of the seal"),
    "more_load": _("What it carries, who is aboard"),
    "more_load_hint": _("Scan one after the other, or type and press Enter."),
    "carries": _("carries"),
    "aboard": _("aboard"),
    "drop": _("Take {code} off the list"),
}

OVERRIDE: Labels = {
    "override": _("Emergency: a senior lets them in"),
    "override_title": _("Against the rule: {subject}"),
    "override_lead": _("A senior answers for it by name. It is reported upward today."),
    "override_do": _("Record: goes in by override"),
    "authority": _("Number of the senior who lets them in"),
    "authority_hint": _("Not you."),
    "authority_missing": _("Scan or type the senior's number."),
    "authority_self": _("Whoever stands at the gate cannot answer for it alone."),
    "forced": _("Nobody let them in, and they are inside all the same"),
    "forced_lead": _("What happened is recorded, whatever the rule says."),
}

OFFICER: Labels = {
    "officer_title": _("Who stands at the gate"),
    "officer_lead": _("Scan your own number when you take over. It stands with every check."),
    "officer_label": _("Your number"),
    "officer_take": _("I stand here now"),
    "officer_unknown": _(
        "This number is not among those who may stand here. If it is right all the same, press once more."
    ),
}

TOLD: Labels = {
    "told_n": _("{n} came back: look"),
    "told_title": _("What came back"),
    "told_lead": _(
        "The server holds these rows. A person settles them there; here they are shown until you "
        "have seen them."
    ),
    "told_none": _("Nothing came back."),
    "told_seen": _("I have seen it"),
    "outcome_disputed": _("recorded, disputed"),
    "outcome_refused": _("not taken in"),
    "outcome_malformed": _("could not be read"),
}

MORE: Labels = {
    "device_is": _("Station {device}."),
    "kept_safe": _("The browser keeps its data"),
    "kept_unsafe": _("The browser may drop its data when space runs short"),
    "lock": _("Lock the station"),
    "sign_out_station": _("Sign this station out"),
    "sign_out_lead": _(
        "List and keys are destroyed. What could not be uploaded stays sealed and opens with the "
        "same PIN after a new set-up."
    ),
    "sign_out_do": _("Destroy and sign out"),
    "emergency_declare": _("Emergency: open every rule"),
    "emergency_lead": _(
        "Choose the cause. From then on nobody is held back, here and on every page of the house."
    ),
}

# Kinds of facts that a station states, as the rest of the house calls them.
KINDS: Labels = {f"kind_{kind}": word for kind, word in kinds.KINDS.items() if kind.startswith("gate.")}

WORDS: Labels = {
    **PAGE,
    **STRIP,
    **DOOR,
    **DESK,
    **PASSAGE,
    **CREDENTIAL,
    **VEHICLE,
    **OVERRIDE,
    **OFFICER,
    **TOLD,
    **MORE,
    **KINDS,
    "kind_record.retracted": kinds.KINDS["record.retracted"],
}
