"""Words as forms take them: on one line, or on several."""

from __future__ import annotations

from django import forms

from plans.characters import foreign, many_lines, one_line


class Text(forms.CharField):
    """Words on one line, as names and titles are: a line break that was pasted is a space. A character that is no text
    is named with its place. Words for what is too long say what to do about it, as `operations.said` says it."""

    brought = staticmethod(one_line)
    """How what was typed is brought into the form in which it is kept."""

    def __init__(self, *, max_length: int | None = None, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        if max_length and "max_length" not in kwargs.get("error_messages", {}):
            self.error_messages["max_length"] = f"Shorten this to {max_length:,} characters or fewer."

    def to_python(self, value):
        typed = super().to_python(value)
        if found := foreign(typed):
            raise forms.ValidationError(found)
        return self.brought(typed)


class Document(Text):
    """The text of a document, as it was pasted: whoever reads it cleans it."""

    def to_python(self, value):
        return forms.CharField.to_python(self, value)


class Passage(Text):
    """Words of several lines; every kind of line break is one."""

    brought = staticmethod(many_lines)
