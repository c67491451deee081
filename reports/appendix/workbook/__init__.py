"""The paper as an Excel workbook."""
