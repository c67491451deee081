"""The import of plans as they come: a closed library, pure reading, no database. What is named here is all of it that
others use; nobody imports from its inside.

    read_plan(bytes, name="plan.docx")  →  UnderstoodPlan, or NotAPlan with words that say how to mend it

source_document   what a reader gives: paragraphs and tables       understood_plan   what is understood of it
readers           a file's bytes to a source document              rows              its tables as one sheet
vocabulary        headings, ratings, completion: which words mean what
understanding     the sheet's cells to an understood plan          plan_reader       the whole way
coverage          which words of the document are placed in the plan
rulings           what a person says of rows and columns, which no reading may overrule
workbench         what a person says of a reading, and the plan that comes of it
editions          a later edition beside its plan: what is new, changed, moved and gone
json_shapes       documents, plans and editions as JSON            errors            what is refused
"""

from plans.importing.coverage import Coverage, coverage_as_json, coverage_of
from plans.importing.editions.comparison import compare
from plans.importing.editions.differences import (
    CHANGED,
    DATE,
    GONE,
    KINDS_OF_DIFFERENCE,
    MOVED,
    NEW,
    PROGRESS,
    SAME,
    Change,
    Difference,
    Edition,
    MarkedWords,
    in_words,
    mark_changes,
)
from plans.importing.editions.matches import in_new_order
from plans.importing.errors import NotAPlan, OwnFile
from plans.importing.json_shapes import (
    decisions_as_json,
    document_as_json,
    document_from_json,
    edition_as_json,
    plan_as_json,
)
from plans.importing.plan_reader import read_file, read_plan, understand_document
from plans.importing.readers.file_formats import GUIDE_SHEET
from plans.importing.readers.sandbox import read_in_child
from plans.importing.rulings import (
    ALONE,
    ASIDE,
    BAND,
    HEADINGS,
    JOIN,
    LOWER,
    NOTE,
    PRINTED,
    ROW,
    RULINGS,
    Rulings,
    as_cut,
)
from plans.importing.source_document import Row, SourceDocument, Table
from plans.importing.understanding.document_date import quarters_of
from plans.importing.understanding.key_scheme import SCHEME_FIELD, tells_ratings
from plans.importing.understanding.leads.names import kind_of_lead, post_and_holder
from plans.importing.understanding.ratings import (
    doubtful_ratings,
    shown_alike,
    unconfirmed_ratings,
    without_doubtful_ratings,
)
from plans.importing.understanding.references import finding_numbers
from plans.importing.understood_plan import (
    OWN_SCHEME,
    Question,
    UnderstoodAction,
    UnderstoodColumn,
    UnderstoodLead,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
    UnderstoodSource,
    UnderstoodStep,
    frame_of,
)
from plans.importing.vocabulary.completion import says_done
from plans.importing.vocabulary.heading_words import SAYABLE, THEME
from plans.importing.vocabulary.ratings import colour_of
from plans.importing.workbench.apply_edit import run_of_texts, timescale_from_anchor
from plans.importing.workbench.carry_over import carried_over, with_marks
from plans.importing.workbench.edits import (
    DAYS,
    ActionSaid,
    ColumnMeans,
    Dated,
    DatesSaid,
    Edit,
    Framed,
    LeadsSaid,
    NameMeans,
    NoSuchEdit,
    QuestionSettled,
    RatingMeans,
    RecommendationSaid,
    RowCut,
    Ruled,
    SchemeSaid,
    SectionTitled,
    StepsApart,
    StepsSaid,
    WordsMean,
    edit_as_json,
    edit_from_json,
)
from plans.importing.workbench.questions import (
    AskedQuestion,
    Decision,
    ask_all,
    asked_alike,
    decisions,
    decisions_of,
    is_mark,
    leads_printed,
    marks,
    rows_asked,
)
from plans.importing.workbench.replay import Structure, base_reading, rework, structure_of
from plans.importing.workbench.rows_shown import DocumentRow, PlacedAction, actions_placed, document_rows
