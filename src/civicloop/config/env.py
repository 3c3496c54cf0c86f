"""Read Civicloop's settings from the environment, typed, failing at start with the cure."""

import secrets
import sys
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Env(BaseSettings):
    """Every setting a person may change, as `CIVICLOOP_<NAME>`; docs/reference/settings.md lists them."""

    model_config = SettingsConfigDict(env_prefix="CIVICLOOP_", extra="ignore")

    home: Path = Field(Path("var"), description="Folder for the database, files and secrets of one region.")
    region: Path = Field(Path("regions/brussels"), description="Folder of the region pack.")
    database_url: str = Field("", description="A managed PostgreSQL 18; empty starts the embedded one.")
    secret_key: str = Field("", description="Signs sessions and forms; empty keeps one in <home>/secret.key.")
    base_url: str = Field("http://127.0.0.1:8000", description="The public address, used in mails and feeds.")
    hosts: Annotated[list[str], NoDecode] = Field(
        ["127.0.0.1", "localhost", "[::1]", "testserver"],
        description="Host names the site answers to, with commas between.",
    )
    email: str = Field("console:", description="console:, demo: (read at /demo/mail) or smtp://user:password@host:587.")
    email_from: str = Field("noreply@localhost", description="Sender of every mail.")
    source_url: str = Field(
        "", description="Where your copy's source code can be read; the AGPL asks you to say so. Shown in the footer."
    )
    demo: bool = Field(False, description="Sample data, demo accounts and /demo/mail. Never in production.")
    staff_second_factor: bool = Field(True, description="Staff pages ask for a passkey or an authenticator app.")
    debug: bool = Field(False, description="Django's debug pages. Never in production.")
    log_format: Literal["text", "json"] = Field("text", description="Log lines for people or for machines.")
    page_cache_seconds: int = Field(
        30, ge=0, description="How long a visitor may see the same page again; 0 turns it off."
    )
    connections: int = Field(8, ge=1, description="Database connections per process at most.")
    proxies: int = Field(0, ge=0, description="How many trusted proxies stand before the server.")

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("home", "region")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value if value.is_absolute() else ROOT / value

    @field_validator("region")
    @classmethod
    def _is_pack(cls, value: Path) -> Path:
        if not (value / "region.toml").is_file():
            raise ValueError(f"there is no region.toml in {value}. Name a region pack, for example regions/brussels")
        return value

    @field_validator("email")
    @classmethod
    def _known_mail(cls, value: str) -> str:
        if value.partition(":")[0] not in {"console", "demo", "smtp", "smtps"}:
            raise ValueError("must start with console:, demo:, smtp:// or smtps://")
        return value

    @field_validator("database_url")
    @classmethod
    def _postgres(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("must be a postgresql:// address; Civicloop knows no other database")
        return value


def load() -> Env:
    """Return the settings, or stop with one line per mistake that names the variable and the cure."""
    try:
        return Env()
    except ValidationError as error:
        lines = [
            f"  CIVICLOOP_{'_'.join(map(str, item['loc'])).upper()}: {item['msg'].removeprefix('Value error, ')}."
            for item in error.errors()
        ]
        sys.exit(
            "Civicloop cannot start; a setting is wrong:\n" + "\n".join(lines) + "\nSee docs/reference/settings.md."
        )


def secret_key(env: Env) -> str:
    """Return the signing key, made once per home and readable by its owner only."""
    if env.secret_key:
        return env.secret_key
    file = env.home / "secret.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"secret.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            file.hardlink_to(draft)  # atomic: two processes starting together keep one key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
