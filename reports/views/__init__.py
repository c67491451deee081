"""What others see: the plan on its own terms, the overview, the appendix."""
