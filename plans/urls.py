"""The addresses of the domain's pages."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from plans.views import actions, decide, evidence, extend, my_actions, people, plans, update, verify
from plans.views.editing import fates, things, whole

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("my-actions/", require_safe(my_actions.my_actions), name="my_actions"),
    path("plans/", require_safe(plans.plans), name="plans"),
    path("plans/template.xlsx", require_safe(whole.template_workbook), name="template_workbook"),
    path("start-a-plan/", forms(whole.start), name="start_plan"),
    path("plans/<slug:slug>/edit/", forms(whole.edit_plan), name="edit_plan"),
    path("plans/<slug:slug>/edit/details/", forms(whole.edit_frame), name="edit_frame"),
    path("plans/<slug:slug>/edit/<slug:noun>/add/", forms(things.add), name="edit_add"),
    path("plans/<slug:slug>/edit/<slug:noun>/<int:pk>/", forms(things.change), name="edit_thing"),
    path("plans/<slug:slug>/edit/<slug:noun>/<int:pk>/move/", forms(fates.move_thing), name="edit_move"),
    path("plans/<slug:slug>/edit/<slug:noun>/<int:pk>/withdraw/", forms(fates.withdraw_thing), name="edit_withdraw"),
    path("plans/<slug:slug>/edit/<slug:noun>/<int:pk>/bring-back/", forms(fates.restore_thing), name="edit_restore"),
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
