"""The pages on which a plan is built and edited: the whole plan, one page for each thing, and what happens to it."""
