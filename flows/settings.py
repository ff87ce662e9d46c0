"""Settings: one declaration for flags, environment variables and the TOML file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

ENV_PREFIX = "PRESSWERK_"
CONFIG_VARIABLE = "PRESSWERK_CONFIG"
"""Environment variable that names the TOML file, if it is not ``presswerk.toml`` in the working folder."""

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
"""The pages written for this project, the main job's input where none is named."""

SECRET_SETTINGS = frozenset({"notify"})
"""Settings whose value no message may show, also where it is wrong."""


LONGEST_VALUE = 200
"""Characters of a wrong value that an error message repeats."""


class SettingsError(ValueError):
    """A setting is unknown or has a value it cannot have."""


class Settings(BaseSettings):
    """What a run can be told.

    Each field is a flag of ``presswerk run``, a variable ``PRESSWERK_<NAME>`` and a key of the TOML
    file; a flag wins over the environment, the environment over the file, the file over the default.
    """

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, extra="forbid", frozen=True)

    paths: list[Path] = Field(default=[SAMPLE], description="Files and folders to read.")
    home: Path = Field(default=Path("presswerk-home"), description="Folder of the warehouse.")
    full_refresh: bool = Field(default=False, description="Work on everything again.")
    publishers_file: Path | None = Field(
        default=None, description="Publisher list to use instead of the shipped one."
    )
    corrections_file: Path | None = Field(
        default=None, description="Corrections of names and entities to use instead of the shipped ones."
    )
    pipeline: str = Field(
        default="german",
        description="spaCy pipeline that annotates German bodies; `german` is the shipped one.",
    )
    annotation_processes: int = Field(
        default=2, ge=1, le=64, description="Processes that annotate, where there is enough to share."
    )
    batch_paragraphs: int = Field(
        default=128, ge=1, le=10_000, description="Paragraphs that the pipeline takes in at a time."
    )
    max_file_bytes: int = Field(
        default=5_000_000, ge=1, description="Larger files go to quarantine. A page of text is a few kB."
    )
    quarantine_max_bytes: int = Field(
        default=50_000_000,
        ge=0,
        description="Rejected files up to this size are kept in the home, so that they can be read again when"
        " their source is gone.",
    )
    minimum_works: int = Field(
        default=3,
        ge=2,
        description="Articles of a publisher that must share a line for it to be boilerplate.",
    )
    shard_documents: int = Field(
        default=2_000,
        ge=1,
        le=100_000,
        description="Documents worked on at a time. Each shard has a fixed cost.",
    )
    workers: int = Field(default=2, ge=1, le=64, description="Shards worked on at the same time.")
    keep_generations: int = Field(default=3, ge=1, description="Published generations to keep.")
    duckdb_memory: str = Field(
        default="256MB",
        pattern=r"^\d+(\.\d+)?\s*[KMGT]i?B$",
        description="DuckDB's memory limit while building.",
    )

    min_free_bytes: int = Field(
        default=200_000_000,
        ge=0,
        description="Bytes to leave free on the disk of the home; a run that needs them ends first.",
    )
    wait_seconds: float = Field(
        default=0.0,
        ge=0.0,
        description="Seconds to wait for another run that is writing; 0 gives up at once.",
    )
    run_timeout_seconds: float | None = Field(
        default=None, gt=0.0, description="Seconds after which a run is given up; none by default."
    )
    refresh_stale: bool = Field(
        default=True,
        description="Whether a run also works again on what was made by another recipe; false leaves that to"
        " `presswerk backfill`.",
    )
    time_zone: str = Field(
        default="Europe/Berlin", description="Whose days schedules and backfills mean, as an IANA name."
    )
    notify: Annotated[list[SecretStr], NoDecode] = Field(
        default=[], description="Apprise URLs that are told of failures, separated by blanks. Secret."
    )
    silence_hours: float | None = Field(
        default=None,
        gt=0.0,
        description="Hours without a new document after which an alert is sent; learnt from the past where"
        " not set.",
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Log lines for people, or one JSON object per line."
    )

    @field_validator("notify", mode="before")
    @classmethod
    def _separate(cls, urls: object) -> object:
        return urls.split() if isinstance(urls, str) else urls

    @field_validator("time_zone", mode="after")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("no such time zone; name one such as Europe/Berlin") from None
        return name

    @field_validator("paths", mode="after")
    @classmethod
    def _absolute_paths(cls, paths: list[Path]) -> list[Path]:
        return [path.expanduser().absolute() for path in paths]

    @field_validator("home", mode="after")
    @classmethod
    def _no_pattern(cls, home: Path) -> Path:
        if found := [mark for mark in "*?[" if mark in str(home.absolute())]:
            raise ValueError(
                f"holds {' and '.join(found)}, which DuckDB takes for a pattern; choose another folder"
            )
        return home

    @field_validator("paths", "home", "publishers_file", "corrections_file", mode="after")
    @classmethod
    def _is_text(cls, value: Path | list[Path] | None) -> Path | list[Path] | None:
        for path in value if isinstance(value, list) else [value]:
            try:
                str(path).encode()
            except UnicodeEncodeError:
                # Prefect keeps what a run was told as JSON. Names below a given folder may be any bytes.
                raise ValueError("the name is not UTF-8; give it another, or name a link to it") from None
        return value

    @field_validator("home", "publishers_file", "corrections_file", mode="after")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().absolute()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is the library's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then environment, then the TOML file."""
        toml = TomlConfigSettingsSource(settings_cls, config_file())
        return init_settings, env_settings, toml


def config_file() -> Path:
    """The TOML file settings come from; it need not exist unless the environment names it."""
    return Path(os.environ.get(CONFIG_VARIABLE, "presswerk.toml"))


def load_settings(flags: Mapping[str, Any]) -> Settings:
    """Settings from flags, environment and TOML file.

    Args:
        flags: values given on the command line; None means not given.
    Raises:
        SettingsError: a setting is unknown or its value is not possible; the message names it.
    """
    if CONFIG_VARIABLE in os.environ and not config_file().is_file():
        raise SettingsError(f"{CONFIG_VARIABLE} names {config_file()}, which is not a file.")
    _refuse_unknown_variables()
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except RecursionError:
        raise SettingsError(f"{config_file()}: nested too deeply for a settings file.") from None
    except OSError as error:
        raise SettingsError(f"{config_file()} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise SettingsError(_readable(error)) from error


def _refuse_unknown_variables() -> None:
    known = {CONFIG_VARIABLE, *(f"{ENV_PREFIX}{name.upper()}" for name in Settings.model_fields)}
    unknown = sorted(
        name for name in os.environ if name.upper().startswith(ENV_PREFIX) and name.upper() not in known
    )
    if unknown:
        raise SettingsError(
            f"Unknown setting in the environment: {', '.join(unknown)}. Known: {', '.join(sorted(known))}."
        )


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _readable(error: ValueError) -> str:
    details = getattr(error, "errors", None)
    if details is None:
        return f"{config_file()}: {error}"
    lines = []
    for detail in details():
        name = ".".join(str(part) for part in detail["loc"])
        if detail["type"] == "extra_forbidden":
            known = ", ".join(sorted(Settings.model_fields))
            lines.append(f"Unknown setting {name!r} in {config_file()}. Known: {known}.")
        else:
            got = "" if detail["loc"][0] in SECRET_SETTINGS else f" (got {_short(detail.get('input'))})"
            lines.append(f"Setting {name!r}: {detail['msg']}{got}.")
    return "\n".join(lines)
