from django.template import Context, Template


def rendered(source, **context):
    return Template(source).render(Context(context))


def test_words_that_are_cut_are_said_on_one_line_first():
    told = rendered("{{ text|truncatewords:6 }}", text="It was <developed>\n• Meetings are held & more besides that")
    assert told == "It was &lt;developed&gt;; Meetings are held …"


def test_words_that_are_quoted_whole_are_said_on_one_line():
    assert rendered("{{ text|in_line }}", text="Developed\nMeetings held") == "Developed; Meetings held"
