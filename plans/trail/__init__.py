"""The trail of what was done: change sets, their manifests and the chains that bind them (docs/trail.md)."""

from plans.trail.change_set import REGISTER, SYSTEM, Act, Actor, change_set

__all__ = ["REGISTER", "SYSTEM", "Act", "Actor", "change_set"]
