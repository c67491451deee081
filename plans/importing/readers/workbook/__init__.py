"""Excel workbooks (.xlsx, .xlsm), read by openpyxl.

sheets       the cells of a sheet, with spans, fills and where they stand
shown_values values as the sheet shows them: dates in words, percentages, leading zeros
styles       fills and inks, with the colours of the theme and of conditional formatting
"""

from plans.importing.readers.workbook.sheets import read_workbook

__all__ = ["read_workbook"]
