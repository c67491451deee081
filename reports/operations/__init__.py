"""The verbs of what others see."""
