"""What a table is, judged by named evidences with weights: which row holds its headings, what each column means, what
each row is.

facts            what is seen of a column: the words of its heading, what its cells look like, what stands beside it
evidence         the table of evidences: what each speaks for, and how much
column_meanings  the columns of a table judged together; the runner-up of each is kept, with its margin
heading_rows     which row holds the headings; heading_groups: headings in two rows, one over several
looks            tables whose headings nobody knows, or that have none
row_kinds        what a row is: of the plan, a title, a note, what explains the headings, a total
section_titles   which lines title the table below them
"""
