"""The trail of what was done: change sets, their manifests and the chains that bind them (docs/trail.md)."""

from plans.trail.change_set import REGISTER, SYSTEM, Act, Actor, change_set, whole_act
from plans.trail.commits import after_commit, afterwards, note_stored

__all__ = ["REGISTER", "SYSTEM", "Act", "Actor", "after_commit", "afterwards", "change_set", "note_stored", "whole_act"]
