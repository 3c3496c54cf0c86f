"""Say in the database what the rules of arguments, reports and appeals say."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0010_discover"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(condition=models.Q(("outcome", "waiting")), fields=["id"], name="appeal_waiting"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["reporter", "at"], name="report_of_person"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "waiting"), ("decided_at", None), ("decided_by", None)),
                    models.Q(
                        models.Q(("outcome", "waiting"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="appeal_decided_has_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="argument",
            constraint=models.CheckConstraint(
                condition=models.Q(("helpful__gte", models.F("imported_helpful"))), name="argument_helpful_counts_all"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_reason", ""), _negated=True), name="decision_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "waiting"), ("decided_at", None)),
                    models.Q(models.Q(("outcome", "waiting"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="report_decided_has_moment",
            ),
        ),
    ]
