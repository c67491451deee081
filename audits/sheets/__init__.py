"""Sheets between going out and coming home: what each held when it left, and what a file that comes home says of it.

sides      what the rows of a sheet said at its moment, and say now    files     a sheet as a file
returns    a file that came home, by the sheets that its keys name      merges    the merge of one of them
own_files  a paper or a list of ours that came home        register  where each sheet is
"""
