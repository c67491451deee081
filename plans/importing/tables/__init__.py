"""What a table is, judged by named evidences with weights: which row holds its headings, what each column means, what
each row is.

facts            what is seen of a column: the words of its heading, what its cells look like, what stands beside it
deeds            a text that says what is to be done
table_columns    the columns of a table as facts
texts            what a text within a cell is by its look: a code, a day, a level, a rating, a person
evidence         what an evidence of columns is; text_evidence, standing_evidence: what each speaks for, and how much
column_meanings  the columns of a table judged together; the runner-up of each is kept, with its margin
heading_rows     which row holds the headings, with what it makes of columns and rows; heading_groups: in two rows
heading_looks    what headings look like, whatever their words
looks            tables whose headings nobody knows, or that have none
row_evidence     what is seen of a row, and the evidences of its kind
row_kinds        the kinds of all rows of a table judged together, with what stands beside each
close_calls      what may as well be read otherwise: a question for each decision
section_titles   which lines title the table below them
"""
