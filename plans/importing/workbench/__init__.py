"""What a person says of a reading, and the plan that comes of it: pure, so that every answer can be taken back.

edits        one thing said, as a value that can be stored: a ruling on a row, what a column or a name means, a date
apply_edit   what each does to the value that it is of
replay       a document and everything said of it → the plan as it then stands
questions    the questions of a reading, each under a key that holds, and which of them are answered; names that are
             nearly those of leads whom the organisation has
carry_over   what was said of one edition, as it holds for a later one
rows_shown   the document's rows beside what became of them
"""
