"""A plan and its paper in which nobody is named: who is known, where a text names them, and what is printed instead."""
