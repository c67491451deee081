"""A later edition of a plan's document, compared and applied."""
