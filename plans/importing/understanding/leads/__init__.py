"""Who leads: from a cell to named leads with roles and notes.

cell         a whole cell, and what of it a person should look at
names        the shapes of names; a post and its holder in one name
name_lists   several names in one text; who leads at the end of an action's own text
glossary     what a name stands for in this document
"""
