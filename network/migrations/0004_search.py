from django.db import migrations

from portal.postgres import PostgresSQL

# Words of a text: marks between them are spaces, ё is е. The column `search` is unknown to the models; it is filled by
# PostgreSQL itself and read by `portal.fulltext` alone. `translate` drops what has no pair, so marks get a space each.
WORDS = """
CREATE FUNCTION portal_words(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(coalesce(given, ''), 'ёЁ.,;:!?()[]{}"''/\\-–—«»„“”№…*+=<>@#$%^&_|~`', 'еЕ' || repeat(' ', 60))
$$
"""

TABLES = {
    "network_person": (["surname", "given_name", "patronymic"], ["position"]),
    "network_organization": (["short_name", "full_name"], []),
    "network_organizationalias": (["name"], []),
}


def vector(fields, weight):
    joined = " || ' ' || ".join(f"coalesce({field}, '')" for field in fields)
    return f"setweight(to_tsvector('russian'::regconfig, portal_words({joined})), '{weight}')"


def column(table, title, others):
    parts = [vector(title, "A"), *([vector(others, "B")] if others else [])]
    return [
        f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({' || '.join(parts)}) STORED",
        f"CREATE INDEX {table}_search ON {table} USING gin (search)",
    ]


class Migration(migrations.Migration):
    dependencies = [("network", "0003_letters_kept_in_mind")]

    operations = [
        PostgresSQL([WORDS], ["DROP FUNCTION portal_words(text)"]),
        *(
            PostgresSQL(column(table, *fields), [f"ALTER TABLE {table} DROP COLUMN search"])
            for table, fields in TABLES.items()
        ),
    ]
