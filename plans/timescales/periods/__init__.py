"""The periods that words name: days, months, quarters, terms, years, and the calendar's arithmetic on them."""
