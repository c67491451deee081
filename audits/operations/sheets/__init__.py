"""The verbs of sheets.

out          making one, calling it back            letters       sending it, and reminding by mail
home         taking in a file that came home        application   applying what is taken of it, as one act
choices      what may be chosen, and what is taken  writer        writing each row as far as it can be
update       the one update that a row becomes     requests      the new date that one asks for
"""
