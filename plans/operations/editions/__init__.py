"""A later edition of a plan's document: what a person accepts of it is applied, as one act.

`apply` holds the verb; `acceptance` what can't stand; `rows` the plan's rows and the order they take; then a module
for each thing that is written: `frame`, `outline` (sections, recommendations), `actions`, `dates`, `progress`,
`withdrawals`.
"""

from plans.operations.editions.acceptance import MEANWHILE, imported_before
from plans.operations.editions.apply import Applied, apply_edition

__all__ = ["MEANWHILE", "Applied", "apply_edition", "imported_before"]
