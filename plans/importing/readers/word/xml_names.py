"""Names of the elements and attributes of WordprocessingML, as lxml spells them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


def child(element, name: str):
    """The first child of that name, or None."""
    return None if element is None else element.find(W + name)


def value(element, name: str) -> str | None:
    """The `w:val` of a child; None without the child, "" for a child without it."""
    found = child(element, name)
    return None if found is None else found.get(VAL, "")


def is_on(element, name: str) -> bool | None:
    """Whether a switch such as `w:b` is set; None where it isn't named."""
    found = value(element, name)
    return None if found is None else found not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as files write it."""
    try:
        return int(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise
