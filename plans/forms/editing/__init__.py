"""The forms on which a plan is built and edited, one for each thing that it is made of."""
