"""Reminding people of what waits for them: one digest a day, an officer's word, and who owes what."""
