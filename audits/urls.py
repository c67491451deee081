"""The addresses of the past."""

from django.urls import path

from audits import views

urlpatterns = [
    path("actions/<int:pk>/", views.action, name="action"),
    path("plans/<slug:slug>/log/", views.log, name="log"),
]
