"""The pages on which people say how an action is going."""
