"""A later edition of a document beside the plan that it is of: what is new, changed, moved and gone. Pure.

    compare(plan_state, understood)  →  Edition, whose differences a person accepts or leaves, one by one

comparison             the way through a plan and its edition
similarity             how like two texts are, and which old text is which new one
matches                the same over sections, recommendations, actions and steps; which of neighbours moved
sides                  the two sides, and what the things on them are called
differences            what a difference is, an edition as the list of them, the words that changed
plan_differences       title, notes, columns, sources, plan leads
action_differences     recommendations, actions, steps, who leads
date_differences       timescales
progress_differences   what the document newly says of how it goes
"""
