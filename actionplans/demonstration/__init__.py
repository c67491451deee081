"""The demonstration: one invented council's plans, people and half a year of updates."""
