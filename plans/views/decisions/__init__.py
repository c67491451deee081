"""What waits for somebody else's decision."""
