"""The words that plans print, and what each of them means: headings, ratings, completion."""
