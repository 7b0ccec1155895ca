"""Two names compared step by step."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.results.names import NameComparison
from graphapp.rules.placeholders import placeholder
from graphapp.rules.printed_names import read_name
from graphapp.rules.relations import relation
from graphapp.services import names
from graphapp.services.names import explain_names
from tests.unit.rules.test_names import texts


def explanations(comparison: NameComparison) -> dict[str, str]:
    return {step.step: step.explanation for step in comparison.steps}


def test_dotless_i_is_explained_by_its_unicode_name() -> None:
    comparison = explain_names(a="Gözde Şahın", b="Gözde Şahin")
    assert [(step.step, step.equal) for step in comparison.steps] == [
        ("printed", False),
        ("clean", False),
        ("name", False),
        ("name_key", False),
        ("fold_key", True),
        ("parts", True),
    ]
    assert explanations(comparison)["name_key"] == (
        "ignoring case: LATIN SMALL LETTER DOTLESS I is not LATIN SMALL LETTER I"
    )
    assert explanations(comparison)["fold_key"] == ("ignoring diacritics, dashes, apostrophes and punctuation: equal")
    assert (comparison.same_cluster, comparison.similar, comparison.relation) == (False, True, "spelling")


def test_each_step_shows_both_values() -> None:
    comparison = explain_names(a="WANG\u00a0Wei 0001", b="Wèi Wang")
    assert {step.step: (step.a, step.b) for step in comparison.steps} == {
        "printed": ("WANG\u00a0Wei 0001", "Wèi Wang"),
        "clean": ("WANG Wei 0001", "Wèi Wang"),
        "name": ("WANG Wei", "Wèi Wang"),
        "name_key": ("wang wei", "wèi wang"),
        "fold_key": ("wang wei", "wei wang"),
        "parts": ("wang wei", "wang wei"),
    }
    assert (comparison.same_cluster, comparison.similar, comparison.relation) == (False, False, "order")


def test_homonym_numbers_are_part_of_the_name_unless_declared() -> None:
    declared = explain_names(a="Naman Goyal", b="Naman Goyal 0001")
    assert explanations(declared)["clean"].endswith("the first ends where the other continues with SPACE")
    assert explanations(declared)["name"] == "without homonym numbers and decorations, given name first: equal"
    assert declared.same_cluster
    undeclared = explain_names(a="Naman Goyal", b="Naman Goyal 0001", homonym_numbers=False)
    assert not undeclared.same_cluster


def test_names_are_read_as_a_load_reads_them() -> None:
    comparison = explain_names(a="Okafor, Ines*", b="Ines Okafor, PhD")
    assert {step.step: step.equal for step in comparison.steps} == {
        "printed": False,
        "clean": False,
        "name": True,
        "name_key": True,
        "fold_key": True,
        "parts": True,
    }
    assert (comparison.same_cluster, comparison.relation) == (True, "same")


def test_the_longer_of_two_names_may_be_the_first() -> None:
    comparison = explain_names(a="Uwe Zimmerman", b="Uwe Zimmer")
    assert explanations(comparison)["fold_key"].endswith(
        "the second ends where the other continues with LATIN SMALL LETTER M"
    )
    assert not comparison.similar


def test_what_is_no_name_falls_together_with_nothing() -> None:
    comparison = explain_names(a="\u200b", b="")
    assert (comparison.same_cluster, comparison.similar, comparison.relation) == (False, False, None)


def test_characters_without_a_name_and_lone_surrogates_can_be_shown() -> None:
    comparison = explain_names(a="a\x00\ud800", b="a\ud800\x00")
    printed = comparison.steps[0]
    assert (printed.a, printed.b) == ("a\x00\\ud800", "a\\ud800\x00")
    assert printed.explanation == "as printed: U+0000 is not U+D800"
    assert comparison.same_cluster


@pytest.mark.parametrize("typed", ["x" * 1_001, "\u0301\u0316" * 40_000, "a" + "\u0301\u0316" * 20])
def test_a_text_that_no_record_may_have_is_not_compared(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "clean", lambda _: pytest.fail("something was computed"))
    for a, b in ((typed, "Ada"), ("Ada", typed)):
        with pytest.raises(InvalidArgument, match=r"a name (of|has)"):
            explain_names(a=a, b=b)


@given(texts, texts, st.booleans())
def test_an_explanation_agrees_with_the_keys(a: str, b: str, numbers: bool) -> None:
    comparison = explain_names(a=a, b=b, homonym_numbers=numbers)
    first, second = (None if placeholder(text) else read_name(text, homonym_numbers=numbers) for text in (a, b))
    both = first is not None and second is not None
    assert comparison.same_cluster == (both and first.name_key == second.name_key)  # type: ignore[union-attr]
    assert comparison.similar == (both and first.fold_key == second.fold_key)  # type: ignore[union-attr]
    assert comparison.relation == (relation(a, b, homonym_numbers=numbers) if both else None)
    for step in comparison.steps:
        assert step.explanation.endswith(": equal") == step.equal
        step.explanation.encode("utf-8")
        step.a.encode("utf-8")


@pytest.mark.parametrize(
    ("form", "spared"), [("json", {"neo4j", "rich", "networkx", "pandas"}), ("table", {"neo4j", "networkx", "pandas"})]
)
def test_two_names_are_compared_without_a_driver(form: str, spared: set[str]) -> None:
    code = (
        "import sys; from graphapp.cli import main; "
        f"main(['explain-names', 'Ada', 'ADA', '--format', '{form}'], standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert (done.returncode, done.stderr) == (0, "")
    assert "graphapp.services.names" in done.stdout
    assert not spared & set(done.stdout.split())


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Ada", "ADA", "Ada and ADA are in one cluster: they are equal but for case, white space and decorations."),
        ("José", "Jose", "José and Jose are in two clusters; similar-names relates them by the rule 'diacritics'."),
        ("Ada Lovelace", "Bo Li", "Ada Lovelace and Bo Li are in two clusters, and no rule relates them."),
        (
            "Wei Wang 0001",
            "wei wang 0002",
            "Wei Wang and wei wang are in one cluster, but they are two author rows, with the number 0001 and the "
            "number 0002: a source that numbers namesakes tells them apart.",
        ),
        ("Ada", "\u200b", "The second text is no name."),
        ("Anonymous", "Ada", "The first text is no name."),
        ("Anonymous", "anonymous", "Neither text is a name."),
        ("et al.", "[No author name available]", "Neither text is a name."),
        ("", "\u200b", "Neither text is a name."),
    ],
)
def test_a_comparison_begins_with_one_sentence(a: str, b: str, verdict: str) -> None:
    assert explain_names(a, b).verdict == verdict


def test_code_points_are_shown_on_request() -> None:
    assert explain_names("a\u200bé", "b").steps[0].a_code_points is None
    [printed, clean, *_] = explain_names("a\u200bé", "b", code_points=True).steps
    assert (printed.a_code_points, printed.b_code_points) == ("U+0061 U+200B U+00E9", "U+0062")
    assert clean.a_code_points == "U+0061 U+00E9"
