"""The addresses of the past."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from audits.views import action, keeping, log, person, redact

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("actions/<int:pk>/", require_safe(action.action), name="action"),
    path("actions/<int:pk>/redact/", forms(redact.redact), name="redact"),
    path("plans/<slug:slug>/keeping/", forms(keeping.keeping), name="keeping"),
    path("plans/<slug:slug>/everything.zip", require_safe(keeping.everything), name="everything"),
    path("plans/<slug:slug>/purge/", forms(keeping.purge), name="purge"),
    path("plans/<slug:slug>/log/", require_safe(log.log), name="log"),
    path("people/<int:pk>/", require_safe(person.person), name="person"),
]
