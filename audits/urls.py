"""The addresses of the past."""

from django.urls import path
from django.views.decorators.http import require_safe

from audits.views import action, log, person

urlpatterns = [
    path("actions/<int:pk>/", require_safe(action.action), name="action"),
    path("plans/<slug:slug>/log/", require_safe(log.log), name="log"),
    path("people/<int:pk>/", require_safe(person.person), name="person"),
]
