"""The OpenAPI description."""

import json
import re

from graphapp.web.description import openapi
from graphapp.web.twins import TWINS


def test_each_address_is_described_with_its_parameters() -> None:
    described = openapi()
    assert set(described["paths"]) == {twin.path for twin in TWINS}
    for path, item in described["paths"].items():
        names = {one["name"] for one in item["get"]["parameters"]}
        assert set(re.findall(r"\{(\w+)\}", path)) <= names
        assert {"200", "400", "404", "503"} <= item["get"]["responses"].keys()
    identifiers = [item["get"]["operationId"] for item in described["paths"].values()]
    assert len(set(identifiers)) == len(identifiers)


def test_each_reference_leads_to_a_schema() -> None:
    described = openapi()
    references = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(described)))
    assert references
    assert references <= described["components"]["schemas"].keys()
