"""The addresses of the past, and of the decisions that rest on it."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits.views import (
    action,
    claim,
    close,
    decide,
    extend,
    log,
    person,
    recheck,
    redact,
    retention,
    retraction,
    withdraw_evidence,
)
from audits.views.sheets import register, sheet

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("actions/<int:pk>/", require_safe(action.action), name="action"),
    path("claims/<int:pk>/", forms(claim.verify), name="verify"),
    path("claims/<int:pk>/withdraw/", forms(claim.withdraw), name="withdraw_claim"),
    path("actions/<int:pk>/new-date/", forms(extend.extend), name="extend"),
    path("evidence/<int:pk>/withdraw/", forms(withdraw_evidence.withdraw), name="withdraw_evidence"),
    path("extensions/<int:pk>/", forms(decide.decide), name="decide"),
    path("actions/<int:pk>/re-check/", forms(recheck.recheck), name="recheck"),
    path("actions/<int:pk>/close/", forms(close.close), name="close"),
    path("actions/<int:pk>/reopen/", forms(close.reopen), name="reopen"),
    path("actions/<int:pk>/redact/", forms(redact.redact), name="redact"),
    path("plans/<slug:slug>/keeping/", forms(retention.keeping), name="keeping"),
    path("plans/<slug:slug>/everything.zip", require_safe(retention.everything), name="everything"),
    path("plans/<slug:slug>/purge/", forms(retention.purge), name="purge"),
    path("plans/<slug:slug>/log/<int:pk>/take-back/", forms(retraction.take_back), name="take_back"),
    path("plans/<slug:slug>/log/", require_safe(log.log), name="log"),
    path("plans/<slug:slug>/log.csv", require_safe(log.log_csv), name="log_csv"),
    path("people/<int:pk>/", require_safe(person.person), name="person"),
    path("sheets/", forms(register.sheets), name="sheets"),
    path("sheets/home/", require_POST(register.sheets_home), name="sheets_home"),
    path("sheets/<int:pk>/", forms(sheet.sheet), name="sheet"),
    path("sheets/<int:pk>/file/", require_safe(register.sheet_file), name="sheet_file"),
    path("sheets/<int:pk>/as-it-came/", require_safe(sheet.sheet_return_file), name="sheet_return_file"),
    path("sheets/<int:pk>/remind/", require_POST(register.sheet_remind), name="sheet_remind"),
    path("sheets/<int:pk>/undo/", require_POST(sheet.sheet_undo), name="sheet_undo"),
]
