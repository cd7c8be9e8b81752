"""A row of a plan: the words of the document, and beside them what was understood."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models import Group, Organization, Person
from plans.models.plans import Plan, Section
from plans.text.deadlines import DeadlineKind, Recurrence
from projects.models import Direction, MatrixEntry, Objective, Project, Stage

KIND_LABELS = {
    DeadlineKind.DATE: "день",
    DeadlineKind.DATE_RANGE: "дни с … по …",
    DeadlineKind.DATE_LIST: "несколько дней",
    DeadlineKind.MONTH: "месяц",
    DeadlineKind.MONTH_RANGE: "месяцы с … по …",
    DeadlineKind.MONTH_LIST: "несколько месяцев",
    DeadlineKind.BOUND: "не позднее",
    DeadlineKind.FROM: "начиная с",
    DeadlineKind.QUARTER: "квартал или четверть",
    DeadlineKind.HALF_YEAR: "полугодие",
    DeadlineKind.SEASON: "время года, каникулы",
    DeadlineKind.WEEK: "неделя",
    DeadlineKind.RECURRENCE: "повторяется",
    DeadlineKind.ALL_YEAR: "весь период плана",
    DeadlineKind.BY_OTHER_PLAN: "по другому плану",
    DeadlineKind.ON_DEMAND: "по мере необходимости",
    DeadlineKind.EVENT: "к событию",
    DeadlineKind.COMPOUND: "составной",
    DeadlineKind.UNKNOWN: "не понят",
}
RECURRENCE_LABELS = {
    Recurrence.NONE: "не повторяется",
    Recurrence.WEEKLY: "каждую неделю",
    Recurrence.MONTHLY: "каждый месяц",
    Recurrence.QUARTERLY: "каждый квартал",
    Recurrence.SCHOOL_QUARTER: "каждую четверть",
    Recurrence.HALF_YEAR: "каждое полугодие",
    Recurrence.YEARLY: "каждый год",
}


# Fields of an item that people write: words of the document, and links to rows of the plan or the project.
TEXT_FIELDS = (
    "number",
    "title",
    "form",
    "audience",
    "place",
    "task",
    "expected_result",
    "responsible_text",
    "mark_text",
    "note",
)
LINK_FIELDS = ("section", "stage", "direction")


class StandingItems(models.Manager["PlanItem"]):
    """Items that stand in their plans: removed ones are kept for their marks and for the list of changes only."""

    def get_queryset(self) -> models.QuerySet[PlanItem]:
        """Leave removed items out."""
        return super().get_queryset().filter(removed_at__isnull=True)


class PlanItem(models.Model):
    """One row («мероприятие»). Texts are those of the document; `version` grows with every edit.

    `origin` is the item of an earlier plan that goes on here. `objects` leaves removed items out, `everything` does
    not; joins from other tables see removed ones as well and have to ask `item__removed_at__isnull=True`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="items")
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="раздел",
        related_name="items",
    )
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    title = models.TextField("мероприятие")
    form = models.TextField("форма", blank=True)
    audience = models.TextField("для кого", blank=True)
    place = models.TextField("место", blank=True)
    task = models.TextField("задача", blank=True)
    expected_result = models.TextField("ожидаемый результат", blank=True)
    responsible_text = models.TextField("ответственные, как в документе", blank=True)
    mark_text = models.TextField("отметка, как в документе", blank=True)
    note = models.TextField("примечание", blank=True)
    extra = models.JSONField("прочие колонки", default=dict, blank=True)
    stage = models.ForeignKey(
        Stage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="этап",
        related_name="items",
    )
    direction = models.ForeignKey(
        Direction,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="направление",
        related_name="items",
    )
    matrix_entries = models.ManyToManyField(
        MatrixEntry,
        blank=True,
        verbose_name="работы этапа, которым служит",
        related_name="items",
    )
    objectives = models.ManyToManyField(
        Objective,
        blank=True,
        verbose_name="задачи проекта, которым служит",
        related_name="items",
    )
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="перешёл из",
        related_name="continuations",
    )
    removed_at = models.DateTimeField("убран", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    history = HistoricalRecords()

    objects: ClassVar[StandingItems] = StandingItems()
    everything: ClassVar[models.Manager[PlanItem]] = models.Manager()

    class Meta:
        verbose_name = "пункт плана"
        verbose_name_plural = "пункты плана"
        ordering: ClassVar = ["plan", "order", "pk"]
        indexes: ClassVar = [models.Index(fields=["plan", "order"], name="item_in_document_order")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_archived(self) -> bool:
        """Its project is only read."""
        return self.plan.project.state == Project.State.ARCHIVED


class Deadline(models.Model):
    """The deadline of an item: the text of «Сроки» and what it was understood to mean.

    `starts_on`/`ends_on` are the outer bounds of all windows, both inclusive; either may be absent.
    """

    class Source(models.TextChoices):
        PARSED = "parsed", "прочитано порталом"
        MANUAL = "manual", "указано вручную"

    item = models.OneToOneField(PlanItem, on_delete=models.CASCADE, verbose_name="пункт", related_name="deadline")
    text = models.TextField("срок, как в документе", blank=True)
    kind = models.CharField("вид", max_length=20, choices=[(k.value, v) for k, v in KIND_LABELS.items()])
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)
    recurrence = models.CharField(
        "повторение",
        max_length=20,
        choices=[(k.value, v) for k, v in RECURRENCE_LABELS.items()],
        default=Recurrence.NONE.value,
    )
    interval = models.PositiveSmallIntegerField("через сколько", default=1)
    expected_count = models.PositiveSmallIntegerField("сколько раз", null=True, blank=True)
    explanation = models.CharField("понято так", max_length=500, blank=True)
    warnings = models.JSONField("сомнения", default=list, blank=True)
    source = models.CharField("откуда", max_length=10, choices=Source, default=Source.PARSED)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "срок"
        verbose_name_plural = "сроки"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="deadline_ends_after_start",
                violation_error_message="Срок не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()


class Occurrence(models.Model):
    """One window of an item («октябрь 2022», «II четверть»), the only one or one of many; never deleted once marked.

    `title`: the line of a cell with several sub-items that this window belongs to. An ad hoc window was added by a
    person («по мере необходимости») and is not made anew from the deadline.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, verbose_name="пункт", related_name="occurrences")
    order = models.PositiveSmallIntegerField("порядок", default=0)
    label = models.CharField("название", max_length=200, blank=True)
    title = models.TextField("подпункт", blank=True)
    is_ad_hoc = models.BooleanField("добавлен вручную", default=False)
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "срок исполнения"
        verbose_name_plural = "сроки исполнения"
        ordering: ClassVar = ["item", "order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "order"], name="occurrence_order_is_unique"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="occurrence_ends_after_start",
                violation_error_message="Срок не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or "срок"


class Responsibility(models.Model):
    """One responsible of an item, in the order of the document: a person, a group, an organisation or only words.

    Answers from `starts_on` to `ends_on`, both inclusive, where somebody was replaced; without them, always.
    """

    class Role(models.TextChoices):
        RESPONSIBLE = "responsible", "ответственный"
        CO_EXECUTOR = "co_executor", "соисполнитель"
        CONTROL = "control", "контроль"

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, verbose_name="пункт", related_name="responsibilities")
    order = models.PositiveSmallIntegerField("порядок", default=0)
    role = models.CharField("роль", max_length=20, choices=Role, default=Role.RESPONSIBLE)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="человек",
        related_name="responsibilities",
    )
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="группа",
        related_name="responsibilities",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="responsibilities",
    )
    text = models.CharField("только словами", max_length=1000, blank=True)
    name_text = models.CharField("имя, как в документе", max_length=1000, blank=True)
    position = models.CharField("должность, как в документе", max_length=1000, blank=True)
    starts_on = models.DateField("отвечает с", null=True, blank=True)
    ends_on = models.DateField("отвечает по", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        ordering: ClassVar = ["item", "order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(person__isnull=False, group__isnull=True, organization__isnull=True, text="")
                    | Q(person__isnull=True, group__isnull=False, organization__isnull=True, text="")
                    | Q(person__isnull=True, group__isnull=True, organization__isnull=False, text="")
                    | (Q(person__isnull=True, group__isnull=True, organization__isnull=True) & ~Q(text=""))
                ),
                name="responsibility_has_one_party",
                violation_error_message="Укажите что-то одно: человека, группу, организацию или слова из документа.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How the party is called on screen."""
        if self.person_id and self.person:
            return self.person.short_name
        party = self.group or self.organization
        return str(party) if party else self.text

    def answers_on(self, day: date) -> bool:
        """True of one who answers for the item on a day, both bounds included."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)
