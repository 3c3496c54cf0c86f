"""A pytest plugin: one throw-away PostgreSQL for a run, one migrated template, a copy of it per worker and need.

It takes the server in CIVICLOOP_DATABASE_URL where one is given. Fixtures: `db` (pytest-django's, rolled back),
`own_db` (a database of the test's own, for threads and crashes), `client` (inspects every page it fetches).
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from civicloop.core.embedded import Cluster

SERVER = "CIVICLOOP_TEST_SERVER"
TEMPLATE = f"civic_template_{os.environ.get('CIVICLOOP_TEST_RUN') or os.getpid()}"
os.environ.setdefault("CIVICLOOP_TEST_RUN", str(os.getpid()))

if SERVER not in os.environ:  # the controlling process; workers inherit what it sets
    home = Path(tempfile.mkdtemp(prefix="civic-test-"))
    os.environ["CIVICLOOP_HOME"] = str(home)
    os.environ[SERVER] = os.environ.get("CIVICLOOP_DATABASE_URL") or Cluster(home / "postgres").url("postgres")
    os.environ["CIVICLOOP_DATABASE_URL"] = os.environ[SERVER]
    atexit.register(shutil.rmtree, home, ignore_errors=True)


def _own_cluster() -> Cluster | None:
    cluster = Cluster(Path(os.environ["CIVICLOOP_HOME"]) / "postgres", durable=False)
    return cluster if os.environ[SERVER] == cluster.url("postgres") else None


def pytest_configure(config: pytest.Config) -> None:
    """Start the server and make the template, once, in the controlling process."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if cluster := _own_cluster():
        cluster.start()
        atexit.register(cluster.stop)
    _admin("CREATE DATABASE {}", TEMPLATE)
    address = url(TEMPLATE)
    for command in ("migrate", "load_region"):
        environment = os.environ | {
            "CIVICLOOP_DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "civicloop.config.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "django", command, "--verbosity", "0", "--skip-checks"], env=environment, check=True
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the template, and the server where it is ours."""
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        if cluster := _own_cluster():
            cluster.stop()
        else:
            drop(TEMPLATE)


def url(database: str) -> str:
    """Return the address of a database on the test server."""
    head, _, tail = os.environ[SERVER].partition("?")
    return head.rsplit("/", 1)[0] + f"/{database}" + (f"?{tail}" if tail else "")


def _admin(statement: str, *names: str) -> None:
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def clone(name: str) -> None:
    """Make a database by this name, equal to the template; an older one goes."""
    _admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _admin("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, TEMPLATE)


def drop(name: str) -> None:
    """Remove a database, whoever is still connected."""
    _admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _point_django_at(name: str) -> str:
    from django.db import connections  # noqa: PLC0415

    connections["default"].close()
    fields: dict[str, Any] = connections.settings["default"]
    before, fields["NAME"] = str(fields["NAME"]), name
    connections["default"].settings_dict["NAME"] = name
    return before


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Give every worker its own copy of the template (takes the place of pytest-django's)."""
    name = f"civic_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with django_db_blocker.unblock():
        clone(name)
        _point_django_at(name)
        yield
        _point_django_at("postgres")
        drop(name)


@pytest.fixture
def own_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:  # noqa: ARG001
    """Give a test a database of its own, with real commits; returns its address for other processes."""
    name = f"civic_own_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    clone(name)
    with django_db_blocker.unblock():
        before = _point_django_at(name)
        yield url(name)
        _point_django_at(before)
    drop(name)
