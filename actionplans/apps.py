from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "actionplans"

    def ready(self):
        from actionplans import signals

        signals.connect()
