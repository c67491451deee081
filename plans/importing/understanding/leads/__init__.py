"""Who leads: from a cell to named leads with roles and notes.

names        the shapes of names
name_lists   several names in one text
cell         a whole cell
doubts       what of it a person should look at
holders      a post and its holder in one name
glossary     what a name stands for in this document
"""
