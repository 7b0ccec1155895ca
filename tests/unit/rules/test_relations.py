"""Relations: which names may be other forms of one name, and that the keys to look up find each of them."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphapp.rules.names import Name, differing_in, parse_name
from graphapp.rules.printed_names import read_name
from graphapp.rules.relations import (
    MOST_PERMUTED_WORDS,
    RANKS,
    Lookup,
    Range,
    family_key,
    lookup_of,
    relation,
)
from tests.unit.rules.test_names import texts

RELATED = [
    ("Tim Dettmers", "Tim  Dettmers", "same"),
    ("Naman Goyal 0001", "Naman Goyal 0001", "same"),
    ("Dettmers, Tim", "Tim Dettmers", "same"),
    ("Tim Dettmers*", "Tim Dettmers", "same"),
    ("Tim Dettmers", "tim DETTMERS", "case"),
    ("Xiaofeng Wang 0001", "XiaoFeng Wang 0001", "case"),
    ("ﬁsher", "fisher", "case"),
    ("Naman Goyal 0001", "Naman Goyal 0002", "homonym sibling"),
    ("Naman Goyal 0001", "Naman Goyal", "homonym sibling"),
    ("Xiaofeng Wang 0001", "XiaoFeng Wang 0002", "homonym sibling"),
    ("Marasović", "Marasovic", "diacritics"),
    ("İlker", "ilker", "diacritics"),
    ("Pierre-Yves Oudeyer", "Pierre Yves Oudeyer", "dash"),
    ("Byoung-Tak Zhang", "Byoung–Tak Zhang", "dash"),
    ("Xiao-Feng Wang", "Xiaofeng Wang", "dash"),
    ("Pat O'Neill", "Pat O’Neill", "apostrophe"),
    ("Pat O'Neill", "Pat ONeill", "apostrophe"),
    ("Søren", "Soren", "spelling"),
    ("Şahın", "Şahin", "spelling"),
    ("Ｔｉｍ Dettmers", "Tim Dettmers", "spelling"),
    ("Ariel D Procaccia", "Ariel D. Procaccia", "spelling"),
    ("José García-López", "Jose Garcia Lopez", "spelling"),
    ("Hae Won Park", "Haewon Park", "spacing"),
    ("Anna De Wit", "Anna DeWit", "spacing"),
    ("Lotte van der Meer", "Lotte VanderMeer", "spacing"),
    ("Shin-ichi Mori", "Shin’ichi Mori", "spacing"),
    ("山田 太郎", "山田太郎", "spacing"),
    ("김 철수", "김철수", "spacing"),
    ("王 伟", "王伟", "spacing"),
    ("Priya S K", "Priya SK", "spacing"),
    ("DW Smith", "D. W. Smith", "spacing"),
    ("Uwe Müller", "Uwe Mueller", "umlaut"),
    ("Jürgen Müller", "Juergen Mueller", "umlaut"),
    ("Jürgen Mueller", "Juergen Müller", "umlaut"),
    ("Manuel Müller", "Manuel Mueller", "umlaut"),
    ("Björn Åkesson", "Bjoern Aakesson", "umlaut"),
    ("Bärbel Schäfer", "Baerbel Schaefer", "umlaut"),
    ("Jens Jørgensen", "Jens Joergensen", "umlaut"),
    ("Karl-Heinz Müller", "Karlheinz Mueller", "umlaut"),
    ("Wei Wang", "Wang Wei", "order"),
    ("LI Wei", "Wei Li", "order"),
    ("Müller Uwe", "Uwe Mueller", "order"),
    ("a b c d e f", "c d e f a b", "order"),
    ("Ana Lima, Jr.", "Ana Lima", "missing suffix"),
    ("Ana Lima III", "Ana Lima", "missing suffix"),
    ("Ana Lima III", "Ana Lima, 3rd", "spelling"),
    ("Lima, Ana, Jnr", "Ana Lima Jr.", "spelling"),
    ("A. Lima, 2nd", "Ana Lima II", "initial"),
    ("T. Dettmers", "Tim Dettmers", "initial"),
    ("Pang W. Koh", "Pang Wei Koh", "initial"),
    ("P. Koh", "Pang Wei Koh", "initial"),
    ("J. P. Serre", "Jean-Pierre Serre", "initial"),
    ("J.-P. Serre", "Jean Pierre Serre", "initial"),
    ("DW Smith", "David William Smith", "initial"),
    ("dw smith", "David William Smith", "initial"),
    ("Т. Иванов", "Тимофей Иванов", "initial"),
    ("Okafor I.", "Ines Okafor", "initial"),
    ("Okafor I. M.", "Ines Maria Okafor", "initial"),
    ("Okafor IM", "Okafor I M", "spacing"),
    ("van Dijk J.", "Jan van Dijk", "initial"),
    ("García Márquez G.", "Gabriel García Márquez", "initial"),
    ("U. Mueller", "Uwe Müller", "initial"),
    ("Ö. Müller", "Özlem Mueller", "initial"),
    ("W. Lima Jr", "Wanda Lima", "initial"),
    ("Bob Lima", "Robert Lima", "short form"),
    ("Rob B. Lima", "Robert Lima", "short form"),
    ("Liz Lima", "Elizabeth Ann Lima", "short form"),
    ("Chris Lima", "Christine Lima", "short form"),
    ("Ana Bob Lima", "Ana Robert Lima", "short form"),
    ("Pang Koh", "Pang Wei Koh", "missing middle name"),
    ("Colin Raffel", "Colin A. Raffel", "missing middle name"),
    ("Colin Raffel", "Colin AB Raffel", "missing middle name"),
    ("John F. Smith", "John David F. Smith", "missing middle name"),
    ("John Smith", "John T. Smith III", "missing middle name"),
    ("W. Bruce Lima", "Bruce Lima", "missing first name"),
    ("Muhammad Waqas Lima", "Waqas Lima", "missing first name"),
    ("Muhammad Waqas A. Lima", "Waqas Lima", "missing first name"),
    ("Dietmar Rösner", "Hans Dietmar F. Roesner", "missing first name"),
    ("Gabriel García Márquez", "Gabriel García", "missing surname"),
    ("Gabriel J. García Márquez", "Gabriel García", "missing surname"),
    ("Gabriel García Márquez", "Gabriel J. García", "missing surname"),
    ("Julia Carson-Bern", "Julia Carson", "missing surname"),
    ("Ana García Lima", "Ana María García", "missing surname"),
    ("Uwe Müller Lima", "Uwe Mueller", "missing surname"),
]

UNRELATED = [
    ("Uwe Zimmer", "Uwe Zimmerman"),
    ("Jo Smith", "Joann Smith"),
    ("John Smith", "Jon Smith"),
    ("Doe John", "Doe Jack"),
    ("John David Smith", "J. F. Smith"),
    ("Tim Dettmers", "Dettmers"),
    ("Mausam", "Mausam Mausam"),
    ("T. Dettmers", "Jim Dettmers"),
    ("YU SHI", "Yang Uwe Shi"),
    ("LI Yang", "Ling Ivan Yang"),
    ("Wei Wang", "Wei Zhang"),
    ("王 伟", "王伟 伟"),
    ("김 철 수", "김 수"),
    ("王 明", "王小 明"),
    ("Yu Wang", "Yue Wang"),
    ("Manuel Lima", "Manul Lima"),
    ("Sue Lima", "Su Lima"),
    ("Alexander Lima", "Alexandra Lima"),
    ("Bob Lima", "Rob Lima"),
    ("Bob Lima", "Robert Luna"),
    ("Ana Lima, Jr.", "Ana Lima, Sr."),
    ("Ana Lima II", "Ana B. Lima III"),
    ("B. Lima", "W. Bruce Lima"),
    ("B. Lima", "W. B. Lima"),
    ("G. García", "Gabriel García Márquez"),
    ("Ö. Lima", "Ana Ö. Lima"),
    ("Ana García Márquez", "Eva García"),
    ("Gabriel Márquez", "Ana Gabriel García"),
    ("Okafor I.", "Jane Okafor"),
    ("a b c d e f", "b a c d e f"),
    ("スズキ", "ススキ"),
    ("Андрей", "Андреи"),
    ("रामा", "राम"),
    ("王伟", "王芳"),
    ("Tim Dettmers", ""),
    ("", ""),
]


@pytest.mark.parametrize(("a", "b", "rule"), [*RELATED, *((a, b, None) for a, b in UNRELATED)])
def test_relation(a: str, b: str, rule: str | None) -> None:
    assert relation(a, b) == rule
    assert relation(b, a) == rule


def test_every_rule_has_an_example() -> None:
    assert {rule for _, _, rule in RELATED} == RANKS.keys()


def test_relation_reads_homonym_numbers_only_where_they_are_declared() -> None:
    assert relation("Naman Goyal 0001", "Naman Goyal", homonym_numbers=False) is None


@given(texts, texts)
def test_relation_is_symmetric_and_agrees_with_the_keys(a: str, b: str) -> None:
    rule = relation(a, b)
    assert relation(b, a) == rule
    first, second = read_name(a, homonym_numbers=True), read_name(b, homonym_numbers=True)
    if first is None or second is None:
        assert rule is None
        return
    assert (first.name_key == second.name_key) == (rule in {"same", "case", "homonym sibling"})
    if first.fold_key == second.fold_key:
        assert rule is not None


@given(texts)
def test_a_name_is_the_same_as_itself(text: str) -> None:
    assert relation(text, text) == ("same" if read_name(text, homonym_numbers=True) else None)


# Words that the rules read in special ways, so that random names of them are often related.
WORDS = [
    "ana",
    "bob",
    "robert",
    "rob",
    "liz",
    "elizabeth",
    "müller",
    "mueller",
    "muller",
    "jürgen",
    "juergen",
    "jurgen",
    "åse",
    "aase",
    "ase",
    "dw",
    "yu",
    "li",
    "lima",
    "garcía",
    "garcia",
    "márquez",
    "de",
    "dewit",
    "wit",
    "hae",
    "won",
    "haewon",
    "i",
    "j.",
    "g",
    "k.-l.",
    "jr",
    "iii",
    "2nd",
    "o'neill",
    "oneill",
    "d’a",
    "山田",
    "太郎",
    "山田太郎",
    "ﬁ",
    "ß",
    "ø",
    "0",
    "0001",
    "0002",
    "…",
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two names of which the second is often the first with words moved, joined, split, left out or added."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    other = list(words)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(other)))
        change: Callable[[str], list[str]] = draw(
            st.sampled_from(
                [
                    lambda word: [],
                    lambda word: [word[0]],
                    lambda word: [word[:2], word[2:]],
                    lambda word: [word.replace("ue", "ü").replace("aa", "å")],
                    lambda word: [word.replace("ü", "ue").replace("å", "aa")],
                    lambda word: [draw(st.sampled_from(WORDS)), word],
                    lambda word: [word, draw(st.sampled_from(WORDS))],
                ]
            )
        )
        other[place : place + 1] = [part for word in other[place : place + 1] for part in change(word) if part]
    if draw(st.booleans()):
        other = draw(st.permutations(other))
    return " ".join(words), draw(st.sampled_from([" ", "", "-"])).join(other)


def finds(places: Lookup, name: Name) -> bool:
    """Whether an index finds the row of a name, as `read/similar_names` looks it up."""

    def within(key: str, each: Range) -> bool:
        return key.startswith(each.prefix) and each.part in key and key.replace(" ", "").startswith(each.squashed)

    return (
        name.fold_key in places.fold_keys
        or any(within(name.fold_key, each) for each in places.fold_ranges)
        or any(within(family_key(name.fold_key), each) for each in places.family_ranges)
    )


def stored_names(printed: str) -> list[Name]:
    """The names that a row may have: with its number apart, and in sources without such numbers with it."""
    return [name for numbers in (True, False) if (name := read_name(printed, homonym_numbers=numbers)) is not None]


@given(st.one_of(pairs(), st.tuples(names, names), st.tuples(texts, texts)))
@example(("Robert Lima", "Bob Lima 0002"))
@example(("Uwe Müller Lima", "Uwe Mueller 0001"))
@example(("Bruce Lima", "W. Bruce Lima 0001"))
@example(("Ines Okafor", "Okafor I. 0003"))
def test_every_name_that_a_rule_relates_is_found(pair: tuple[str, str]) -> None:
    for asked, other in (pair, pair[::-1]):
        base = read_name(asked, homonym_numbers=True)
        if base is not None and relation(asked, other) is not None:
            numbered = [name.homonym for name in stored_names(other)]
            if not any(number is not None and number >= "1000" for number in numbered):
                assert all(finds(lookup_of(base), name) for name in stored_names(other)), (asked, other)


@pytest.mark.parametrize(("a", "b", "rule"), RELATED)
def test_each_example_of_a_rule_is_found_both_ways(a: str, b: str, rule: str) -> None:
    for asked, other in ((a, b), (b, a)):
        base = read_name(asked, homonym_numbers=True)
        assert base is not None
        assert all(finds(lookup_of(base), name) for name in stored_names(other))


@given(st.one_of(pairs(), st.tuples(texts, texts)))
def test_the_spellings_of_one_exact_cluster_are_related_alike(pair: tuple[str, str]) -> None:
    a, b = pair
    first, second = read_name(a), read_name(b)
    if first is None or second is None or first.name_key == second.name_key:
        return
    rule = relation(first.name, second.name, homonym_numbers=False)
    for spelling in (first.name.upper(), first.name.title(), first.name_key):
        again = parse_name(spelling)
        # A few letters of Unicode have no capital of the same key; decorations may differ in case.
        if again is not None and again.name_key == first.name_key and read_name(spelling) == again:
            assert relation(spelling, second.name, homonym_numbers=False) == rule


# --- Keys


@pytest.mark.parametrize(
    ("folded", "key"),
    [
        ("ada lovelace", "lovelace ada"),
        ("w bruce lima", "lima w bruce"),
        ("okafor i m", "okafor i m"),
        ("dw smith", "smith d w"),
        ("john t smith iii", "smith john t iii"),
        ("wei wang 0001", "wang wei 0001"),
        ("o neill p jr", "neill p o jr"),
        ("mausam", "mausam"),
        ("a b", "b a"),
        ("山田 太郎", "太郎 山田"),
        ("0001", "0001"),
    ],
)
def test_a_family_key_begins_with_the_family_name(folded: str, key: str) -> None:
    assert family_key(folded) == key


@given(st.one_of(names, texts))
def test_a_family_key_has_the_letters_of_the_fold_key(text: str) -> None:
    name = parse_name(text)
    if name is not None:
        assert sorted(family_key(name.fold_key).replace(" ", "")) == sorted(name.fold_key.replace(" ", ""))


def test_a_long_name_is_looked_up_in_few_places() -> None:
    name = parse_name(" ".join(f"name{number}ae" for number in range(40)))
    assert name is not None
    places = lookup_of(name)
    assert len(places.fold_keys) == 40
    assert len(places.fold_ranges) + len(places.family_ranges) < 200


def test_the_most_words_that_are_permuted_are_looked_up_in_every_order() -> None:
    name = parse_name("a b c d e")
    assert name is not None
    assert len(name.fold_key.split()) == MOST_PERMUTED_WORDS
    assert len(lookup_of(name).fold_keys) == 120


_SIGNS = st.text(alphabet="aeoøüéÅß -–'’´\u0301\u0308山א", min_size=1, max_size=8)


@given(_SIGNS, _SIGNS)
def test_names_that_differ_in_signs_alone_have_the_same_letters_when_folded(a: str, b: str) -> None:
    one, other = read_name(f"A{a}b Cd"), read_name(f"A{b}b Cd")
    assert one is not None
    assert other is not None
    if one.name_key != other.name_key and differing_in(one.name_key, other.name_key) is not None:
        assert one.fold_key.replace(" ", "") == other.fold_key.replace(" ", "")
        assert relation(f"A{a}b Cd", f"A{b}b Cd") in ("diacritics", "dash", "apostrophe")
