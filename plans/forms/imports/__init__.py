"""What is typed while a document comes in."""
