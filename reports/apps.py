from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from audits.signals import papers_expunged
        from reports.operations.issue_orders import make_anew

        papers_expunged.connect(make_anew, dispatch_uid="make redacted papers anew")
