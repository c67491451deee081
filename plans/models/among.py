"""`pk__among=ids`, on any field that holds a number: like `__in`, but sent as one value. A thousand values, each of its
own, take longer than the rows that they find."""

from __future__ import annotations

import json

from django.db.models import Field, Lookup
from django.db.models.fields.related import ForeignObject

from plans.models.blanks import Blank, Gap


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """True of what is one of these numbers; of nothing where there are none."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        numbers = "(SELECT value FROM json_each(%s))"
        return f"{column} IN {numbers}", [*params, self._sent(lambda numbers: json.dumps(list(numbers)))]

    def as_postgresql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, self._sent(list)]

    def _sent(self, form):
        return Gap(self.rhs.name, form) if isinstance(self.rhs, Blank) else form(self.rhs)
