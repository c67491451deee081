"""Which printed line ends are wraps, and which end a paragraph.

An extractor gives a wrapped cell as lines with breaks between them. A line was ended on purpose where it closes
a sentence, the next begins with a capital, and the next line's first word would still have fitted.
"""

from plans.importing.grid import Block, Kind, Run


def paragraphs_of(kind: Kind, lines: tuple[tuple[Run, ...], ...]) -> list[Block]:
    """The lines of one extracted block as one block or, where lines were ended on purpose, several."""
    texts = ["".join(run.text for run in line) for line in lines]
    width = max(len(text) for text in texts)
    blocks, start = [], 0
    for number in range(1, len(lines)):
        if _ended_on_purpose(texts[number - 1], texts[number], width):
            blocks.append(Block(kind, lines[start:number]))
            start = number
    return [*blocks, Block(kind, lines[start:])]


def _ended_on_purpose(line: str, following: str, width: int) -> bool:
    first_word = following.split(" ", 1)[0]
    return line[-1] in ".!?" and first_word[:1].isupper() and len(line) + 1 + len(first_word) <= width
