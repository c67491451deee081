"""The paper as a Word document."""
