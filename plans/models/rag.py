"""RAG schemes: what a council's colours mean."""

from django.db import models
from django.db.models import Q

from plans import palette
from plans.models.change import Trail


class RagSchemeQuerySet(models.QuerySet):
    def newest(self):
        """The newest version of each scheme."""
        later = RagScheme.objects.filter(
            Q(first=models.OuterRef("first")) | Q(first=models.OuterRef("pk")), version__gt=models.OuterRef("version")
        )
        return self.exclude(models.Exists(later))

    def offered(self):
        """Those that a plan may be given: newest versions of schemes that are not retired."""
        return self.newest().filter(retired=False)


class RagScheme(models.Model):
    """One version of a scheme; its ratings are never changed once it is written, so that what was printed with it
    keeps its meanings. `first` is the scheme's first version (None: it is the first itself). A plan has one version
    until its officers move it on."""

    name = models.CharField(max_length=100)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later_versions")
    version = models.PositiveSmallIntegerField(default=1)
    is_default = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    retired_reason = models.TextField(blank=True)

    objects = RagSchemeQuerySet.as_manager()
    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_scheme"),
            models.UniqueConstraint(fields=["name", "version"], name="one_scheme_a_name_and_version"),
            models.UniqueConstraint(fields=["first", "version"], name="one_row_a_version_of_a_scheme"),
            models.CheckConstraint(
                condition=Q(retired=False) | ~Q(retired_reason=""), name="a_scheme_is_retired_with_a_reason"
            ),
        ]

    def __str__(self):
        return self.name if self.version == 1 else f"{self.name}, version {self.version}"

    @property
    def first_id_of_all(self) -> int:
        """What all versions of one scheme share: the number of the first."""
        return self.first_id or self.pk

    def versions(self):
        """All versions of the scheme, the newest first."""
        first = self.first_id_of_all
        return RagScheme.objects.filter(Q(pk=first) | Q(first=first)).order_by("-version")


class Rag(models.Model):
    """One rating of a version of a scheme. `rank` compares (1 is worst); `colour` and `shape` choose a badge and
    carry no meaning ("": the colour's own shape). One `code` names the same rating in all versions."""

    COLOURS = {key: colour.name for key, colour in palette.COLOURS.items()}
    SHAPES = {key: shape.name for key, shape in palette.SHAPES.items()}

    scheme = models.ForeignKey(RagScheme, on_delete=models.PROTECT, related_name="ratings")
    code = models.SlugField(max_length=30)
    label = models.CharField(max_length=60)
    meaning = models.TextField(blank=True)
    colour = models.CharField(max_length=20, choices=COLOURS.items())
    shape = models.CharField(max_length=20, choices=SHAPES.items(), blank=True, default="")
    rank = models.PositiveSmallIntegerField()
    needs_attention = models.BooleanField(default=False)
    means_finished = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        ordering = ["scheme_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="one_rating_a_code"),
            models.UniqueConstraint(fields=["scheme", "rank"], name="one_rating_a_rank"),
        ]

    def __str__(self):
        return self.label


class Conversion(models.Model):
    """What a rating that was given under a scheme which a plan had before stands for in the scheme that it has; None
    is *not rated*. No update is rewritten: what was said stays said. Withdrawn when the plan comes back to that
    scheme, where the rating is its own again."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="conversions")
    was = models.ForeignKey(Rag, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Rag, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        ordering = ["plan_id", "was_id"]
        constraints = [models.UniqueConstraint(fields=["plan", "was"], name="one_conversion_a_rating_of_a_plan")]

    def __str__(self):
        return f"{self.was} is {self.now or 'not rated'}"
