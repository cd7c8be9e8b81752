from django.db import migrations

from portal.postgres import PostgresSQL

# The words of an item and of its deadline stand in two tables and are sought together, so the vector is kept by
# triggers; those of the other tables are generated columns. See `network.migrations.0004_search`, `portal.fulltext`.
ITEM = [
    "ALTER TABLE plans_planitem ADD COLUMN search tsvector",
    "CREATE INDEX plans_planitem_search ON plans_planitem USING gin (search)",
    """
    CREATE FUNCTION plans_item_search() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.search :=
            setweight(to_tsvector('russian', portal_words(NEW.title)), 'A')
            || setweight(to_tsvector('russian', portal_words(concat_ws(' ', NEW.number, NEW.responsible_text, (
                SELECT deadline.text FROM plans_deadline deadline WHERE deadline.item_id = NEW.id
            )))), 'B')
            || setweight(to_tsvector('russian', portal_words(concat_ws(' ', NEW.form, NEW.audience, NEW.place, NEW.task,
                NEW.expected_result, NEW.mark_text, NEW.note))), 'C');
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER plans_item_search BEFORE INSERT OR UPDATE OF title, number, responsible_text, form, audience, place,
        task, expected_result, mark_text, note ON plans_planitem
        FOR EACH ROW EXECUTE FUNCTION plans_item_search()
    """,
    """
    CREATE FUNCTION plans_deadline_search() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE plans_planitem SET title = title WHERE id = coalesce(NEW.item_id, OLD.item_id);
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER plans_deadline_search AFTER INSERT OR UPDATE OF text ON plans_deadline
        FOR EACH ROW EXECUTE FUNCTION plans_deadline_search()
    """,
    "UPDATE plans_planitem SET title = title",
]
NO_ITEM = [
    "DROP TRIGGER plans_deadline_search ON plans_deadline",
    "DROP FUNCTION plans_deadline_search()",
    "DROP TRIGGER plans_item_search ON plans_planitem",
    "DROP FUNCTION plans_item_search()",
    "ALTER TABLE plans_planitem DROP COLUMN search",
]

TABLES = {
    "plans_plan": (["title"], ["period_text"]),
    "plans_approvalblock": (["basis"], ["text", "label", "position", "name", "date_text"]),
    "plans_evidence": (["title"], ["number"]),
}


def vector(fields, weight):
    joined = " || ' ' || ".join(f"coalesce({field}, '')" for field in fields)
    return f"setweight(to_tsvector('russian'::regconfig, portal_words({joined})), '{weight}')"


def column(table, title, others):
    return [
        f"ALTER TABLE {table} ADD COLUMN search tsvector "
        f"GENERATED ALWAYS AS ({vector(title, 'A')} || {vector(others, 'B')}) STORED",
        f"CREATE INDEX {table}_search ON {table} USING gin (search)",
    ]


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_attempts_of_an_import"), ("network", "0004_search")]

    operations = [
        *(
            PostgresSQL(column(table, *fields), [f"ALTER TABLE {table} DROP COLUMN search"])
            for table, fields in TABLES.items()
        ),
        PostgresSQL(ITEM, NO_ITEM),
    ]
