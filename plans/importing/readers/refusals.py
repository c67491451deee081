"""Formats that no reader takes, and what the person is to do instead."""

_OFFICE = (
    "Open it in Word or Excel, save it as a Word document (.docx) or Excel workbook (.xlsx), and choose that file."
)
_PICTURE = "Its words can't be read. Ask for the Word, Excel or PDF file that the picture was made of."

BY_CONTENT = (
    (b"{\\rtf", f"is a rich text file. {_OFFICE}"),
    (b"\x89PNG", f"is a picture. {_PICTURE}"),
    (b"\xff\xd8\xff", f"is a picture. {_PICTURE}"),
    (b"GIF8", f"is a picture. {_PICTURE}"),
    (b"II*\x00", f"is a picture. {_PICTURE}"),
    (b"MM\x00*", f"is a picture. {_PICTURE}"),
    (b"BM", f"is a picture. {_PICTURE}"),
    (b"Rar!", "is an archive. Unpack it and choose the plan's own file."),
    (b"7z\xbc\xaf", "is an archive. Unpack it and choose the plan's own file."),
    (b"\x1f\x8b", "is an archive. Unpack it and choose the plan's own file."),
)
"""First bytes and what is said of them."""

BY_PACKAGE = {
    "slides": "is a PowerPoint presentation. Copy the plan's table into a Word document and choose that.",
    "open text": "is an OpenDocument text. Save it as a Word document (.docx) and choose that file.",
    "apple": "is a Pages or Numbers file. Export it as a Word document or Excel workbook and choose that file.",
    "office": f"is an Office file without a document in it. {_OFFICE}",
    "zip": "is a zip archive. Unpack it and choose the plan's own file.",
    "broken": "is damaged, or was not downloaded whole. Open it, save it again and choose the new file.",
}

OLD_WORD = f"is an older Word document. {_OFFICE}"
MESSAGE = "is an e-mail. Save its attachment, or copy its table into a Word document, and choose that file."
LOCKED = "is locked with a password. Save it without one and choose it again."
OLD_FILE = f"is an older Office file in which no workbook was found. {_OFFICE}"
