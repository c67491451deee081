"""The addresses of the domain's pages."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from plans.views import actions, decide, evidence, extend, my_actions, people, plans, update, verify

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
    path("people/", require_safe(people.people), name="people"),
]
