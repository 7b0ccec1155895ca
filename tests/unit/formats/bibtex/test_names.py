"""Names of BibTeX: how they are separated, ordered, and written back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.bibtex.names import read_names, write_names
from graphapp.formats.bibtex.tex import to_text
from graphapp.formats.bibtex.tex_signs import ACCENTS
from graphapp.records import Unfit
from graphapp.rules.printed_names import in_natural_order, read_name


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ("Byron, Ada and Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("van der Berg, Cora", ["Cora van der Berg"]),
        ("King, Jr., Martin", ["Martin King, Jr."]),
        ("Thomas E. {Weir, Jr.}", ["Thomas E. Weir, Jr."]),
        ("{Open Sheep Collaboration} and {Barnes and Noble}", ["Open Sheep Collaboration", "Barnes and Noble"]),
        ("{CERN, Geneva} and {Meadowsoft, Inc.}", ["CERN,, Geneva", "Meadowsoft, Inc."]),
        ("Donald~E. Hill AND\n {\\'E}va Nagy", ["Donald E. Hill", "Éva Nagy"]),
        (r"Mu{\~n}oz, Ana and Nu\~nez, B. and Jo{\~a}o Silva", ["Ana Muñoz", "B. Nuñez", "João Silva"]),
        (r"Magalh{\~{a}}es, Jo\~ao and Nguy{\~{\^e}}n, Bo and {\~N}u", ["João Magalhães", "Bo Nguyễn", "Ñu"]),
        (r"Hill\\~, E. and~Bo~Li", ["E. Hill", "Bo Li"]),
        ("and Ada Byron and and Wei Wang and", ["Ada Byron", "Wei Wang"]),
        ("family=Berg, given={Cora A.}, prefix=van der, suffix=Jr. and Bo Li", ["Cora A. van der Berg, Jr.", "Bo Li"]),
        ("A. Byron, W. Wang, P. Lind, B. Li", ["A. Byron", "W. Wang", "P. Lind", "B. Li"]),
        ("Byron, A.; Wang, W.", ["A. Byron", "W. Wang"]),
        ("Ada Byron, Wei Wang, Bo Li", ["Ada Byron", "Wei Wang", "Bo Li"]),
        (r"A. Byron \& W. Wang", ["A. Byron", "W. Wang"]),
        ("A. Byron, W. Wang", ["A. Byron", "W. Wang"]),
        (r"Nagy, {\'E}va \& Wang, Wei", ["Éva Nagy", "Wei Wang"]),
        ("A. Byron und W. Wang", ["A. Byron", "W. Wang"]),
        ("García López, Ana \\& Wang, W.", ["Ana García López", "W. Wang"]),
        (r"Barnes \& Noble and {A. Byron \& W. Wang}", ["Barnes & Noble", "A. Byron & W. Wang"]),
        (r"National Wool \& Sheep Administration", ["National Wool & Sheep Administration"]),
        ("{National Wool {and} Sheep Administration}", ["National Wool and Sheep Administration"]),
        ("García López, Ana María \\& Lima Filho, José João", ["García López, Ana María & Lima Filho, José João"]),
        ("Ada Byron, Wei Wang \\& Bo Li", ["Ada Byron", "Wei Wang", "Bo Li"]),
        ("García López, Juan Carlos, Ph. D.", ["García López, Juan Carlos, Ph. D."]),
        (r"Institute of Fences \& University of Meadow", ["Institute of Fences & University of Meadow"]),
        ("University of Meadow, Hillside", ["University of Meadow, Hillside"]),
        ("Rosand Bandit", ["Rosand Bandit"]),
        ("王, 伟 and family=김, given=민수 and スミス, ジョン", ["王伟", "김민수", "ジョン スミス"]),
        ("Lind, C. et al.", ["C. Lind et al."]),
        ("family=Berg, given=C. et al., prefix=van der", ["C. van der Berg et al."]),
    ],
)
def test_names(stated: str, printed: list[str]) -> None:
    assert read_names(stated) == (tuple(printed), True)


@pytest.mark.parametrize(
    "stated", ["Ada Byron and others", "others and Ada Byron", "Ada Byron and OTHERS", "Ada Byron; et al."]
)
def test_others_say_that_the_list_is_not_complete(stated: str) -> None:
    assert read_names(stated) == (("Ada Byron",), False)


def test_names_that_only_commas_separate_are_unfit() -> None:
    with pytest.raises(Unfit, match='names that are not separated by "and"'):
        read_names("Ada Byron, Wei, Petra Lind, Ines Okafor, Bo")


@given(
    st.lists(
        st.sampled_from(
            [
                "Ada",
                "Byron",
                "van",
                "Jr.",
                "III",
                "of",
                "B.",
                "and",
                "&",
                "und",
                "R&D",
                "{",
                ",",
                "É",
                "0001",
                "王",
                "伟",
                "et al.",
            ]
        )
    )
)
def test_a_written_name_is_read_as_it_was(words: list[str]) -> None:
    printed = " ".join(words)
    names, complete = read_names(write_names([printed], complete=True))
    assert complete
    assert names in (((printed,), (in_natural_order(printed),)) if printed else ((),))
    assert list(map(read_name, names)) == ([read_name(printed)] if printed else [])


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("form", [r"\{0} {1}", r"\{0}{{{1}}}", r"{{\{0} {1}}}", r"{{\{0}{{{1}}}}}"])
@pytest.mark.parametrize("letter", ["n", "o", r"\i", r"{\^e}"])
def test_an_accent_of_a_name_is_that_of_any_text(accent: str, form: str, letter: str) -> None:
    last = f"S{form.format(accent, letter)}r"
    assert read_names(f"{last}, Ada and Bo {last}") == ((f"Ada {to_text(last)}", f"Bo {to_text(last)}"), True)
