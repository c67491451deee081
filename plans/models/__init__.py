"""What a plan is made of, a module for each noun."""

from plans.models.action import Action, Step
from plans.models.among import Among
from plans.models.assignments import Assignment, Holding
from plans.models.bulk_edit import BulkEdit
from plans.models.change import Chain, ChainLink, ChangeSet, ManifestEntry, OutsideChangeSet
from plans.models.drafts import ImportDraft, OpenQuestion
from plans.models.exemption import Exemption
from plans.models.leads import Lead, LeadAlias
from plans.models.members_question import MembersQuestion
from plans.models.organisation import Organisation
from plans.models.papers import PaperOrder, PaperSettings
from plans.models.people import Invitation, Membership, User
from plans.models.plan import Column, ColumnVariant, Period, Plan, PlanLead, Section
from plans.models.progress import Decision, Evidence, ProgressUpdate
from plans.models.rag import Conversion, Rag, RagScheme
from plans.models.recommendation import Recommendation, RecommendationFinding, RecommendationSource
from plans.models.reminders import CalendarAddress, Reminder, ReminderChoice, ReminderRound
from plans.models.sources import Finding, Source
from plans.models.standing import Standing
from plans.models.timescale import Extension, Timescale
from plans.models.update_draft import EditDraft, UpdateDraft
from plans.models.word_start import HasWordFrom

__all__ = [
    "Action",
    "Among",
    "Assignment",
    "BulkEdit",
    "CalendarAddress",
    "Chain",
    "ChainLink",
    "ChangeSet",
    "Column",
    "ColumnVariant",
    "Conversion",
    "Decision",
    "EditDraft",
    "Evidence",
    "Exemption",
    "Extension",
    "Finding",
    "HasWordFrom",
    "Holding",
    "ImportDraft",
    "Invitation",
    "Lead",
    "LeadAlias",
    "ManifestEntry",
    "MembersQuestion",
    "Membership",
    "OpenQuestion",
    "Organisation",
    "OutsideChangeSet",
    "PaperOrder",
    "PaperSettings",
    "Period",
    "Plan",
    "PlanLead",
    "ProgressUpdate",
    "Rag",
    "RagScheme",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationSource",
    "Reminder",
    "ReminderChoice",
    "ReminderRound",
    "Section",
    "Source",
    "Standing",
    "Step",
    "Timescale",
    "UpdateDraft",
    "User",
]
