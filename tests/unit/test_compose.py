"""The compose file is valid and says the same as the local server."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from graphapp.local.jars import read_lock

COMPOSE_FILE = Path(__file__).parent.parent.parent / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> Any:
    return YAML(typ="safe").load(COMPOSE_FILE)


@pytest.fixture(scope="module")
def neo4j(compose: Any) -> Any:
    return compose["services"]["neo4j"]


def test_it_follows_the_compose_specification(compose: Any) -> None:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(compose, json.loads(schema.read_text(encoding="utf-8")))


def test_it_runs_the_neo4j_of_the_lock_file(neo4j: Any) -> None:
    assert neo4j["image"] == f"neo4j:{read_lock().version}-community"


def test_its_ports_are_open_to_this_machine_only(neo4j: Any) -> None:
    assert neo4j["ports"] == [
        "127.0.0.1:${NEO4J_BOLT_PORT:-7687}:7687",
        "127.0.0.1:${NEO4J_HTTP_PORT:-7474}:7474",
    ]


def test_its_password_must_be_given(neo4j: Any) -> None:
    assert neo4j["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_its_password_stands_in_no_command_line(neo4j: Any) -> None:
    command = neo4j["healthcheck"]["test"][1]
    assert "cypher-shell" in command
    assert "--password" not in command
    assert " -p" not in command


def test_it_sends_no_usage_statistics(neo4j: Any) -> None:
    settings = neo4j["environment"]
    assert settings["NEO4J_dbms_usage__report_enabled"] == settings["NEO4J_client_allow__telemetry"] == "false"


def test_its_data_outlive_the_container(compose: Any, neo4j: Any) -> None:
    volume, target = neo4j["volumes"][0].split(":")
    assert volume in compose["volumes"]
    assert target == "/data"
