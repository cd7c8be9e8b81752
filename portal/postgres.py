"""What only PostgreSQL is told in migrations."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunSQL


class PostgresSQL(RunSQL):
    """SQL for PostgreSQL; other databases are left as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run it where it is meant for."""
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it back there."""
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
