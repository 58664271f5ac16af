"""Every reason for which a statement is refused or disputed: the one list that screens must have words for.

A code is short and never shown; ``web`` holds its sentence in the three languages. The names in
braces are the values that come with it.
"""

# code: the values that fill in its sentence
REFUSALS: dict[str, tuple[str, ...]] = {
    "not_permitted": ("act", "role"),
    "out_of_scope": ("facility",),
    "reason_missing": (),
    "second_factor_owed": (),
    "csrf_failed": (),
    "unknown_facility": ("facility",),
    "not_in_record": ("what",),
    "not_on_roll": ("person",),
    "malformed": ("why",),
    "too_large": ("bytes", "limit"),
    "batch_too_large": ("rows", "limit"),
    "batch_too_heavy": ("bytes", "limit"),
    "unknown_kind": ("kind",),
    "place_elsewhere": ("place", "facility"),
    "in_the_future": ("occurred", "now"),
    "id_taken": ("id",),
    "corrects_unknown": ("id",),
    "corrects_elsewhere": ("id", "facility"),
    "corrects_itself": ("id",),
    "only_by_issuing": ("kind",),
    "held_elsewhere": ("person",),
    "already_there": ("person", "cell"),
    "already_reserved": ("person",),
    "cell_full": ("cell",),
    # requests: obligations.requesting
    "window_reversed": (),
    "approval_taken": ("approval",),
    "request_unknown": ("approval", "facility"),
    "approver_is_requester": ("person",),
    "request_closed": ("approval", "closes"),
    "basis_missing": (),
    "order_without_end": (),
    "review_before_order": ("review",),
    "review_too_late": ("review",),
    "sexes_would_mix": ("cell",),
    "ages_would_mix": ("cell",),
    "codefendants_would_meet": ("cell",),
    # changes of a facility's role
    "conversion_running": ("conversion",),
    "conversion_short": ("people", "facility"),
    "conversion_unfinished": ("people", "facility"),
    "conversion_unknown": ("facility",),
    "conversion_in_use": ("people", "facility"),
    "plan_changed": ("facility",),
    "trip_empty": ("vehicle", "trip"),
    "escort_missing": ("vehicle",),
    "protocol_faulty": ("count", "first"),
    "protocol_issued_before": ("document", "version"),
    "storage_full": (),
    "storage_unavailable": (),
    "storage_busy": (),
}

# A disputed fact is recorded all the same; its sentence says what contradicts it and what to do.
DISPUTES: tuple[str, ...] = (
    "held_elsewhere",
    "not_held",
    "two_places",
    "cell_full",
    "already_there",
    "already_reserved",
    "not_reserved",
    "already_corrected",
    "device_clock_wrong",
    "in_the_future",
)
