import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from plans.templatetags import words


def rendered(source, **context):
    return Template(source).render(Context(context))


def test_words_that_are_cut_are_said_on_one_line_first():
    told = rendered("{{ text|truncatewords:6 }}", text="It was <developed>\n• Meetings are held & more besides that")
    assert told == "It was &lt;developed&gt;; Meetings are held …"


def test_words_that_are_quoted_whole_are_said_on_one_line():
    assert rendered("{{ text|in_line }}", text="Developed\nMeetings held") == "Developed; Meetings held"


@pytest.mark.parametrize(
    ("number", "linked"),
    [
        (1, [1, 2, 3, 4, 2000]),
        (5, [1, 2, 3, 4, 5, 6, 7, 8, 2000]),
        (1000, [1, 997, 998, 999, 1000, 1001, 1002, 1003, 2000]),
        (2000, [1, 1997, 1998, 1999, 2000]),
    ],
)
def test_a_list_links_to_the_pages_near_by_and_to_its_ends(number, linked):
    assert words.near_pages(Paginator(range(2000), 1).page(number)) == linked


@pytest.mark.parametrize("last", range(1, 10))
def test_no_page_is_linked_to_twice(last):
    for number in range(1, last + 1):
        linked = words.near_pages(Paginator(range(last), 1).page(number))
        near = {each for each in range(1, last + 1) if abs(each - number) < 4}
        assert linked == sorted({1, last} | near)
