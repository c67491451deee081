"""Change sets: one act of one person, the history rows that belong to it, and the chains that bind them.

See docs/trail.md. `plans.trail` opens and closes change sets; nothing else writes these tables.
"""

from django.db import models
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from plans.models.of_plan import OfPlanQuerySet


class OutsideChangeSet(RuntimeError):
    """A tracked row was about to be written without a change set, so without an actor or a trail."""


class ChangeSet(models.Model):
    """Who did what, when, why and by which door.

    The actor is kept as a plain number and name: the record must read the same after the person has gone.
    `moment` is one for all rows of the act. `digest` covers the act's own fields and its manifest, which has the form
    of its day (`plans.trail.digests.VERSION`).
    """

    class Door(models.TextChoices):
        WEB = "web", "on the web"
        IMPORT = "import", "by import"
        WORKBOOK = "workbook", "by workbook"
        COMMAND = "command", "by command"
        MIGRATION = "migration", "by migration"

    moment = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    why = models.TextField(blank=True)
    door = models.CharField(max_length=20, choices=Door)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    details = models.JSONField(default=dict, blank=True)
    manifest_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-moment", "-id"]

    def __str__(self):
        return f"{self.verb} by {self.actor_name}, {self.moment:%Y-%m-%d %H:%M}"


class Chain(models.Model):
    """One for each plan, and the register for what belongs to the organisation. Its row is the lock under which
    acts on it queue; `position` and `head` are those of its last link."""

    key = models.CharField(max_length=60, unique=True)
    position = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    last_moment = models.DateTimeField(null=True)

    def __str__(self):
        return self.key


class ChainLink(models.Model):
    """A change set's place in a chain: its digest covers the one before it."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="links")
    change = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="links")
    position = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_link_at_each_position"),
            models.UniqueConstraint(fields=["chain", "change"], name="one_link_of_a_change_in_a_chain"),
        ]


class ManifestEntry(models.Model):
    """One history row of a change set: per field, a salt and the SHA-256 of salt and canonical value.

    Redaction takes the salt away and leaves the digest, so the chain still holds.
    """

    change = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="manifest")
    model = models.CharField(max_length=60)
    history_id = models.BigIntegerField()
    object_id = models.BigIntegerField()
    history_type = models.CharField(max_length=1)
    fields = models.JSONField()

    class Meta:
        ordering = ["model", "history_id"]
        indexes = [models.Index(fields=["model", "object_id"])]
        constraints = [
            models.UniqueConstraint(fields=["model", "history_id"], name="one_manifest_entry_of_a_history_row"),
        ]


class HistoryRow(models.Model):
    """What every history row has besides its model's fields: the change set that it belongs to."""

    change = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Trail(HistoricalRecords):
    """The history of a tracked model. A row written outside a change set raises `OutsideChangeSet`; a save of
    untracked fields alone (a sign-in, a password) writes none."""

    def __init__(self, *, excluded_fields=()):
        super().__init__(
            bases=[HistoryRow],
            history_user_id_field=models.BigIntegerField(null=True, blank=True),
            history_change_reason_field=models.TextField(null=True, blank=True),
            excluded_fields=list(excluded_fields),
        )

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if update_fields and set(update_fields) <= set(self.excluded_fields):
            return
        super().post_save(instance, created, using=using, **kwargs)

    def post_delete(self, instance, using=None, **kwargs):
        raise OutsideChangeSet(f"{instance._meta.verbose_name} rows are withdrawn with a reason, never deleted.")


class CurrentManager(models.Manager.from_queryset(OfPlanQuerySet)):  # type: ignore[misc]  # known only at run time
    """The rows that were not withdrawn: what pages and figures see. `_base_manager` has all of them."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn=False)


def _bind_to_change(sender, instance, history_instance, **kwargs):
    act = getattr(instance, "_act", None)
    if act is None:
        raise OutsideChangeSet(f"{instance._meta.verbose_name} was saved outside a change set.")
    history_instance.change = act.record
    history_instance.history_user_id = act.record.actor_id


pre_create_historical_record.connect(_bind_to_change, dispatch_uid="bind_history_to_change")
