"""What people type, read and refused in words that say how to mend it."""
