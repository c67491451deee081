"""The filters of the actions list: what an address asks for, which actions that leaves, and what stands beside
each option.

`listing` is the way in. An address is read by `address_values` (what can't be used becomes a `Problem` in words), the
`ActionFilter` narrows the actions in SQL, `facets` counts every option with the other filters on, and `panel` and
`links` put both into words and addresses.
"""

NONE = "none"
"""What stands in an address for nothing of the kind: not rated, nobody leads it, in no section."""
