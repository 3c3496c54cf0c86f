"""Run the job worker: mails, notifications, and jobs that a killed worker left behind."""

from typing import Any, cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


class Command(BaseCommand):
    """`manage work`."""

    help = "Run jobs until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Work."""
        connector = cast("DjangoConnector", app.connector)  # what the Django integration always sets
        with app.replace_connector(connector.get_worker_connector()) as worker_app:
            worker_app.run_worker(concurrency=4, delete_jobs="successful", listen_notify=True)
