"""Since last time: two positions compared, as tables of a page, as a workbook and as CSV."""
