from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "actionplans"

    def ready(self):
        from actionplans import checks, signals  # noqa: F401 the checks register themselves

        signals.connect()
