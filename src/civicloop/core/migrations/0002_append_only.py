"""Forbid change and deletion of audit rows in the database itself."""

from django.db import migrations

FORBID = """
CREATE FUNCTION civic_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: rows are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON core_auditentry FOR EACH ROW EXECUTE FUNCTION civic_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON core_auditentry FOR EACH STATEMENT EXECUTE FUNCTION civic_append_only();
"""
ALLOW = """
DROP TRIGGER audit_no_truncate ON core_auditentry;
DROP TRIGGER audit_append_only ON core_auditentry;
DROP FUNCTION civic_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
