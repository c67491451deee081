"""The addresses of the domain's pages."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.views import (
    bulk_edit,
    evidence,
    exemptions,
    find,
    members_questions,
    my_actions,
    original,
    periods,
    plans,
)
from plans.views.decisions import to_decide, to_verify
from plans.views.editing import lifecycle, things, whole
from plans.views.editions import of_draft
from plans.views.imports import draft, finish, questions, row, say, scheme, start
from plans.views.imports import grid as imports_grid
from plans.views.people import directory, invitations, person, roles
from plans.views.posts import handover, posts, register, vacancies
from plans.views.progress import drafts, grid, update
from plans.views.schemes import of_plan, schemes

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("find/", require_safe(find.find), name="find"),
    path("my-actions/", require_safe(my_actions.my_actions), name="my_actions"),
    path("plans/", require_safe(plans.plans), name="plans"),
    path("plans/<slug:slug>/people/", require_safe(roles.plan_people), name="plan_people"),
    path("plans/<slug:slug>/people/<int:person>/", forms(roles.plan_role), name="plan_role"),
    path("plans/template.xlsx", require_safe(whole.template_workbook), name="template_workbook"),
    path("start-a-plan/", forms(whole.start), name="start_plan"),
    path("plans/<slug:slug>/edit/", forms(whole.edit_plan), name="edit_plan"),
    path("plans/<slug:slug>/edit/details/", forms(whole.edit_frame), name="edit_frame"),
    path("plans/<slug:slug>/edit/<slug:noun>/add/", forms(things.add), name="edit_add"),
    path("plans/<slug:slug>/edit/<slug:noun>/<int:pk>/", forms(things.change), name="edit_thing"),
    path("plans/<slug:slug>/edit/<slug:noun>/<int:pk>/move/", forms(lifecycle.move_thing), name="edit_move"),
    path(
        "plans/<slug:slug>/edit/<slug:noun>/<int:pk>/withdraw/", forms(lifecycle.withdraw_thing), name="edit_withdraw"
    ),
    path(
        "plans/<slug:slug>/edit/<slug:noun>/<int:pk>/bring-back/", forms(lifecycle.restore_thing), name="edit_restore"
    ),
    path("plans/<slug:slug>/periods/", forms(periods.periods), name="periods"),
    path("plans/<slug:slug>/periods/open/", forms(periods.open_period), name="open_period"),
    path("plans/<slug:slug>/periods/<int:pk>/", forms(periods.period), name="period"),
    path("my-actions/grid/", forms(grid.my_grid), name="my_grid"),
    path("actions/grid/", forms(grid.list_grid), name="list_grid"),
    path("actions/change/", require_POST(bulk_edit.start_bulk_edit), name="start_bulk_edit"),
    path("actions/change/<int:pk>/", forms(bulk_edit.bulk_edit), name="bulk_edit"),
    path("actions/change/<int:pk>/progress/", require_safe(bulk_edit.bulk_edit_progress), name="bulk_edit_progress"),
    path("actions/<int:pk>/update/", forms(update.update), name="update"),
    path("actions/<int:pk>/update/draft/", require_POST(drafts.update_draft), name="update_draft"),
    path("actions/<int:pk>/exempt/", forms(exemptions.exempt), name="exempt"),
    path("exemptions/<int:pk>/", forms(exemptions.exemption), name="exemption"),
    path("actions/<int:pk>/ask/", forms(members_questions.ask), name="record_members_question"),
    path("members-questions/<int:pk>/", forms(members_questions.question), name="members_question"),
    path("claims/", require_safe(to_verify.to_verify), name="to_verify"),
    path("extensions/", require_safe(to_decide.to_decide), name="to_decide"),
    path("evidence/<int:pk>/", require_safe(evidence.evidence), name="evidence"),
    path("plans/<slug:slug>/questions/", forms(questions.questions), name="questions"),
    path("plans/<slug:slug>/original/", require_safe(original.original), name="original"),
    path("plans/<slug:slug>/scheme/", forms(of_plan.plan_scheme), name="plan_scheme"),
    path("schemes/", require_safe(schemes.schemes), name="schemes"),
    path("schemes/new/", forms(schemes.new_scheme), name="new_scheme"),
    path("schemes/<int:pk>/", forms(schemes.scheme), name="scheme"),
    path("schemes/<int:pk>/fate/", require_POST(schemes.scheme_fate), name="scheme_fate"),
    path("imports/", forms(start.imports), name="imports"),
    path("imports/<int:pk>/", require_safe(draft.import_draft), name="import"),
    path("imports/<int:pk>/progress.json", require_safe(draft.import_progress), name="import_progress"),
    path("imports/<int:pk>/edition/", forms(of_draft.import_edition), name="import_edition"),
    path("imports/<int:pk>/grid/", forms(imports_grid.import_grid), name="import_grid"),
    path("imports/<int:pk>/scheme/", forms(scheme.import_scheme), name="import_scheme"),
    path("imports/<int:pk>/say/", require_POST(say.import_say), name="import_say"),
    path("imports/<int:pk>/rows/<path:key>/", forms(row.import_row), name="import_row"),
    path("imports/<int:pk>/finish/", require_POST(finish.import_finish), name="import_finish"),
    path("people/", require_safe(directory.people), name="people"),
    path("people/invite/", forms(invitations.invite), name="invite"),
    path("people/<int:pk>/amend/", forms(person.amend), name="amend_person"),
    path("people/<int:pk>/invitation/", require_POST(invitations.invitation), name="invitation"),
    path("people/<int:pk>/invitation/link/", require_safe(invitations.invitation_link), name="invitation_link"),
    path("people/<int:pk>/deactivate/", forms(person.deactivate), name="deactivate"),
    path("people/<int:pk>/reactivate/", require_POST(person.reactivate), name="reactivate"),
    path("people/<int:pk>/hand-over/", forms(handover.hand_over_person), name="hand_over_person"),
    path("people/<int:pk>/sessions/end/", require_POST(person.end_sessions), name="end_sessions"),
    path("people/<int:pk>/sessions/<int:session>/end/", require_POST(person.end_session), name="end_session"),
    path("people/<int:pk>/second-factor/", require_POST(person.reset_second_factor), name="reset_second_factor"),
    path("posts/", require_safe(posts.posts), name="posts"),
    path("posts/holders/", forms(vacancies.fill_posts), name="fill_posts"),
    path("posts/<int:pk>/", require_safe(posts.post), name="post"),
    path("posts/<int:pk>/rename/", forms(register.amend_lead), name="amend_lead"),
    path("posts/<int:pk>/merge/", forms(register.merge_lead), name="merge_lead"),
    path("posts/<int:pk>/take-apart/", forms(register.split_lead), name="split_lead"),
    path("posts/<int:pk>/undo-merger/", forms(register.undo_merge), name="undo_merge"),
    path("posts/<int:pk>/hand-over/", forms(handover.hand_over_post), name="hand_over"),
]
