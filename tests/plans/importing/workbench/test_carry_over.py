"""What was said of one edition holds for the next, as far as it is printed there."""

from plans.importing import rulings
from plans.importing.readers import read_document
from plans.importing.workbench import edits as e
from plans.importing.workbench.carry_over import carried_over, with_marks
from plans.importing.workbench.questions import ask_all
from tests.plans.importing.workbench.leisure import LEDGERS, NAME, PUBLISH, SURVEY, TEXT, read

LATER = TEXT.replace(
    "| Immediate |", "| 0 | Open the museum | Hire a curator | Head of Arts | May 2027 | | | | |\n| Immediate |"
)
MEANT = e.Dated("Q1", "quarter", "2027-04-01", "2027-06-30")


def carry(*acts, later=LATER):
    said = [{"words": "Said", "at": "", "edits": [e.edit_as_json(edit) for edit in act]} for act in acts]
    kept = with_marks(said, read_document(TEXT.encode(), NAME))
    count, edits = carried_over(kept, read_document(later.encode(), NAME), name=NAME, dated=None, leads=())
    return count, [e.edit_from_json(edit) for edit in edits]


def test_what_words_mean_holds_wherever_they_are_printed():
    said = [e.NameMeans("Leisure Manager", "Head of Sport"), e.WordsMean(MEANT), e.RatingMeans("R", "Red")]
    assert carry(*([edit] for edit in said), [e.ColumnMeans("Budget", "evidence")]) == (
        4,
        [*said, e.ColumnMeans("Budget", "evidence")],
    )


def test_what_is_not_printed_any_more_is_not_carried():
    later = LATER.replace("Leisure Manager", "Sports Manager").replace("Budget", "Money")
    said = [e.NameMeans("Leisure Manager", "Head of Sport")], [e.ColumnMeans("Budget", "evidence")]
    assert carry(*said, later=later) == (0, [])


def test_a_ruling_is_carried_to_the_line_that_prints_the_same():
    assert carry([e.Ruled(PUBLISH, rulings.ASIDE)]) == (1, [e.Ruled(PUBLISH + 1, rulings.ASIDE)])


def test_a_ruling_on_a_line_that_says_something_else_now_or_is_there_twice_is_not():
    row = "| | | Publish the results | Head of Leisure | Q1 | | Complete | Green | |\n"
    for later in (LATER.replace("Publish the results", "Print the results"), LATER.replace(row, row + row)):
        assert carry([e.Ruled(PUBLISH, rulings.ASIDE)], later=later) == (0, [])


def test_what_was_said_of_one_action_is_not_carried_and_its_question_stays_open():
    base, _plan = read()
    question = next(found.key for found in ask_all(base, (), ()) if found.action == str(LEDGERS))
    assert carry(
        [e.ActionSaid(str(SURVEY), "text", "Ask"), e.QuestionSettled(question)], [e.QuestionSettled(question)]
    ) == (
        1,
        [e.QuestionSettled(question)],
    )


def test_rulings_that_would_leave_no_plan_are_left():
    everything = [e.Ruled(line, rulings.ASIDE) for line in range(1, 20)]
    only = "".join(line + "\n" for line in TEXT.splitlines())
    assert carry(everything, [e.WordsMean(MEANT)], later=only) == (1, [e.WordsMean(MEANT)])
