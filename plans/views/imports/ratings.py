"""What would become of the ratings that a document shows, in words for its workbench."""

from __future__ import annotations

from plans import leadnames
from plans.importing import UnderstoodAction, doubtful_ratings, unconfirmed_ratings
from plans.models import Plan
from plans.operations.imports.draft import Standing
from plans.operations.imports.parts.scheme import proposal


class Ratings:
    """The ratings of a draft as it stands, under the scheme that is proposed for its plan. `unrated` is how
    many actions would come in not rated because it is still asked what their sign means; `offered` are the scheme's
    (code, label)."""

    def __init__(self, standing: Standing, into: Plan | None):
        proposed = proposal(standing.plan, into)
        self.scheme = proposed
        to_commit = standing.to_commit()
        self.asked_at = doubtful_ratings(to_commit)
        self.offered = [(rating.code, rating.label) for rating in proposed.ratings]
        self.known = {leadnames.key(name) for pair in self.offered for name in pair}
        self.finish = {leadnames.key(rating.label) for rating in proposed.ratings if rating.means_finished}
        self.unrated = unconfirmed_ratings(to_commit)

    def words(self, action: UnderstoodAction) -> str:
        """What the workbench says of an action's rating; "" where it has none."""
        if not action.rag:
            return ""
        if action.rag_sign in self.asked_at:
            row = self.asked_at[action.rag_sign]
            where = "below" if row == action.row else f"at row {row}"
            known = leadnames.key(action.rag) in self.known
            return f"{action.rag} proposed, asked {where}." if known else f"“{action.rag}” is asked about {where}."
        rating = leadnames.key(action.rag)
        if rating in self.finish:
            return f"Rated {action.rag}, a claim of completion: waits to be verified."
        if rating in self.known:
            return f"Rated {action.rag}."
        return f"“{action.rag}” is none of the plan’s ratings, so not rated."
