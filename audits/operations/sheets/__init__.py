"""The verbs of sheets.

out          making one, calling it back            letters       sending it, and reminding by mail
home         taking in a file that came home        application   applying what is taken of it, as one act
update       the one update that a row becomes
"""
