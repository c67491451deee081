"""An edition's differences as the JSON object of `import_plan FILE --into SLUG --dry-run --json`."""

from __future__ import annotations

from typing import Any

from plans.importing.editions.differences import Difference, Edition


def as_json(edition: Edition) -> dict[str, Any]:
    """A dict of plain values, ready for `json.dumps`. Days are ISO 8601 text; what is not so is empty, 0 or None."""
    return {
        "dated": edition.dated.isoformat() if edition.dated else None,
        "counts": edition.counts,
        "differences": [_difference(each) for each in edition.differences],
        "digest": edition.digest,
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "key": each.key,
        "kind": each.kind,
        "about": each.about,
        "section": each.place.section,
        "subject": each.place.subject,
        "row": each.place.row,
        "changes": [{"field": c.name, "label": c.label, "before": c.before, "after": c.after} for c in each.changes],
        "slips": each.slips,
        "accepted_by_default": each.default,
        "refusal": each.refusal,
        "note": each.note,
        "hint": each.hint,
    }
