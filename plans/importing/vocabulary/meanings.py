"""What a heading can mean while a document is read, beyond what a column of a plan keeps (`plans.columns`)."""

from plans.columns import MEANINGS

STEP = "step"
"""Milestones and steps printed a row each, under the action that they belong to."""
THEME = "theme"
"""The section of each row, printed as a column."""
SUPPORTING = "supporting"
"""Who supports or is consulted."""
START = "start"
"""When it begins."""
REVISED = "revised"
"""The date that took the place of the first one."""
MET = "met"
"""When it was done, or whether it is."""

SAYABLE = {**MEANINGS, THEME: "The section of each row"}
"""What a person can say of a column of a document, and its words."""
