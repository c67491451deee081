"""Taking back, in one act, what an import, a later edition or a change of many actions wrote, while nothing stands
upon it.

effects      what an act made and what it changed, from the trail
hindrances   what stands upon it by now
retract      the verb: what was made is withdrawn, what was changed has its values of before

Nothing is deleted: the act that is taken back and the one that takes it back both stand in the trail.
"""

from plans.operations.retraction.effects import BROUGHT, TAKABLE, Effects, effects_of
from plans.operations.retraction.hindrances import Hindrance, hindrances
from plans.operations.retraction.retract import permission_needed, take_back_act, why_not

__all__ = [
    "BROUGHT",
    "TAKABLE",
    "Effects",
    "Hindrance",
    "effects_of",
    "hindrances",
    "permission_needed",
    "take_back_act",
    "why_not",
]
