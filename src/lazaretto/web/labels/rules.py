"""Sentences for every code with which something is refused, disputed or found contradicting.

Names in braces are filled in by the values that come with the code. The codes are listed in
``access.refusals`` and ``registers.problems``; a house test holds this table against them.
"""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels
from lazaretto.web.labels.access import REFUSED as OF_ACCESS
from lazaretto.web.labels.command import REFUSED as OF_COMMAND
from lazaretto.web.labels.inspecting import REFUSED as OF_INSPECTING
from lazaretto.web.labels.living import REFUSED as OF_LIVING
from lazaretto.web.labels.notifications import REFUSED as OF_MESSAGES
from lazaretto.web.labels.retaining import REFUSED as OF_RETAINING
from lazaretto.web.labels.roll_calls import REFUSED as OF_ROLL_CALLS
from lazaretto.web.labels.storing import REFUSED as OF_STORING

REFUSALS: Labels = {
    "not_permitted": _("Your role may not do this. Ask someone whose role allows it."),
    "out_of_scope": _("{facility} lies outside your scope. Ask the detachment if you need it."),
    "reason_missing": _("A person’s record is opened with a reason only. Say why you need it."),
    "unknown_facility": _("There is no facility {facility}. Check the code."),
    "not_in_record": _("{what} is not in the record, or not in your scope. Check the number."),
    "not_on_roll": _(
        "{person} is not held in your scope now: the path elsewhere stays closed. Open the record without it."
    ),
    "second_factor_owed": _("Your role needs a second factor to sign in. Set one up first."),
    "csrf_failed": _("The form has grown old. Reload the page and state it again."),
    "station_revoked": _(
        "The station {station} was taken back. Its queue is kept: enrol this browser again to send it."
    ),
    "station_expired": _(
        "The time of the station {station} ended on {expires}. Enrol this browser again; its queue is kept."
    ),
    "station_needed": _("Only a station of {facility} sends its queue. Enrol this browser as one first."),
    "post_taken": _(
        "{station} is a station already, enrolled by {by}. Choose another post, or say that this replaces it."
    ),
    "nonce_reused": _(
        "Another row of this station already had the mark {nonce}. This one is kept; a person settles it."
    ),
    "unexplained": _("Say why it is put aside: whoever reads it later must be able to tell."),
    "settled_before": _("Row {row} was settled before. Reload the page."),
    "malformed": _("Something in the statement does not fit: {why}. Correct it and state it again."),
    "too_large": _("The statement is too long ({bytes} bytes of {limit} at most). Split it into several."),
    "batch_too_large": _("Too many rows at once: {rows} of {limit} at most. Send them in parts."),
    "batch_too_heavy": _("Too much at once: {bytes} bytes of {limit} at most. Send it in parts."),
    "unknown_kind": _("There is no kind of fact called {kind}."),
    "picture_gone": _(
        "This picture is not kept, or no longer: pictures of a gate are deleted after the protocol’s days."
    ),
    "camera_unknown": _("{facility} has no camera {camera}. Have it set, or count by hand."),
    "draws_committed": _(
        "The drawn looks of {facility} are promised until {until} already. A second promise would let times"
        " be chosen."
    ),
    "differences_changed": _(
        "The three sources of {day} say something else by now. Look at the differences again, then sign."
    ),
    "finding_unknown": _("{facility} has no finding {finding}. Check the number."),
    "finding_out_of_turn": _(
        "{finding} is not at the point where this may be done. Reload the page and see how far it has come."
    ),
    "reinspector_not_apart": _(
        "{person} found this, put it right or opened it again. Somebody else must look at it."
    ),
    "reinspected_by_the_house": _(
        "The detachment found this; {person} serves in the house. Somebody of the detachment looks again."
    ),
    "rectified_without_evidence": _(
        "Nothing shows that {finding} was put right. Add a picture or a paper, or return it."
    ),
    "notice_number_taken": _("Notice No. {number} of this year exists already. Issue it again."),
    "notice_finding_unknown": _("{facility} has no finding {finding}, so no notice can name it."),
    "order_to_others": _("An order goes to one house. Findings of {facility} need an order of their own."),
    "order_without_due": _("An order says by when everything in it is put right. Choose the day and time."),
    "notice_due_over": _("The time by which it is put right ({due}) is over. Choose a later one."),
    "notice_due_too_late": _(
        "The protocol gives the gravest of these findings until {due}. Choose that or earlier."
    ),
    "order_finding_closed": _("{finding} is closed. Leave it out, or open it again first."),
    "extended_finding_unknown": _("{facility} has no finding {finding} that could have more time."),
    "extended_finding_over": _("{finding} is put right already, or closed: it needs no more time."),
    "extension_running": _("{extension} is not decided yet. Wait for the answer, then ask again."),
    "extension_shortens": _("{until} is no later than the time given now. Ask for a later day, or for none."),
    "extension_unknown": _("{facility} did not ask for {extension} for this finding. Check the number."),
    "extension_decided": _("{extension} is decided already. Reload the page and read the answer."),
    "granted_by_the_asker": _("{person} asked for this time. Somebody else must grant or refuse it."),
    "extension_by_the_house": _(
        "The detachment found this; {person} serves in the house. Somebody of the detachment decides."
    ),
    "grant_unfit": _("Granted time ends after now, and at {until} at the latest, as it was asked for."),
    "inspection_unknown": _("There is no inspection {inspection} here. Check the number."),
    "inspection_out_of_turn": _("The inspection {inspection} is closed already. Open another one."),
    "items_unanswered": _(
        "{count} items are not answered as they ask, {item} first. Answer each, or say why it does not apply."
    ),
    "notice_names_nothing": _("A notice names at least one finding. Tick what it is about."),
    "evidence_unfit": _(
        "Only a JPEG or PNG picture or a PDF of {limit} megabytes at most is kept. Choose another file."
    ),
    "evidence_gone": _("This evidence is not kept here. The paper itself is with the house."),
    "place_elsewhere": _("{place} does not lie in {facility}. Correct the place."),
    "in_the_future": _("This time lies in the future. Correct the time it happened."),
    "id_taken": _("Another statement already has this number. Open the form anew and state it again."),
    "corrects_unknown": _("The statement to correct is not in the record."),
    "corrects_elsewhere": _("The statement to correct belongs to {facility}. Correct it there."),
    "corrects_itself": _("A statement cannot correct itself."),
    "only_by_issuing": _("A protocol comes into force only on the protocol page, after its preview."),
    "only_by_erasing": _("What a rule erased is said by the act of erasing alone. Nobody states it by hand."),
    "erased_for_good": _(
        "This says that a rule erased words. Taking it back brings none of them back and would hide it."
    ),
    "held_elsewhere": _("{person} is held in another cell already. Check the number, or state the transfer."),
    "already_there": _("{person} is already in {cell}."),
    "already_reserved": _("A place is already kept for {person}. Give that one up first."),
    "cell_full": _("{cell} is full. Choose another cell."),
    "window_reversed": _("The time asked for ends before it begins. Correct the two times."),
    "approval_taken": _(
        "Another request already has the number {approval}. Give this one a number of its own."
    ),
    "request_unknown": _(
        "{facility} has no request {approval}. Check the number, or state the request first."
    ),
    "approver_is_requester": _("{person} asked for this and cannot approve it. Another person must decide."),
    "request_closed": _("Request {approval} was for a time until {closes}, which is over. Ask anew."),
    "window_over": _("The time asked for ended at {closes}. Correct the two times."),
    "request_denied": _("Request {approval} was denied. Whoever still needs the entry asks anew."),
    "request_withdrawn": _("Request {approval} was withdrawn. Whoever needs the entry asks anew."),
    "leader_first": _(
        "The leader of the house decides about {approval} first. Ask them, or whoever decides for them now."
    ),
    "request_decided": _(
        "Request {approval} is decided already at this level. Whoever approved it can still withdraw it."
    ),
    "approver_twice": _(
        "{person} approved this for the house. Another person must approve it for the detachment."
    ),
    "window_widened": _(
        "An approval may end earlier than {closes}, not later, and must end after now. Correct the time."
    ),
    "decision_without_reason": _("No reason is given. Say in a few words why."),
    "withdrawn_by_stranger": _(
        "{person} neither asked for {approval} nor approved it. One of those who did withdraws it."
    ),
    "delegation_void": _(
        "Delegation {delegation} does not let you decide this now: it is over, or for another person, house "
        "or level. Ask the leader."
    ),
    "delegation_taken": _(
        "Another delegation already has the number {delegation}. Give it a number of its own."
    ),
    "delegation_of_another": _(
        "This is {person}'s to decide, and only {person} can let somebody else decide. Ask them."
    ),
    "delegation_to_oneself": _("{person} decides already. Name somebody else."),
    "delegation_too_long": _(
        "Approving may be handed on for {hours} hours at most. Choose an earlier end; it can be renewed."
    ),
    "delegation_over": _(
        "There is nothing to end: delegation {delegation} is over, or was never given here."
    ),
    "ended_by_stranger": _(
        "{person} neither gave delegation {delegation} nor has it. Whoever did, or whoever answers for the "
        "house, ends it."
    ),
    **OF_LIVING,
    "basis_missing": _("The order names no legal basis. State it; nobody is quarantined without one."),
    "order_without_end": _("No leg of the order has a day, so it has no end. Give the days of each leg."),
    "review_before_order": _("The first review ({review}) lies before the order. Correct the date."),
    "review_too_late": _(
        "The first review ({review}) lies later than the protocol allows. Bring it forward."
    ),
    "sexes_would_mix": _("In {cell} women and men would share a cell. Choose another cell."),
    "ages_would_mix": _("In {cell} a minor would share a cell with adults. Choose another cell."),
    "codefendants_would_meet": _("In {cell} two people of one case would share a cell. Choose another cell."),
    "nonassociates_would_meet": _(
        "In {cell} two people would meet who must be kept apart. Choose another cell."
    ),
    "strangers_would_mix": _(
        "The people in {cell} came on another day; their clocks would start again. Choose another cell."
    ),
    "cohort_is_closed": _("The cohort in {cell} is closed. Choose another cell."),
    "cell_out_of_use": _("{cell} is out of use. Choose another cell, or return it to use first."),
    "cell_undisinfected": _(
        "{cell} was not disinfected since its last people left. Have it disinfected first."
    ),
    "held_by_pool": _(
        "{person} is held by pool {tube} until a clear single result, and is not positive by it. Have the"
        " single re-test done first."
    ),
    "movement_frozen": _(
        "{cell} is frozen by incident {incident}: nobody moves in or out but for care, the law or an"
        " emergency. Choose another cell, or have the freeze lifted."
    ),
    "infectious_beside": _("Someone infectious is in the cell beside {cell}. Choose another cell."),
    "health_would_mix": _(
        "In {cell} people of unlike health would share a cell, or somebody of unknown health. Choose another."
    ),
    "cell_for_others": _("{cell} is meant for others, or for another use. Choose another cell."),
    "leg_unknown": _("No such leg of order {order} is running for {person}. Check the order and the layer."),
    "no_leg_here": _(
        "No leg of {person} is running in {facility}: it was signed already, or they left. Reload the page."
    ),
    "end_without_reason": _("Another end needs its reason. State why."),
    "decider_made_order": _(
        "{person} made this order; another person must decide about its end. Ask a second leader."
    ),
    "conditions_open": _(
        "The leg of {person} cannot end yet. Open: {open}. Settle each of these, or order another end."
    ),
    "order_not_live": _("No order {order} is in force for {person}. Make the order first."),
    "isolation_without_end": _("The isolation would end before it begins ({ends}). Give it a last day."),
    "review_after_end": _("The review ({review}) lies after the end of the isolation. Bring it forward."),
    "visit_not_owed": _(
        "No clause in force at {facility} owes a daily visit to whoever is isolated; nobody is isolated "
        "without one. Issue a protocol that owes it."
    ),
    "release_without_paper": _(
        "No basis for a release of {person} is known. Ask the leader for the paper at once and name it."
    ),
    "exit_held": _(
        "{person} may not leave yet. Open: {open}. Have the end of the leg signed first; in an emergency "
        "state the purpose “hospital” or a named override."
    ),
    "not_cleared_to_leave": _(
        "{person} may not leave yet. Ask the leader to have the end of the leg signed; in an emergency state "
        "the purpose “hospital” or a named override."
    ),
    "not_held_here": _("{person} is not held here. Check the number."),
    "roster_days_reversed": _(
        "The roster ends before it begins, or a phase or watch in it ({first} – {last}) lies outside its"
        " days. Mend the days."
    ),
    "stranger_on_roster": _(
        "{person} does not serve in {facility}. Take them off the roster, or state first that they joined or"
        " reinforce this house."
    ),
    "signer_is_drafter": _("{person} drafted this roster. Another person signs it."),
    "report_day_running": _("{day} is not over yet. Its report is drawn up from midnight on."),
    "report_knows_ahead": _("The report of {day} says what is known later than it was drawn up."),
    "report_number_taken": _("Version {number} is not the next one: version {next} is. Reload the page."),
    "correction_without_reason": _("A correction stands instead of a signed report. Say why."),
    "report_out_of_turn": _("No report of {day} waits to be signed. Draw it up first."),
    "report_of_oneself": _("{person} drew this report up. Another person signs it or sends it back."),
    "report_not_the_draft": _("Version {number} is not the one that waits to be signed. Reload the page."),
    "report_unreconciled": _(
        "The figures do not keep a law ({law}). Correct the record and draw the report up again, or sign it "
        "with the law named and the reason said."
    ),
    "report_changed": _(
        "The record no longer gives the figures of {day} that were drawn up. Draw the report up again."
    ),
    "roster_rewrites_past": _(
        "The roster says something else of {day} than the one that was in force. That day is over: keep it as"
        " it was."
    ),
    "despite_without_reason": _("Rules are broken with open eyes only for a reason. Write it down."),
    "roster_unlawful": _(
        "The roster breaks a rule: {broken} ({person}, {day}); other breaches: {more}. Mend it, or name each"
        " rule that is broken in your signature and say why."
    ),
    "nobody_to_test": _("Nobody in {facility} would be on this muster. Choose others."),
    "round_closes_before": _("A round closes after it opens, not at {closes}. Choose a later time."),
    "origin_not_emptied": _(
        "{facility} is no emptied lock-up: {people} people are held there, or it keeps its role. Ask the"
        " detachment for a house that is emptied."
    ),
    "nobody_chosen": _("Choose at least one person."),
    "not_to_spare": _(
        "{facility} cannot give {person}: they do not serve there, or cannot serve today. Choose others."
    ),
    "not_for_another": _(
        "Only {person} checks in for {person}. Whoever is on duty may state what was said by telephone."
    ),
    "no_retention": _("No document in force says when check-ins are deleted. Nothing was deleted."),
    "not_lent_here": _("{person} does not reinforce {facility} now. Reload the page."),
    "nobody_to_restart": _("Nobody in {facility} waits for a restart because of this. Reload the page."),
    "muster_closed": _(
        "The muster of {facility} names those who are held. "
        "At the gate it opens when an emergency is declared."
    ),
    "no_emergency": _("No emergency runs in {facility}. If there is one, declare it."),
    "line_entered": _(
        "Line {line} was entered before. Nothing was doubled; correct the first entry instead."
    ),
    "form_unknown": _("{form} is no number of a form of this facility. Read it again from the sheet."),
    "mover_not_held": _("{person} is not on the roll of {facility}. Take them out of the plan."),
    "somebody_left_behind": _(
        "{people} people on the roll are moved nowhere, {person} among them. Plan again."
    ),
    "cell_would_overflow": _("{cell} has too few places for those who would come. Choose another cell."),
    "strangers_would_meet": _(
        "In {cell} people would meet others than their cellmates. Choose an empty cell."
    ),
    "trip_would_mix": _(
        "Trip {trip} of {vehicle} would carry people of two cells. Give each cell its own trip."
    ),
    "seats_too_few": _("Trip {trip} of {vehicle} carries more people than it seats. Add a trip."),
    "conversion_running": _("Change of role {conversion} is still under way. End it first."),
    "conversion_short": _(
        "{people} people of {facility} would have no cell. Choose more houses, or free cells there first."
    ),
    "conversion_unfinished": _(
        "{people} people are still in {facility}. It takes its role up when it is empty."
    ),
    "conversion_unknown": _("No change of role of {facility} is there to be ended."),
    "conversion_in_use": _("{facility} still holds {people} people. Move them before it goes back."),
    "plan_changed": _(
        "Something changed in or around {facility} since the plan was shown. Look at it again."
    ),
    "draft_unknown": _("There is no draft {draft} of this house. Look at the list of drafts again."),
    "plan_days_wrong": _(
        "A plan begins today or later, does not end before it begins, and has {days} days at most; "
        "{first} – {last} is not such a plan. Choose other days."
    ),
    "nothing_to_plan": _(
        "There is nothing to plan in {facility}: it needs a pattern of duty in force, people of its "
        "strength, and posts with watches. Set the posts first."
    ),
    "planners_busy": _(
        "{limit} rosters are being worked out already, as many as this server does at once. "
        "Try again in a minute."
    ),
    "plan_unknown": _("This plan is here no longer, or was never begun. Ask the planner again."),
    "what_if_unaskable": _("The question has {count} faults and was not asked. Correct them and ask again."),
    "what_if_unknown": _(
        "This question is here no longer (they are kept for a day), or lies outside your scope. Ask it again."
    ),
    "twins_busy": _(
        "{limit} questions are being answered already, as many as this server does at once. "
        "Stop one, or try again in a minute."
    ),
    "network_empty": _(
        "No house in your scope holds or employs anybody yet, so the twin has nothing to begin with. "
        "Establish the houses first, or begin with the designed network."
    ),
    "plan_unfinished": _("The planner is still at work. Stop it, or wait until it has ended."),
    "trip_empty": _("Nobody of trip {trip} of {vehicle} is there to be moved. Reload the page."),
    "escort_missing": _("Nobody is transferred without an escort. Name who goes along in {vehicle}."),
    "protocol_faulty": _("The document has {count} faults and cannot be issued. The first: {first}"),
    "protocol_issued_before": _("{document} {version} was issued before. A change needs a new version."),
    **OF_INSPECTING,
    **OF_MESSAGES,
    **OF_ACCESS,
    **OF_COMMAND,
    **OF_RETAINING,
    **OF_ROLL_CALLS,
    **OF_STORING,
}

# A disputed fact is recorded all the same; the sentence says what contradicts it and what to do.
DISPUTES: Labels = {
    "held_elsewhere": _("This person was held in another cell then. Find out which is right and correct it."),
    "not_held": _("This person was not held then. State the admission, or correct the number."),
    "two_places": _("This person would be in two places at once. Find out which is right and correct it."),
    "cell_full": _(
        "The cell has fewer places than people in it and places kept. Move someone, or give a kept place up."
    ),
    "already_there": _("This person was in that cell already. Retract it if it was said twice."),
    "already_reserved": _("A place was already kept for this person. Retract the one that is not needed."),
    "not_reserved": _("No place was kept for this person in that cell then. Check the cell and the time."),
    "order_not_live": _(
        "The order under which this person was isolated does not stand. End the isolation, or order it anew."
    ),
    "already_corrected": _("Someone corrected this statement before. Look at both and correct the newest."),
    "said_otherwise": _(
        "Two nodes hold different words under this id. Hold both against what happened, and correct it."
    ),
    "device_clock_wrong": _("The clock of the device is wrong. The time was kept as stated; check it."),
    "in_the_future": _("This time lies in the future. Check the device's clock and correct the time."),
    "leg_not_running": _("No such leg was running for this person. State its start, or correct the leg."),
    "unknown_tube": _("No tube of this number was filled. Check the label, or state the sampling."),
    "unknown_round": _("No round of this number was opened. Check the number."),
}

# The conditions of the release gate, as a refusal lists what is open.
GATE: Labels = {
    "days_full": _("days full"),
    "tests_negative": _("tests negative"),
    "no_fever": _("no fever"),
    "no_symptoms": _("no symptoms"),
    "cohort_clean": _("cohort clean"),
    "next_place_reserved": _("next place kept"),
    "order_live": _("order in force and served"),
    "review_done": _("review done"),
    "signed": _("end signed"),
}

RULES: Labels = {**DISPUTES, **REFUSALS}
