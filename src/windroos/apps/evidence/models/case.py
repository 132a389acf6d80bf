"""Sources, places in documents, what was said there, and the documents themselves."""

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from windroos.apps.evidence.models.sources import KEY
from windroos.cases.fields import ID, NAME
from windroos.sources.documents import sentences

# Two kinds of "nothing" are kept apart throughout: NULL is "the package has no value here".


class InCase(models.Model):
    """A row of a table of a case package, named within its case."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)

    class Meta:
        abstract = True
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


def _one_per_case(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=("case", "slug"), name=f"{name}_case_slug")


class Source(InCase):
    """A document or dataset that evidence comes from."""

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=NAME)
    publisher = models.CharField(max_length=NAME)
    published = models.CharField(max_length=10)
    url = models.TextField(null=True)  # noqa: DJ001
    licence = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    language = models.CharField(max_length=2, null=True)  # noqa: DJ001
    note_nl = models.TextField(null=True)  # noqa: DJ001
    note_en = models.TextField(null=True)  # noqa: DJ001

    class Meta(InCase.Meta):
        constraints: ClassVar = [_one_per_case("source")]


class Locator(InCase):
    """A place in a document and the hash of the passage that should stand there."""

    document = models.ForeignKey(Source, models.CASCADE, related_name="locators")
    section = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    paragraph = models.PositiveIntegerField()
    sentences = models.CharField(max_length=20, null=True)  # noqa: DJ001
    sha256 = models.CharField(max_length=64)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)

    class Meta(InCase.Meta):
        constraints: ClassVar = [_one_per_case("locator")]


class Judgement(InCase):
    """What someone says of a region on a leaf of the framework."""

    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="judgements")
    criterion = models.CharField(max_length=NAME)
    theme = models.ForeignKey("regions.Theme", models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    rating = models.FloatField()
    confidence = models.CharField(max_length=10)
    said_by = models.CharField(max_length=NAME)
    passage = models.ForeignKey(Locator, models.CASCADE, null=True, related_name="judgements")
    grounds_nl = models.TextField(null=True)  # noqa: DJ001
    grounds_en = models.TextField(null=True)  # noqa: DJ001
    judged = models.CharField(max_length=10, null=True)  # noqa: DJ001
    reason_nl = models.TextField(null=True)  # noqa: DJ001
    reason_en = models.TextField(null=True)  # noqa: DJ001

    class Meta(InCase.Meta):
        constraints: ClassVar = [_one_per_case("judgement")]


class Statement(InCase):
    """What a passage says about the effort for a region in a role."""

    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="statements")
    role = models.CharField(max_length=NAME)
    effort = models.CharField(max_length=10)
    theme = models.ForeignKey("regions.Theme", models.CASCADE, null=True, related_name="+")
    period_start = models.PositiveSmallIntegerField()
    period_end = models.PositiveSmallIntegerField()
    explicit = models.BooleanField()
    said_by = models.CharField(max_length=NAME)
    passage = models.ForeignKey(Locator, models.CASCADE, related_name="statements")

    class Meta(InCase.Meta):
        constraints: ClassVar = [_one_per_case("statement")]


class Quantity(InCase):
    """A figure that a document prints, of something that the compass does not measure."""

    subject = models.CharField(max_length=ID)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=20)
    region = models.ForeignKey(
        "regions.Region", models.CASCADE, null=True, related_name="quantities"
    )
    indicator = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    year = models.PositiveSmallIntegerField(null=True)
    value = models.FloatField(null=True)
    unit = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    state = models.CharField(max_length=20, null=True)  # noqa: DJ001
    passage = models.ForeignKey(Locator, models.CASCADE, related_name="quantities")
    cell = models.CharField(max_length=NAME)
    note_nl = models.TextField(null=True)  # noqa: DJ001
    note_en = models.TextField(null=True)  # noqa: DJ001
    said_by = models.CharField(max_length=NAME)

    class Meta(InCase.Meta):
        constraints: ClassVar = [_one_per_case("quantity")]
        verbose_name_plural = "quantities"


class Snapshot(models.Model):
    """Which snapshot in the evidence lake holds the figures of a case now.

    `table` is one of the package, or `source:` with the key of an open source it reads from: then
    `since` is the day from which on it does. Without a hash it has chosen for its own figures.
    """

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="snapshots")
    table = models.CharField(max_length=len("source:") + KEY)
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.PositiveBigIntegerField()
    since = models.DateField(null=True)

    class Meta:
        ordering = ("table",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "table"), name="snapshot_case_table")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.sha256[:12]}"


class Document(models.Model):
    """The text of a document that someone added: one row per version, the current one marked.

    Who works on the case reads the current version, everyone else the one that was released; that
    may be an earlier one, or none.

    It is tied to the source of a case by its id and not by a key: loading a case again must not
    touch what people added.
    """

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="documents")
    source = models.CharField(max_length=ID)
    title = models.CharField(max_length=NAME)
    filename = models.CharField(max_length=NAME)
    sha256 = models.CharField(max_length=64)
    # The file as it was handed in; empty for a text that was added before files were kept.
    file_sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=NAME, default="text/plain")
    pages = models.PositiveIntegerField(null=True)
    added = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    current = models.BooleanField(default=True)
    # When this version was released, for everyone to read; NULL: it is internal to the case.
    released = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The way in which the index terms of its passages were made (`link.search.index_mark`).
    indexed = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ("source", "-added")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "source", "sha256"), name="document_version"),
            models.UniqueConstraint(
                fields=("case", "source"),
                condition=models.Q(current=True),
                name="document_one_current",
            ),
            models.UniqueConstraint(
                fields=("case", "source"),
                condition=models.Q(released__isnull=False),
                name="document_one_released",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def internal(self) -> bool:
        """Whether only who works on the case may read this version."""
        return self.released is None


class Passage(models.Model):
    """A paragraph, list item, table row or note of a document, in reading order."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    section = models.TextField()
    paragraph = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, default="paragraph")
    page = models.PositiveIntegerField(null=True)
    # Of a table row, where the file told its cells apart.
    cells = models.JSONField(default=list, blank=True)
    # The footnote marks at each of these cells; of a note, its own.
    marks = models.JSONField(default=list, blank=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    # What a search finds it by, as `link.search.index` makes it of its texts.
    terms = models.TextField(blank=True)

    class Meta:
        ordering = ("document", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("document", "number"), name="passage_number")
        ]

    def __str__(self) -> str:
        return f"{self.section} ¶{self.paragraph}"

    @cached_property
    def sentences(self) -> Sequence[str]:
        """Its sentences, in order."""
        return sentences(self.text)

    @property
    def texts(self) -> tuple[str, ...]:
        heading = (self.section,) if self.section and self.paragraph == 1 else ()
        return (*heading, self.text)


class PersonalData(models.Model):
    """Personal data at one place of a version of a document, as who released it chose: shown, or
    hidden from who does not work on the case.

    `field` says where: in the text of the passage with that number, in the heading that begins
    with it, or in the title of the document (number 0). The words themselves stand there alone.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="personal_data")
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    shown = models.BooleanField()

    class Meta:
        ordering = ("document", "number", "field", "start")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("document", "number", "field", "start"), name="personal_data_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
