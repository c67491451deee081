"""What somebody else decides: whether a claim of completion holds, and whether an agreed date moves."""
