"""What redactions took from a plan: files that nobody is handed any more, even where the place in which they are kept
did not let go of them yet."""

from __future__ import annotations

from plans.models import ChangeSet, Plan


def took_document(plan: Plan) -> bool:
    """Whether a redaction took the document that the plan came from."""
    return plan.imported_sha256 in documents_taken(plan)


def documents_taken(plan: Plan) -> set[str]:
    """The SHA-256 of the documents that redactions took from a plan."""
    return {details["original"] for details in _details(plan) if details.get("original")}


def evidence_taken(plan: Plan) -> set[int]:
    """The numbers of the evidence whose files redactions took."""
    return {pk for details in _details(plan) for pk in details.get("files", ())}


def _details(plan: Plan):
    acts = ChangeSet.objects.filter(verb="redact", links__chain__key=plan.chain_key)
    return acts.values_list("details", flat=True)
