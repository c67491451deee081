"""Posts, who holds them, and handing them over."""
