"""The paper in large print, in every format: labels and values, one after the other."""
