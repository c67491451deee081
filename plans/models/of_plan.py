"""What stands in a plan, asked for by its plan."""

from django.db import models
from django.db.models import Q

from plans import tree


class OfPlanQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """Those of the plan, by whatever they stand under (`plans.tree`)."""
        where = Q()
        for path in tree.paths(str(self.model._meta.model_name)):
            where |= Q(**{path: plan})
        return self.filter(where)
