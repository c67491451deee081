"""RAG schemes: what a council's colours mean."""

from django.db import models

from plans.models.change import Trail


class RagScheme(models.Model):
    name = models.CharField(max_length=100, unique=True)
    is_default = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_scheme"
            )
        ]

    def __str__(self):
        return self.name


class Rag(models.Model):
    """One rating of a scheme. `rank` compares (1 is worst); `colour` chooses a badge and carries no meaning."""

    class Colour(models.TextChoices):
        RED = "red", "Red"
        AMBER = "amber", "Amber"
        GREEN = "green", "Green"
        BLUE = "blue", "Blue"
        GREY = "grey", "Grey"

    scheme = models.ForeignKey(RagScheme, on_delete=models.PROTECT, related_name="ratings")
    code = models.SlugField(max_length=30)
    label = models.CharField(max_length=60)
    meaning = models.TextField(blank=True)
    colour = models.CharField(max_length=10, choices=Colour)
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
