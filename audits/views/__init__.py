"""The pages of the past: an action with its timeline, and a plan's audit log."""
