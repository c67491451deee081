"""Pages for those who give people access."""
