"""The pages of sheets: sending one out and the register, and what came home."""
