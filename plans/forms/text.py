"""Words of a bounded length."""

from __future__ import annotations

from django import forms


class Text(forms.CharField):
    """A CharField whose words for what is too long say what to do about it, as `operations.said` says it."""

    def __init__(self, *, max_length: int | None = None, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        if max_length and "max_length" not in kwargs.get("error_messages", {}):
            self.error_messages["max_length"] = f"Shorten this to {max_length:,} characters or fewer."
