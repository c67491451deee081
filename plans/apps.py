from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self):
        post_migrate.connect(_stand, sender=self, dispatch_uid="standings of what was there before")


def _stand(*, using, plan=(), **_kwargs):
    """Give every action its standing that a database from before there were any, or a restored one, has without.
    `plan` is what `migrate` did: (migration, whether backwards) by pairs."""
    if any(backwards for _migration, backwards in plan):
        return
    from plans import standings
    from plans.models import Action

    standings.rebuild(Action.objects.using(using).filter(standing=None))
