"""Who leads: from a cell to named leads with roles and notes.

posts        the shapes of names
splitting    several names in one text
reading      a whole cell
doubts       what of it a person should look at
holders      a post and its holder in one name
meaning      what a name stands for in this document
"""
