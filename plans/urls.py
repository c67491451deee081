"""The addresses of the domain's pages."""

from django.urls import path

from plans.views import actions, decide, evidence, extend, my_actions, people, plans, update, verify

urlpatterns = [
    path("my-actions/", my_actions.my_actions, name="my_actions"),
    path("plans/", plans.plans, name="plans"),
    path("actions/", actions.actions, name="actions"),
    path("actions.csv", actions.actions_csv, name="actions_csv"),
    path("actions/<int:pk>/update/", update.update, name="update"),
    path("actions/<int:pk>/new-date/", extend.extend, name="extend"),
    path("claims/", verify.to_verify, name="to_verify"),
    path("claims/<int:pk>/", verify.verify, name="verify"),
    path("extensions/", decide.to_decide, name="to_decide"),
    path("extensions/<int:pk>/", decide.decide, name="decide"),
    path("evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path("people/", people.people, name="people"),
]
