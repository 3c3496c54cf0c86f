"""What the tests of notices share."""

from collections.abc import Callable, Iterator

import pytest

from civicloop.notices import subjects


@pytest.fixture
def things() -> Iterator[dict[str, str]]:
    """A kind of things to follow, known to these tests only: its titles by key."""
    titles = {"shade": "Shade for the square", "bench": "A bench"}
    before = dict(subjects._kinds)
    subjects.register("thing", lambda key: (titles[key], f"/en/things/{key}") if key in titles else None)
    yield titles
    subjects._kinds.clear()
    subjects._kinds.update(before)


@pytest.fixture
def run_jobs(db: None) -> Callable[[], list[str]]:
    """Run every queued job, and those they queue, as the worker would; returns their names in order."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    done: set[int] = set()

    def run() -> list[str]:
        names = []
        while (
            job := ProcrastinateJob.objects.exclude(pk__in=done).filter(status="todo").order_by("pk").first()
        ) is not None:
            done.add(job.pk)
            names.append(job.task_name.rpartition(".")[2])
            app.tasks[job.task_name].func(**job.args)
        return names

    return run
