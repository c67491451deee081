"""Who may do what, by noun: one `Permission` for each thing, asked by `check`, which raises `Denied` with the reason
that a person reads, `allows`, which a page asks before it offers it, and `enforce`, by which a verb begins. All three
are of one definition, so that a hidden button and a refused request can't drift apart.

Visibility is not asked here: what a person may not see is not in `visible_to` and is a 404.
"""
