"""The paper as PDF: WeasyPrint, what is put right before and after it, and the process that it runs in."""
