"""How an action is going, as somebody says it: updates, what they do to a claim, and what is not yet sent."""
