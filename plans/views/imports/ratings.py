"""What would become of the ratings that a document shows, in words for its workbench."""

from __future__ import annotations

from plans import leadnames
from plans.importing.document import UnderstoodAction
from plans.importing.workbench.questions import doubtful_ratings
from plans.models import RagScheme
from plans.operations.drafts.standing import Standing
from plans.operations.schemes import ratings_offered, ratings_that_finish


class Ratings:
    """The ratings of a draft as it stands, under a plan's scheme or, with None, that of new plans. `unrated` is how
    many actions would come in not rated because it is still asked what their sign means; `offered` are the scheme's
    (code, label)."""

    def __init__(self, standing: Standing, scheme: RagScheme | None):
        self.asked_at = doubtful_ratings(standing.to_commit())
        self.offered = ratings_offered(scheme)
        self.known = {leadnames.key(name) for pair in self.offered for name in pair}
        self.finish = {leadnames.key(name) for name in ratings_that_finish(scheme)}
        self.unrated = sum(bool(action.rag) and action.rag_sign in self.asked_at for action in standing.plan.actions)

    def words(self, action: UnderstoodAction) -> str:
        """What the workbench says of an action's rating; "" where it has none."""
        if not action.rag:
            return ""
        if action.rag_sign in self.asked_at:
            row = self.asked_at[action.rag_sign]
            return f"{action.rag} proposed, asked {'below' if row == action.row else f'at row {row}'}."
        rating = leadnames.key(action.rag)
        if rating in self.finish:
            return f"{action.rag}: a claim of completion, waits to be verified."
        if rating in self.known:
            return f"Rated {action.rag}."
        return f"“{action.rag}” is none of the plan’s ratings, so not rated."
