"""The database itself refuses to change or remove an event of the audit trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSAL = "the audit trail is append-only"

CREATE = {
    "sqlite": [
        f"""
        CREATE TRIGGER accounts_event_no_{verb.lower()} BEFORE {verb} ON accounts_event
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
        """
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""
        CREATE FUNCTION accounts_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END
        $$
        """,
        """
        CREATE TRIGGER accounts_event_append_only BEFORE UPDATE OR DELETE ON accounts_event
        FOR EACH ROW EXECUTE FUNCTION accounts_event_refuse()
        """,
    ],
}
DROP = {
    "sqlite": [
        "DROP TRIGGER accounts_event_no_update",
        "DROP TRIGGER accounts_event_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER accounts_event_append_only ON accounts_event",
        "DROP FUNCTION accounts_event_refuse()",
    ],
}


def create_triggers(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop_triggers(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in DROP[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]
