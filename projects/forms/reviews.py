"""Forms of reviews: a round, a review, a refusal, another reviewer, what products are judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from portal.fields import day_field
from projects.models import Review, ReviewCriterion
from projects.services.review_rounds import NO_PRODUCTS, NO_REVIEWERS, NewRound
from projects.services.reviews import Said

Choices = Sequence[tuple[int, str]]
ENDS_EARLY = "Рецензии не могут понадобиться раньше, чем круг начнётся."
NO_DAY = "Укажите день."
NO_TITLE = "Назовите круг: «Рецензирование, IV квартал»."
WRONG_COUNT = "Рецензий на продукт — от 1 до 10."
NOT_A_SCORE = "Балл — целое число."
NO_REVIEWER = "Выберите рецензента."
NO_PRODUCT = "Выберите продукт."
WRONG_LINE = "Строка {number}: «{line}». Напишите критерий, а после точки с запятой — высший балл от 1 до 100."
TWICE = "Строка {number}: критерий «{title}» уже есть выше."
LONG_LINE = "Строка {number}: критерий длиннее 300 знаков, сократите его."
NO_CRITERIA = "Напишите хотя бы один критерий."
MOST_CRITERIA = 30
TOO_MANY = f"Критериев больше {MOST_CRITERIA}: столько рецензенту не оценить."
LONGEST = 300
USUAL_SCORE = 5
USUAL_CRITERIA = """\
Актуальность темы; 5
Новизна и самостоятельность; 5
Практическая значимость для коллег; 5
Методическая грамотность; 5
Логика и ясность изложения; 5
Оформление и ссылки на источники; 5"""


class RoundDaysForm(forms.Form):
    """The name of a round, its days, whether it is blind."""

    title = forms.CharField(label="Название", max_length=200, error_messages={"required": NO_TITLE})
    starts_on = day_field("Начало")
    due_on = day_field("Рецензии нужны до")
    is_blind = forms.BooleanField(
        label="Скрыть имена: рецензент не видит авторов, авторы не видят рецензентов", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Both days, in their order."""
        cleaned = super().clean() or {}
        for name in ("starts_on", "due_on"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, NO_DAY)
        start, due = cleaned.get("starts_on"), cleaned.get("due_on")
        if start and due and due < start:
            self.add_error("due_on", ENDS_EARLY)
        return cleaned

    def new_round(self) -> NewRound:
        """What was said, for the service."""
        names = ("title", "starts_on", "due_on", "reviews_per_product", "is_blind")
        return NewRound(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


class RoundForm(RoundDaysForm):
    """A round of reviews: when, how many, of what, by whom."""

    reviews_per_product = forms.IntegerField(
        label="Рецензий на продукт",
        min_value=1,
        max_value=10,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_COUNT),
    )
    products = forms.MultipleChoiceField(
        label="Продукты",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_PRODUCTS},
    )
    reviewers = forms.MultipleChoiceField(
        label="Рецензенты",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_REVIEWERS},
    )

    def __init__(self, *args: Any, products: Choices, reviewers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("products", products), ("reviewers", reviewers)):
            self.fields[name].choices = [(str(pk), words) for pk, words in choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something to review and somebody to do it."""
        cleaned = super().clean()
        for name, words in (("products", NO_PRODUCTS), ("reviewers", NO_REVIEWERS)):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, words)
        return cleaned

    def ids(self, name: str) -> list[int]:
        """Ids of the chosen products or reviewers."""
        return [int(pk) for pk in self.cleaned_data[name]]


class ReviewForm(forms.Form):
    """A review: points by criterion, the verdict, words to the authors and to the coordinator."""

    verdict = forms.ChoiceField(
        label="Заключение", choices=Review.Verdict.choices, required=False, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label="Отзыв авторам",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="Авторы прочитают его, когда решение будет принято. Имени вашего они не увидят.",
    )
    private_comment = forms.CharField(
        label="Замечание координатору",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Авторы его не увидят.",
    )

    def __init__(self, *args: Any, criteria: Sequence[ReviewCriterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for each in criteria:
            words = f"Балл от 0 до {each.max_score}."
            self.fields[f"score-{each.pk}"] = forms.IntegerField(
                label=each.title,
                required=False,
                min_value=0,
                max_value=each.max_score,
                error_messages={"invalid": NOT_A_SCORE, "min_value": words, "max_value": words},
                help_text=f"от 0 до {each.max_score}",
            )

    @property
    def scores(self) -> list[forms.BoundField]:
        """Fields of points in the order of the criteria."""
        return [self[f"score-{each.pk}"] for each in self.criteria]

    def said(self) -> Said:
        """What was written, for the service."""
        given = {each.pk: self.cleaned_data.get(f"score-{each.pk}") for each in self.criteria}
        return Said(
            verdict=self.cleaned_data["verdict"],
            scores={pk: score for pk, score in given.items() if score is not None},
            comment=self.cleaned_data["comment"],
            private_comment=self.cleaned_data["private_comment"],
        )

    @staticmethod
    def of(review: Review) -> dict[str, Any]:
        """What a review holds, by field."""
        words = {name: getattr(review, name) for name in ("verdict", "comment", "private_comment")}
        return words | {f"score-{pk}": score for pk, score in review.scores.items()}


class DeclineForm(forms.Form):
    """Why somebody does not review."""

    reason = forms.CharField(
        label="Почему отказываетесь", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReviewerForm(forms.Form):
    """Who reviews instead."""

    reviewer = forms.ChoiceField(
        label="Рецензент", error_messages={"required": NO_REVIEWER, "invalid_choice": NO_REVIEWER}
    )

    def __init__(self, *args: Any, reviewers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "—"), *((str(pk), words) for pk, words in reviewers)]
        self.fields["reviewer"].choices = choices  # type: ignore[attr-defined]


class CriteriaForm(forms.Form):
    """What products are judged by, a line each: «Актуальность темы; 5»."""

    lines = forms.CharField(
        label="Критерии, каждый с новой строки",
        max_length=12_000,
        error_messages={"required": NO_CRITERIA},
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="После точки с запятой — высший балл. Без него — 5.",
    )

    def clean_lines(self) -> list[tuple[str, int]]:
        """Titles with their highest scores; a line that is not understood is told with its number."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            title, most = _criterion(line)
            if not title or not 1 <= most <= 100:  # noqa: PLR2004 - the limits told in the sentence
                raise forms.ValidationError(WRONG_LINE.format(number=number, line=line.strip()[:80]))
            if len(title) > LONGEST:
                raise forms.ValidationError(LONG_LINE.format(number=number))
            if title in found:
                raise forms.ValidationError(TWICE.format(number=number, title=title[:80]))
            found[title] = most
        if len(found) > MOST_CRITERIA:
            raise forms.ValidationError(TOO_MANY)
        return list(found.items())


def _criterion(line: str) -> tuple[str, int]:
    """Title and highest score of a line."""
    match = re.fullmatch(r"(.*?)\s*;\s*(\d{1,3})\s*", line.strip())
    return (match[1].strip(), int(match[2])) if match else (line.strip().rstrip("; "), USUAL_SCORE)
