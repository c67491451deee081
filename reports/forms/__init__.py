"""What an officer chooses for a report."""
