"""What a command says of the names in a paper without names, and what was decided of them before."""

from collections.abc import Callable, Container, Iterable

from django.core.management.base import CommandError

from reports.appendix import key_sign
from reports.papers import Names
from reports.settings import Settings


def check_left(names: Names, left: Iterable[str]) -> None:
    """Raises CommandError for a key that belongs to no name."""
    known = {each.sign for each in names.mentions}
    unknown = sorted(key for key in left if key_sign(key) not in known)
    if unknown:
        raise CommandError(
            f"--leave {unknown[0]}: no name stands there. Leave --leave out to see the keys of those that do, "
            "and give --posts with it."
        )


def tell_names(
    write: Callable[[str], object], names: Names, *, left: Iterable[str], replaced: Container[str], kept: Settings
) -> None:
    """Say whom a paper without names calls by no post, where a name stood in its words, and what may be one; of what
    somebody has looked at before (`kept`) only how many they are."""
    asked = names.undecided({*kept.looked_at, *kept.left}, kept.replaced)
    stays = set(map(key_sign, left))
    for name in names.without_post:
        write(f"No post is known of {name}.")
    for each in asked.mentions:
        printed = "left as it is" if each.sign in stays else f"printed as “{each.post}”; --leave {each.key} keeps it"
        write(f"{each.place}: {each.name} is {printed}")
    for doubt in asked.doubts:
        if doubt.name not in replaced:
            write(
                f"{doubt.place}: “{doubt.name}” may be a name and is printed as it is; "
                f"--replace “{doubt.name}” replaces it"
            )
    seen = len(names.mentions) + len(names.doubts) - len(asked.mentions) - len(asked.doubts)
    if seen:
        write(f"Names looked at on the page of the paper before: {seen}. What was ticked there holds here too.")
