"""Words of accounts, of the log of access, and of what is refused about them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

DEEDS: Labels = {
    "signed_in": _("signed in"),
    "sign_in_failed": _("failed to sign in"),
    "locked_out": _("locked after failed sign-ins"),
    "unlocked": _("unlocked"),
    "password_set": _("set their own password"),
    "factor_added": _("added a second factor"),
    "factor_removed": _("removed a second factor"),
    "opened": _("account opened"),
    "changed": _("role or scope changed"),
    "closed": _("account closed"),
    "reopened": _("account reopened"),
    "secret_given": _("one-time secret given"),
    "factor_reset": _("second factors taken away"),
    "sessions_ended": _("sessions ended"),
    "reviewed": _("list of accounts signed"),
    "token_issued": _("token of a device issued"),
    "token_revoked": _("token of a device taken back"),
    "asked": _("asked for, waits for a second person"),
    "granted": _("granted by a second person"),
    "declined": _("declined by a second person"),
    "refused": _("was refused"),
    "sheet_given": _("sheet of data protection given out"),
    "exported": _("record exported"),
}
MARKS: Mapping[str, str] = {
    "sign_in_failed": "late", "locked_out": "breach", "refused": "breach", "closed": "excused",
    "declined": "excused", "asked": "owed", "factor_reset": "held", "secret_given": "held",
}  # fmt: skip
PARTS: Labels = {
    "reads": _("Reads of records"),
    "all": _("All acts"),
    "accounts": _("Accounts and tokens"),
    "doors": _("Sign-ins"),
    "refusals": _("Refusals"),
    "given": _("Given out"),
}
ACTS: Labels = {
    "open": _("open the account"),
    "change": _("change role or scope"),
    "close": _("close the account"),
    "reopen": _("reopen the account"),
    "secret": _("give a new one-time secret"),
    "factor": _("take the second factors away"),
    "unlock": _("unlock"),
    "end_sessions": _("end all sessions"),
    "node_token": _("issue the token of a node"),
    "device_token": _("issue the token of a device that sees all facilities"),
}
HINTS: Labels = {
    "close": _("Whoever is signed in with it is out at once. Nothing that was stated is lost."),
    "reopen": _("The old password stays void: a one-time secret is printed."),
    "secret": _(
        "For a forgotten password. The old one is void; sessions, passkeys and the calendar address end too."
    ),
    "factor": _("For a lost key or telephone. It ends every session; the owner sets up a new one."),
    "unlock": _("Failed sign-ins are forgotten. They stay in the log."),
    "end_sessions": _("For a device that was lost or left open. Password and second factor stay."),
}
FILTERS: Labels = {
    "": _("all"),
    "idle": _("not used for 90 days"),
    "waiting": _("waiting for the first sign-in"),
    "locked": _("locked now"),
    "closed": _("closed"),
}
BY: Labels = {
    "password": _("password"),
    "provider": _("a provider of sign-ins"),
    "second factor": _("second factor"),
    "totp": _("one-time code"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}
# Reasons that the house gives for a read by itself, as the log of reads keeps them.
OWN_REASONS: Labels = {
    "what changed since the last visit": _("what changed since the last visit"),
    "a page of facts": _("a page of facts"),
    "one’s own record": _("one’s own record"),
    "hand-over: status document": _("status document of a hand-over"),
    "exit": _("Exit"),
}
OF_NUMBER: Labels = {
    "complaint": _("complaint {number}"),
    "hand-over": _("hand-over {number}"),
    "the log, from entry": _("the log, from entry {number} on"),
}
OUTCOMES: Labels = {
    "granted": _("shown"),
    "refused": _("refused"),
    "unnoted": _("not noted"),
}
TABLES: dict[str, Mapping[str, str | Promise]] = {
    "deed": DEEDS,
    "log_part": PARTS,
    "account_act": ACTS,
    "account_filter": FILTERS,
    "read_outcome": OUTCOMES,
    "by": BY,
}
REFUSED: Labels = {
    "desk_locked": _("This desk is locked. Unlock it, or sign in as yourself."),
    "own_account": _("Nobody changes their own account. Ask another administrator."),
    "act_without_reason": _("Say why. The reason stands in the log that the audit administrator reads."),
    "account_taken": _("{person} has an account already; one person has one account."),
    "account_is_so": _("The account {person} is so already. Reload the page."),
    "account_code_odd": _("{person} is no staff number: use letters, digits and @ . + - _ alone."),
    "administrators_exclude": _(
        "The three administrators exclude each other: close the account {person} and name another person."
    ),
    "administrator_sees_none": _("An administrator sees no facility. Leave the facilities out."),
    "role_unknown": _("There is no role {role}. Choose one from the list."),
    "facility_code_odd": _("{facility} is no facility’s code; one looks like QZ-D."),
    "password_weak": _("This password does not do. {why}"),
    "password_owed": _("Set a password of your own first: sign in on a page, it asks for it."),
    "secret_kept": _("The one-time secret is no password of your own. Choose another."),
    "secret_over": _("The one-time secret has run out. Ask the security administrator for a new one."),
    "asked_already": _("The same was asked for {person} and waits for a second person."),
    "asked_answered": _("Request {number} was answered before. Reload the page."),
    "second_person_needed": _("This takes a second person. {person} asked for it, or is whom it is about."),
    "asker_gone": _(
        "Whoever asked no longer holds the role in which they asked. Nothing was done; ask anew."
    ),
    "wish_outdated": _("The account no longer stands as when this was asked. Nothing was done; ask anew."),
    "not_to_fetch": _(
        "Request {number} is not there to fetch: not yours, not granted, fetched before, or too old."
    ),
    "list_changed": _("The list has changed since it was shown. Look at it again, then sign."),
}
