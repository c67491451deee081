"""verify_audit holds after honest work, and names the row when anything is changed behind the application's back."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audits.verification import faults
from plans import models as m
from plans.operations.decisions.completion import verify_completion
from plans.operations.evidence import Proof
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.kept import path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    made = factories.plan()
    lead = factories.person("Ada Lead", plan=made, role="contributor", posts=[factories.lead()])
    manager = factories.person("Moira Manager", plan=made, role="manager")
    proof = Proof(file_name="register.txt", data=b"Trained: 40 of 42")
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    claim = submit_progress(by=lead, action=factories.actions_of(made)[0], word=word)
    verify_completion(by=manager, claim=claim)
    return made


def run(*args):
    out = io.StringIO()
    call_command("verify_audit", *args, stdout=out)
    return out.getvalue()


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_it_prints_the_head_of_each_chain(plan):
    chain = m.Chain.objects.get(key=plan.chain_key)
    assert f"{plan.slug} {chain.position} {chain.head}" in run().splitlines()
    assert run(plan.slug).splitlines() == [f"{plan.slug} {chain.position} {chain.head}"]


def test_a_plan_that_is_not_there_is_named_with_those_that_are(plan):
    with pytest.raises(CommandError, match=plan.slug):
        run("no-such-plan")


@pytest.mark.parametrize(
    "statement, where",
    [
        ("UPDATE plans_historicalprogressupdate SET narrative = 'All done?'", "plans.historicalprogressupdate"),
        ("UPDATE plans_progressupdate SET narrative = 'All done?'", "plans.progressupdate"),
        ("DELETE FROM plans_historicaldecision", "plans.historicaldecision"),
        ("UPDATE plans_historicalaction SET history_type = '-'", "plans.historicalaction"),
        ("UPDATE plans_changeset SET actor_name = 'Somebody Else' WHERE verb = 'verified'", "plans.changeset"),
        ("UPDATE plans_changeset SET why = 'Another reason' WHERE verb = 'verified'", "plans.changeset"),
        ("UPDATE plans_chain SET position = position - 1 WHERE key LIKE 'plan:%%'", "chain plan:"),
        ("UPDATE plans_membership SET role = 'manager'", "plans.membership"),
        ("UPDATE plans_rag SET meaning = 'Anything'", "plans.rag"),
    ],
)
def test_one_altered_row_is_found_and_named(plan, statement, where):
    sql(statement)
    with pytest.raises(CommandError) as error:
        run()
    assert str(error.value).startswith(where)
    assert error.value.returncode == 1


def test_an_inserted_history_row_is_found(plan):
    act = m.ChangeSet.objects.get(verb="verified")
    history = m.Organisation.history.model
    row = history(id=1, name="Another Council", history_date=act.moment, history_type="+", change=act)
    history.objects.bulk_create([row])
    assert any("inserted" in fault.what for fault in faults())


def test_an_act_cut_from_the_end_of_a_chain_is_found(plan):
    last = m.ChainLink.objects.filter(chain__key=plan.chain_key).order_by("-position").first()
    sql("DELETE FROM plans_chainlink WHERE id = %s", last.pk)
    assert any(f"chain {plan.chain_key}" in fault.where for fault in faults())


def test_an_altered_or_missing_evidence_file_is_found(plan):
    path = path_of(m.Evidence.objects.get().sha256)
    path.write_bytes(b"Trained: 42 of 42")
    assert any("file was altered" in fault.what for fault in faults())
    path.unlink()
    assert any("file is missing" in fault.what for fault in faults())


def test_honest_work_leaves_no_fault(plan):
    assert list(faults()) == []
