"""School years as published by the ministries, to be corrected by administrators when new ones come."""

from __future__ import annotations

from datetime import date

from django.db import migrations

BELARUS = "Министерство образования Республики Беларусь: обязательные каникулы и четверти"
RUSSIA = "Минпросвещения России: рекомендованные каникулы, четверти между ними; решает каждая организация"

# (day, month) from and to; terms of January to August lie in the second year.
YEARS = (
    ("BY", 2022, BELARUS, (((1, 9), (29, 10)), ((8, 11), (24, 12)), ((9, 1), (25, 3)), ((3, 4), (31, 5))), ()),
    ("BY", 2023, BELARUS, (((1, 9), (28, 10)), ((8, 11), (23, 12)), ((8, 1), (23, 3)), ((1, 4), (31, 5))), ()),
    ("BY", 2024, BELARUS, (((2, 9), (26, 10)), ((4, 11), (24, 12)), ((8, 1), (22, 3)), ((31, 3), (31, 5))), ()),
    ("BY", 2025, BELARUS, (((1, 9), (1, 11)), ((10, 11), (24, 12)), ((8, 1), (21, 3)), ((30, 3), (31, 5))), ()),
    ("BY", 2026, BELARUS, (((1, 9), (31, 10)), ((9, 11), (24, 12)), ((11, 1), (20, 3)), ((29, 3), (31, 5))), ()),
    (
        "RU",
        2025,
        RUSSIA,
        (((1, 9), (24, 10)), ((5, 11), (30, 12)), ((12, 1), (27, 3)), ((6, 4), (26, 5))),
        (((25, 10), (4, 11)), ((31, 12), (11, 1)), ((28, 3), (5, 4)), ((27, 5), (31, 8))),
    ),
)
SCHOOL_STARTS_IN = 9


def day(year, day_and_month):
    number, month = day_and_month
    return date(year + (month < SCHOOL_STARTS_IN), month, number)


def publish(apps, schema_editor):
    school_year = apps.get_model("projects", "SchoolYear")
    school_term = apps.get_model("projects", "SchoolTerm")
    for country, start, source, quarters, holidays in YEARS:
        year, _ = school_year.objects.get_or_create(
            country=country, start_year=start, project=None, defaults={"source": source}
        )
        for kind, stretches in (("quarter", quarters), ("holiday", holidays)):
            for order, (first, last) in enumerate(stretches, 1):
                school_term.objects.get_or_create(
                    year=year,
                    kind=kind,
                    order=order,
                    defaults={"starts_on": day(start, first), "ends_on": day(start, last)},
                )


class Migration(migrations.Migration):

    dependencies = [
        ("projects", "0003_school_years_and_outcomes"),
    ]

    operations = [
        migrations.RunPython(publish, migrations.RunPython.noop),
    ]
