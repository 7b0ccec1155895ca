"""What is known of a source: by its name, else by its format."""

from graphapp.rules.known_sources import KNOWN_SOURCES, UNKNOWN, SourceTraits, combined_traits, known_traits

CUT = SourceTraits(homonym_numbers=True, complete_lists=False)


def test_the_sources_that_number_their_namesakes() -> None:
    assert {name for name, traits in KNOWN_SOURCES.items() if traits.homonym_numbers} == {"dblp", "acl", "arrow"}


def test_no_two_known_sources_rank_equally_and_all_of_them_rank_before_others() -> None:
    ranks = [traits.rank for traits in KNOWN_SOURCES.values()]
    assert ranks == sorted(set(ranks))
    assert max(ranks) < UNKNOWN.rank


def test_a_known_name_says_more_than_the_format_and_the_format_more_than_nothing() -> None:
    assert known_traits("dblp", CUT) == KNOWN_SOURCES["dblp"]
    assert known_traits("my-papers", CUT) == CUT
    assert known_traits("my-papers") == UNKNOWN


def test_the_traits_of_several_formats_do_not_depend_on_their_order() -> None:
    arrow, mlanthology = KNOWN_SOURCES["arrow"], KNOWN_SOURCES["mlanthology"]
    assert combined_traits([]) is None
    assert combined_traits([arrow]) == arrow
    both = SourceTraits(homonym_numbers=True, complete_lists=False, rank=mlanthology.rank)
    assert combined_traits([arrow, mlanthology, CUT]) == combined_traits([CUT, mlanthology, arrow]) == both
