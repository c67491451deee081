"""The addresses of the domain's pages."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.views import (
    actions,
    decide,
    evidence,
    extend,
    my_actions,
    original,
    people,
    plans,
    questions,
    update,
    verify,
)
from plans.views.imports import draft, editions, finish, row, say, start

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("my-actions/", require_safe(my_actions.my_actions), name="my_actions"),
    path("plans/", require_safe(plans.plans), name="plans"),
    path("actions/", require_safe(actions.actions), name="actions"),
    path("actions.csv", require_safe(actions.actions_csv), name="actions_csv"),
    path("actions/<int:pk>/update/", forms(update.update), name="update"),
    path("actions/<int:pk>/new-date/", forms(extend.extend), name="extend"),
    path("claims/", require_safe(verify.to_verify), name="to_verify"),
    path("claims/<int:pk>/", forms(verify.verify), name="verify"),
    path("extensions/", require_safe(decide.to_decide), name="to_decide"),
    path("extensions/<int:pk>/", forms(decide.decide), name="decide"),
    path("evidence/<int:pk>/", require_safe(evidence.evidence), name="evidence"),
    path("plans/<slug:slug>/questions/", forms(questions.questions), name="questions"),
    path("plans/<slug:slug>/original/", require_safe(original.original), name="original"),
    path("imports/", forms(start.imports), name="imports"),
    path("imports/<int:pk>/", require_safe(draft.import_draft), name="import"),
    path("imports/<int:pk>/progress.json", require_safe(draft.import_progress), name="import_progress"),
    path("imports/<int:pk>/edition/", forms(editions.import_edition), name="import_edition"),
    path("imports/<int:pk>/say/", require_POST(say.import_say), name="import_say"),
    path("imports/<int:pk>/rows/<path:key>/", forms(row.import_row), name="import_row"),
    path("imports/<int:pk>/finish/", require_POST(finish.import_finish), name="import_finish"),
    path("people/", require_safe(people.people), name="people"),
]
