"""What a column of a plan's table can mean. The importer matches headings to these; the appendix renders them."""

REF = "ref"
RECOMMENDATION = "recommendation"
LINKS = "links"
ACTION = "action"
LEAD = "lead"
RESPONSIBLE = "responsible"
EVIDENCE = "evidence"
TIMESCALE = "timescale"
RELATED_PLANS = "related_plans"
PROGRESS = "progress"
OUTCOME = "outcome"
RAG = "rag"
EXTRA = "extra"

MEANINGS = {
    REF: "Reference",
    RECOMMENDATION: "Recommendation",
    LINKS: "Links to findings",
    ACTION: "Action",
    LEAD: "Lead",
    RESPONSIBLE: "Responsible officer",
    EVIDENCE: "Evidence",
    TIMESCALE: "Timescale",
    RELATED_PLANS: "Link to other plans",
    PROGRESS: "Progress",
    OUTCOME: "Outcome",
    RAG: "RAG",
    EXTRA: "A column of this plan's own",
}
"""From each meaning to the heading that the product itself would print for it."""
