"""Titles: which ones are equal, which are not, and what they say of the kind of a publication."""

import html
import time
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphapp.rules.titles import names_no_content, note_of_title, note_of_type, part_of, title_key

# --- The key

SAME: list[list[str]] = [
    ["Parsing Wool in C++", "Parsing Wool in C ++.", "Parsing wool in $C^{++}$", "Parsing Wool in C<sup>++</sup>"],
    ["Parsing Wool in C#", r"Parsing Wool in C\#", "Parsing Wool in C♯", "Parsing Wool in C&#35;"],
    ["Parsing Wool in C"],
    ["Building Barns of Wool™", "Building barns of wool", "Building Barns of Wool&trade;", "Building Barns of Wool®"],
    [
        "Lazy D* on Hills",
        "Lazy D$^*$ on Hills",
        r"Lazy D$^\star$ on Hills",
        "Lazy D<sup>*</sup> on Hills",
        "Lazy D∗ on Hills",
    ],
    ["Lazy D on Hills"],
    ["Spotting K⁺", "Spotting K+", "Spotting $K^+$", "Spotting K<sup>+</sup>"],
    ["Spotting K⁻", "Spotting $K^{-}$", "Spotting $K^-$", "Spotting K<sup>&#8722;</sup>", "Spotting K−"],
    ["Spotting K⁺/K⁻", "Spotting $K^+/K^-$"],
    ["Spotting K"],
    ["Ξ in Hay", r"$\Xi$ in Hay", "&Xi; in Hay"],
    ["Ξ̄ in Hay", r"$\bar{\Xi}$ in Hay", r"$\bar\Xi$ in Hay", r"$\overline{\Xi}$ in Hay", "Ξ̅ in Hay"],
    ["ᾱ in Hay", r"$\bar{\alpha}$ in Hay"],
    ["α in Hay"],
    ["Flocks of Size m > 3", "Flocks of Size m &gt; 3", "Flocks of size $m>3$", r"Flocks of Size \(m > 3\)"],
    ["Flocks of Size m < 3", "Flocks of Size m &lt; 3", "Flocks of Size m &amp;lt; 3"],
    ["Flocks of Size m = 3"],
    ["Flocks of Size m ≠ 3", r"Flocks of Size $m \neq 3$"],
    ["Flocks of Size m ≥ 3", r"Flocks of Size $m \geq 3$", "Flocks of Size m &ge; 3"],
    ["H<sub>2</sub>O for Ewes", "H2O for Ewes", "H₂O for Ewes", r"H$_2$O for Ewes", r"H\textsubscript{2}O for Ewes"],
    ["m² of Grass", "$m^2$ of Grass", "m<sup>2</sup> of Grass", "m2 of grass"],
    ["10⁻³ Ewes", "10<sup>-3</sup> Ewes", "$10^{-3}$ Ewes"],
    ["103 Ewes"],
    ["Version 3.5 of a Barn", "Version 3. 5 of a Barn"],
    ["Version 35 of a Barn"],
    ["½ of a Barn", "1/2 of a Barn", r"$\frac{1}{2}$ of a Barn", r"$\frac12$ of a Barn".replace("12", "{1}{2}")],
    [
        "Déjà-vu of Shepherds",
        r"D{\'e}j{\`a}-vu of Shepherds",
        r"D\'ej\`a vu of shepherds",
        "D&eacute;j&agrave; vu of Shepherds",
    ],
    ["Łódź and Ångström", r"{\L}{\'o}d{\'z} and {\AA}ngstr{\"o}m", r"\L\'od\'z and \AA ngstr\"om"],
    ["Naïve Rams", r"na{\"\i}ve rams", r"Na{\"{\i}}ve Rams", "Naive Rams"],
    ["“Baa” is All", '"Baa" is all', "``Baa'' is All", "«Baa» is All", "<i>Baa</i> is All.", r"\emph{Baa} is All"],
    [
        "Self-Shearing Sheep",
        "Self–Shearing Sheep",
        "Selfshearing Sheep",
        "Self shearing  sheep",
        "{Self-Shearing} Sheep!",
    ],
    ["Wool & Milk", "Wool &amp; Milk", r"Wool \& Milk", "Wool and Milk"],
    ["4×4 Fences", "4x4 Fences", r"$4\times4$ Fences", "4 &times; 4 Fences"],
    ["∞ Fences", r"$\infty$ Fences", "&infin; Fences"],
    ["Barn<br/>Owls", "Barn Owls", "<jats:p>Barn <mml:math><mml:mi>Owls</mml:mi></mml:math></jats:p>"],
    ["graze<G>"],
    ["graze"],
    [r"\WOOL{} at Work", "WOOL at Work"],
    [r"\MILK{} at Work"],
    ["Ewes+"],
    ["Ewes"],
    ["羊の数え方", "羊の 数え方"],
    ["Баран й"],
    ["Баран и"],
]


@pytest.mark.parametrize("titles", SAME, ids=lambda titles: titles[0])
def test_titles_are_equal_that_differ_in_what_is_seen_through(titles: list[str]) -> None:
    assert {title_key(title) for title in titles} == {title_key(titles[0])} != {""}


def test_titles_are_not_equal_that_differ_in_what_carries_meaning() -> None:
    assert not [(a[0], b[0]) for a, b in combinations(SAME, 2) if title_key(a[0]) == title_key(b[0])]


@pytest.mark.parametrize("title", ["", "?!", "…", "<i></i>", "$$", "—", "&nbsp;"])
def test_what_has_neither_letters_nor_digits_nor_signs_has_no_key(title: str) -> None:
    assert title_key(title) == ""


words = st.lists(st.sampled_from(["wool", "Ewe", "naïve", "C++", "D*", "3.5", "Ξ", "羊"]), min_size=1, max_size=5)


@given(words, st.sampled_from([" ", "  ", " - ", ": ", "\t", " — ", "\u00a0", ", ", "\u200b ", "/"]))
def test_spacing_dashes_and_punctuation_between_words_are_seen_through(words: list[str], between: str) -> None:
    assert title_key(between.join(words)) == title_key(" ".join(words))


@given(words, st.data())
def test_markup_around_words_is_seen_through(words: list[str], data: st.DataObject) -> None:
    around = st.sampled_from(
        ["{}", "<i>{}</i>", '<b class="x">{}</b>', "{{{}}}", "${}$", r"\emph{{{}}}", "“{}”", "({})"]
    )
    marked = [data.draw(around).format(word) for word in words]
    assert title_key(" ".join(marked)) == title_key(" ".join(words))


@given(st.text("abYZ .,:;'()?!/-"))
@example("A-B: D- and e-mail")
def test_of_a_title_of_words_alone_the_letters_count(title: str) -> None:
    # An en dash is seen through as well, but leads around the quick answer.
    assert title_key(f"{title} – ") == title_key(title)
    assert title_key(title).replace("⁻", "") == "".join(filter(str.isalpha, title.lower()))


@given(st.text())
def test_escaping_a_title_as_html_once_or_twice_is_seen_through(title: str) -> None:
    # A title may itself hold what reads as a character reference.
    title = title.replace("&", "")
    assert title_key(html.escape(title)) == title_key(html.escape(html.escape(title))) == title_key(title)


@given(st.text(st.characters(exclude_characters="ı", exclude_categories=["Cs"])))
def test_a_key_is_clean_and_stored_as_it_is(title: str) -> None:
    key = title_key(title)
    assert key == " ".join(key.split())
    assert title_key(f" {title}\n") == key


@pytest.mark.parametrize(
    "unit", ["\\bar{", "<b ", "&amp;", "^", "\\'", "{", "<a x=", "a-", "\\x", "*", "\u0304", "(", "part "]
)
def test_a_hostile_title_is_read_in_a_moment(unit: str) -> None:
    title = unit * (8_000 // len(unit))
    began = time.process_time()
    title_key(title)
    note_of_title(title)
    part_of(title)
    assert time.process_time() - began < 1


# --- Kinds of publications


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("Erratum: Shearing at Dawn", "correction"),
        ("Erratum to “Shearing at Dawn”", "correction"),
        ("Shearing at Dawn (Corrigendum)", "correction"),
        ("Shearing at Dawn [Erratum]", "correction"),
        ("Author Correction: Shearing at Dawn", "correction"),
        ("Correction to: Shearing at Dawn", "correction"),
        ("Retraction Note: Shearing at Dawn", "retraction"),
        ("Notice of Retraction: Shearing at Dawn", "retraction"),
        ("Expression of Concern: Shearing at Dawn", "retraction"),
        ("Reply to “Shearing at Dawn”", "reply"),
        ("Shearing at Dawn: Authors' Reply", "reply"),
        ("Rejoinder: Shearing at Dawn", "reply"),
        ("A Reply to “Shearing at Dawn”", "reply"),
        ("A Response to Shearing at Dawn", "reply"),
        ("An Erratum to Shearing at Dawn", "correction"),
        ("A Correction to Shearing at Dawn", "correction"),
        ("A Comment on Shearing at Dawn", "comment"),
        ("Some Comments on Shearing at Dawn", "comment"),
        ("Comment on “Shearing at Dawn”", "comment"),
        ("Shearing at Dawn — A Comment", "comment"),
        ("Editorial: Shearing at Dawn", "editorial"),
        ("Guest Editorial", "editorial"),
        ("Shearing at Dawn", None),
        ("RETRACTED ARTICLE: Shearing at Dawn", None),
        ("On Bias Correction", None),
        ("Correction of Sheep", None),
        ("Editorial Boards of Journals", None),
        ("Prefaced Sheep", None),
        ("The Response of Sheep", None),
        ("A Response of Sheep", None),
        ("An Editorial Process", None),
    ],
)
def test_a_title_says_that_it_is_a_note_on_another_publication(title: str, note: str | None) -> None:
    assert note_of_title(title) == note
    assert note_of_title(title.upper()) == note


@pytest.mark.parametrize(
    ("type", "note"),
    [
        ("Published Erratum", "correction"),
        ("correction", "correction"),
        ("Retraction of Publication", "retraction"),
        ("Retracted Publication", None),
        ("informal withdrawn", "withdrawal"),
        ("Submitted to ICLR 2024 (Withdrawn)", None),
        ("ICLR 2024 Conference Withdrawn Submission", None),
        ("Editorial Material", "editorial"),
        ("Comment", "comment"),
        ("Journal Article", None),
        ("Conference Paper", None),
        (None, None),
    ],
)
def test_a_type_says_so_too(type: str | None, note: str | None) -> None:
    assert note_of_type(type) == note


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Hay, Part II", "2"),
        ("Hay (part 2)", "2"),
        ("Hay. II. Straw", "2"),
        ("Hay II", "2"),
        ("Hay II: Straw", "2"),
        ("Hay III. Straw", "3"),
        ("Hay (II): Straw", "2"),
        ("Hay IV – Straw", "4"),
        ("II. Hay", "2"),
        ("Hay, Pt. IV", "4"),
        ("Part One: Hay", "1"),
        ("Hay, Part B", "b"),
        ("Hay", None),
        ("Partial Hay", None),
        ("Vitamin V", None),
        ("Vitamin V: Hay", None),
        ("Hay II Straw", None),
        ("Hay II-Straw", None),
        ("A Part of Hay", None),
    ],
)
def test_a_title_names_a_part_of_a_series(title: str, part: str | None) -> None:
    assert part_of(title) == part


@pytest.mark.parametrize(
    "title",
    ["Editorial", "PREFACE", "Editor's Note.", "Letters to the Editor", "[Erratum]", "<i>Front&nbsp;matter", "Reply*"],
)
def test_a_title_without_content(title: str) -> None:
    assert names_no_content(title_key(title))
    assert not names_no_content(title_key(f"{title} on Wool"))


def test_no_title_is_none_without_content() -> None:
    assert not names_no_content(None)
    assert not names_no_content(title_key("…"))
