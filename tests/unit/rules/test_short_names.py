"""Short forms of given names."""

from graphapp.rules.names import fold_key
from graphapp.rules.short_names import _short_forms, other_given_names


def test_a_short_form_and_its_full_names_are_given_both_ways() -> None:
    assert {"robert"} <= other_given_names("bob")
    assert {"bob", "rob"} <= other_given_names("robert")
    assert {"christopher", "christine"} <= other_given_names("chris")


def test_full_names_of_one_short_form_are_not_each_others() -> None:
    assert "christine" not in other_given_names("christopher")
    assert "rob" not in other_given_names("bob")


def test_a_name_that_is_not_listed_has_none() -> None:
    assert other_given_names("ines") == frozenset()
    assert other_given_names("") == frozenset()


def test_the_list_has_words_of_fold_keys_and_no_name_that_is_its_own_short_form() -> None:
    for name, others in _short_forms().items():
        assert fold_key(name) == name
        assert " " not in name
        assert len(name) > 1
        assert name not in others
        assert all(name in other_given_names(other) for other in others)
