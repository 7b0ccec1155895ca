"""A cell of authors: where it is split, which names are turned, and what no reader can decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.authors import author_cells
from graphapp.formats.authors.author_cells import UNKNOWN, AuthorCell, Style, natural, read_cell, write_cell
from graphapp.records import Unfit
from graphapp.rules.placeholders import placeholder

FAMILY_FIRST = Style(separators=";", last_first=True)
GIVEN_FIRST = Style(separators=";", last_first=False)

COMMAS = 'commas that may separate authors or parts of a name; separate authors by ";"'
LIST = 'a list that is not closed or holds more than names in quotes; separate authors by ";"'


def names_of(cell: str, style: Style = UNKNOWN) -> list[str] | str:
    """The names of a cell, or why it has none."""
    try:
        return list(read_cell(cell, style).names)
    except Unfit as unfit:
        return str(unfit)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        (" ", []),
        ("Ada Byron", ["Ada Byron"]),
        ("Sandy Holland", ["Sandy Holland"]),
        ("Ada Byron; Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron|Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron；Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("الخوارزمي، محمد؛ الرازي، علي", ["محمد الخوارزمي", "علي الرازي"]),
        ("Ada Byron and Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("ADA BYRON AND WEI WANG", ["ADA BYRON", "WEI WANG"]),
        ("Hans Müller und Petra Lind", ["Hans Müller", "Petra Lind"]),
        ("Jean Dupont et Marie Curie", ["Jean Dupont", "Marie Curie"]),
        ("Karl-Theodor von und zu Guttenberg", ["Karl-Theodor von und zu Guttenberg"]),
        ("Ada Byron & Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron&Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("R&D Team", ["R&D Team"]),
        ("Simon and Garfunkel", ["Simon", "Garfunkel"]),
        # An empty place between separators is an author without a name.
        ("Ada Byron;; Wei Wang", ["Ada Byron", "", "Wei Wang"]),
        (";", [""]),
    ],
)
def test_separators_of_a_cell(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Simon and Garfunkel;", ["Simon and Garfunkel"]),
        ("García Márquez, Gabriel José;", ["Gabriel José García Márquez"]),
        ("Barnes & Noble|", ["Barnes & Noble"]),
        ("Byron, Ada; Wang, Wei;", ["Ada Byron", "Wei Wang"]),
    ],
)
def test_a_separator_at_the_end_keeps_a_single_name_whole(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Byron, Ada; Wang, Wei & Lind, Petra", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ("Byron, Ada; Wang, Wei and Lind, Petra", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ("Ada Byron and Wei Wang; Petra Lind", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ("Silva; Souza & Costa", ["Silva", "Souza", "Costa"]),
        ("Simon and Garfunkel; Wei Wang", ["Simon and Garfunkel", "Wei Wang"]),
        ("Lee & Sons; Wei Wang", ["Lee & Sons", "Wei Wang"]),
        ("Institute of Arts and Crafts; Wei Wang", ["Institute of Arts and Crafts", "Wei Wang"]),
        (
            "Marie and Pierre Curie; Wei Wang",
            '"Marie and Pierre Curie" may be one author or two; separate authors by ";" alone',
        ),
    ],
)
def test_an_and_between_semicolons_separates_people_and_keeps_a_pair(cell: str, names: list[str] | str) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        # Initials show a complete name.
        ("Gatti G.N., Serra F.A.", ["Gatti G.N.", "Serra F.A."]),
        ("I Okafor, W Wang", ["I Okafor", "W Wang"]),
        ("J.-P. Okafor, W Wang", ["J.-P. Okafor", "W Wang"]),
        ("Smith J, Doe AB, Lee C", ["Smith J", "Doe AB", "Lee C"]),
        # Three complete names are no "Last, First".
        ("Ada Byron, Wei Wang, Petra Lind", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ("Ada Byron, Wei Wang and Petra Lind", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ("Ada Byron, Wei Wang, & Petra Lind", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ("Ada Byron, and Wei Wang", ["Ada Byron", "Wei Wang"]),
        # Family names with initials after them.
        ("Smith, J., & Doe, A. B.", ["J. Smith", "A. B. Doe"]),
        ("Smith, J., Doe, A., Lee, C.-H.", ["J. Smith", "A. Doe", "C.-H. Lee"]),
        ("van der Berg, J., de la Cruz, A.", ["J. van der Berg", "A. de la Cruz"]),
    ],
)
def test_commas_separate_people_where_the_cell_makes_it_certain(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    "cell",
    [
        "1. Ada Byron 2. Wei Wang",
        "1. Ada Byron; 2. Wei Wang",
        "1. Ada Byron, 2. Wei Wang;",
        "1) Byron, Ada 2) Wang, Wei",
        "(1) Ada Byron (2) Wei Wang",
        "[1]Ada Byron [2]Wei Wang",
    ],
)
def test_the_numbers_of_a_list_separate_people(cell: str) -> None:
    assert names_of(cell) == ["Ada Byron", "Wei Wang"]


@pytest.mark.parametrize(
    "cell",
    [
        "1 Ada Byron 2 Wei Wang",
        "2. Ada Byron 3. Wei Wang",
        "1. Ada Byron 3. Wei Wang",
        "Ada Byron (1) Wei Wang (2)",
        "Ada Byron1 Wei Wang2",
        "Petra Lind; Ada Byron [1] Wei Wang",
    ],
)
def test_another_number_between_whole_names_is_refused(cell: str) -> None:
    assert "may be one author or two; separate authors by" in names_of(cell)


@pytest.mark.parametrize(
    "name", ["Wei Wang 0001", "Meadow 2020 Team", "CMS Group 5 of CERN", "{1. Ada Byron 2. Wei Wang}", "1. Meadow Club"]
)
def test_a_name_may_have_a_number(name: str) -> None:
    assert names_of(name) == [name.strip("{}")]


@pytest.mark.parametrize(
    ("cell", "doubtful"),
    [
        ("Juan Pérez y Ana García", "Juan Pérez y Ana García"),
        ("Ana Costa e Rui Lima", "Ana Costa e Rui Lima"),
        ("И. И. Иванов и П. П. Петров", "И. И. Иванов и П. П. Петров"),
        ("Ada Byron, Wei Wang, Petra Lind og Jo Doe", "Petra Lind og Jo Doe"),
        ("A. Byron, W. Wang y J. Doe", "W. Wang y J. Doe"),
        ("Ada Byron – Wei Wang", "Ada Byron – Wei Wang"),
        ("Juan Pérez; Ana García y José López", "Ana García y José López"),
        ("Pérez, Juan; García, Ana y López, José", "García, Ana y López, José"),
    ],
)
def test_an_and_of_other_languages_between_whole_names_is_refused(cell: str, doubtful: str) -> None:
    reason = names_of(cell)
    assert isinstance(reason, str)
    assert reason.startswith(f'"{doubtful}" may be one author or two; separate authors by ";"')


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
        ("Ortega y Gasset, José", ["José Ortega y Gasset"]),
        ("Ortega y Gasset, José; Wang, Wei", ["José Ortega y Gasset", "Wei Wang"]),
        ("Silva Costa e Pinto, Ana; Wang, Wei", ["Ana Silva Costa e Pinto", "Wei Wang"]),
        ("Puig i Cadafalch, J., Wang, W.", ["J. Puig i Cadafalch", "W. Wang"]),
        ("Universidad de Letras y Artes", ["Universidad de Letras y Artes"]),
        ("Juan Pérez y Ana García;", ["Juan Pérez y Ana García"]),
        ("{Juan Pérez y Ana García}", ["Juan Pérez y Ana García"]),
        ("{Juan Pérez y Ana García}; Wei Wang", ["Juan Pérez y Ana García", "Wei Wang"]),
    ],
)
def test_an_and_of_other_languages_may_be_in_a_name(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    "cell",
    [
        "Ada Byron, Wei Wang",
        "García Márquez, Gabriel José",
        "LI YANG, WANG WEI",
        "王伟, 李娜",
        "Smith, Jones, Brown",
        "Smith, Jones and Brown",
        "Smith, John, Doe, Anna",
        "Smith J, Jones",
        "Ada Byron, Wei Wang and Petra Lind, Cora Foss",
        "Jane Doe, University of Meadow, Wei Wang, Hill College",
        "Ada Byron1,2, Wei Wang3",
        "Jane Doe (MIT), Wei Wang (College of Hill)",
        "Ada Byron,, Wei Wang, Petra Lind",
    ],
)
def test_commas_of_two_meanings_are_refused(cell: str) -> None:
    assert names_of(cell) == COMMAS


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (
            "Ada Byron, Wei Wang; Petra Lind",
            '"Ada Byron, Wei Wang" may be one author or more; separate authors by ";" alone',
        ),
        (
            "Ada Byron, Wei Wang, Petra Lind; Cora Foss",
            '"Ada Byron, Wei Wang, Petra Lind" is more than one author; separate authors by ";" alone',
        ),
        ("I Okafor, Wang; P Lind", '"I Okafor, Wang" is more than one author; separate authors by ";" alone'),
        ("Ada Byron\nWei Wang", 'authors that line breaks or strokes separate; separate them by ";"'),
        ("Ada Byron / Wei Wang", 'authors that line breaks or strokes separate; separate them by ";"'),
        ("Ada Byron • Wei Wang", 'authors that line breaks or strokes separate; separate them by ";"'),
        (
            "Institute of Arts and Crafts",
            '"Institute of Arts and Crafts" may be one author or two; separate authors by ";"',
        ),
    ],
)
def test_what_may_be_several_authors_is_refused(cell: str, reason: str) -> None:
    assert names_of(cell) == reason


def test_a_name_that_a_line_break_divides_is_one_name() -> None:
    assert names_of("Ludwig Mies\nvan der Rohe") == ["Ludwig Mies\nvan der Rohe"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Byron, Ada", ["Ada Byron"]),
        ("Byron，Ada", ["Ada Byron"]),
        ("Byron, Ada; Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Byron, Ada and\n Wang, Wei", ["Ada Byron", "Wei Wang"]),
        ("Byron, Ada, and Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("García Márquez, Gabriel", ["Gabriel García Márquez"]),
        ("van der Berg, Jan Willem", ["Jan Willem van der Berg"]),
        ("Press, William H.; Nguyen, The Anh", ["William H. Press", "The Anh Nguyen"]),
        ("García Márquez, Gabriel José; Byron, Ada", ["Gabriel José García Márquez", "Ada Byron"]),
        ("Smith, MD", ["MD Smith"]),
        ("Doe, Jane, MD; Wang, Wei, Ph.D.", ["Jane Doe, MD", "Wei Wang, Ph.D."]),
    ],
)
def test_a_name_of_one_comma_is_turned(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("University of Meadow, Hillside; Wei Wang", ["University of Meadow, Hillside", "Wei Wang"]),
        ("Jane Doe, University of Meadow", ["Jane Doe, University of Meadow"]),
        ("Doe, Institute for Sheep", ["Doe, Institute for Sheep"]),
        ("Meadowsoft, Inc.", ["Meadowsoft, Inc."]),
        ("Meadow Wool, GmbH; Hill Wool, Ltd.", ["Meadow Wool, GmbH", "Hill Wool, Ltd."]),
        ("Jane Doe, MD; Wei Wang, PhD", ["Jane Doe, MD", "Wei Wang, PhD"]),
        ("Jane Doe, MD, Wei Wang, PhD", ["Jane Doe, MD", "Wei Wang, PhD"]),
        ("Jane Doe, M.D., Ph.D. and Wei Wang", ["Jane Doe, M.D., Ph.D.", "Wei Wang"]),
        ("Martin King, Jr.", ["Martin King, Jr."]),
    ],
)
def test_an_organisation_and_a_degree_are_never_turned(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


def test_a_generation_goes_behind_the_name_that_is_turned() -> None:
    assert names_of("King, Jr., Martin; Davis, Sammy, Jr.") == ["Martin King, Jr.", "Sammy Davis, Jr."]


def test_nor_in_a_column_that_begins_with_the_family_name() -> None:
    cell = "University of Meadow, Hillside; Jane Doe, PhD; Meadowsoft, Inc.; Byron, Ada"
    assert names_of(cell, FAMILY_FIRST) == [
        "University of Meadow, Hillside",
        "Jane Doe, PhD",
        "Meadowsoft, Inc.",
        "Ada Byron",
    ]


@pytest.mark.parametrize(
    ("style", "cell", "names"),
    [
        (FAMILY_FIRST, "Ada Byron, Wei Wang", ["Wei Wang Ada Byron"]),
        (FAMILY_FIRST, "Garcia Marquez, MD; Wang, W", ["MD Garcia Marquez", "W Wang"]),
        (FAMILY_FIRST, "Barnes and Noble; Hill & Lee", ["Barnes and Noble", "Hill & Lee"]),
        (GIVEN_FIRST, "A. Byron; M. King, Jr.; Lind, Petra", ["A. Byron", "M. King, Jr.", "Lind, Petra"]),
        (Style(separators="|", last_first=False), "Ada Byron|Byron, Ada; Lady", ["Ada Byron", "Byron, Ada; Lady"]),
        (Style(separators=",", last_first=False), "Ada Byron, Wei Wang", ["Ada Byron", "Wei Wang"]),
        (
            Style(separators=",;", last_first=False, final_dot=True),
            "Lira R, de Oliveira Filho ASB, Cruz A; Sheep Group.",
            ["Lira R", "de Oliveira Filho ASB", "Cruz A", "Sheep Group"],
        ),
    ],
)
def test_a_column_of_known_style_decides_what_its_cells_leave_open(style: Style, cell: str, names: list[str]) -> None:
    assert names_of(cell, style) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("M&uuml;ller, Hans; O&#39;Brien, Ann", ["Hans Müller", "Ann O'Brien"]),
        ("Lind&#x117;, Petra", ["Petra Lindė"]),
        ("M&amp;uuml;ller, Hans", ["Hans Müller"]),
        ("Ada Byron &amp; Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron &Wei; Petra Lind", ["Ada Byron &Wei", "Petra Lind"]),
        ("AT&T; Wei Wang", ["AT&T", "Wei Wang"]),
    ],
)
def test_character_references_are_decoded_before_anything_is_split(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("['Ada Byron', 'Wei Wang']", ["Ada Byron", "Wei Wang"]),
        ("['Ada Byron']", ["Ada Byron"]),
        ('["Ada Byron", "Wei Wang"]', ["Ada Byron", "Wei Wang"]),
        ("['Byron, Ada', \"O'Brien, Ann\"]", ["Ada Byron", "Ann O'Brien"]),
        (r'["M\u00fcller, Hans", "O\"Brien"]', ["Hans Müller", 'O"Brien']),
        ("('Ada Byron',)", ["Ada Byron"]),
        ("{'Ada Byron', 'Wei Wang'}", ["Ada Byron", "Wei Wang"]),
        ("['Ada Byron' 'Wei Wang'\n 'Petra Lind']", ["Ada Byron", "Wei Wang", "Petra Lind"]),
        ('{"Ada Byron","Wei Wang"}', ["Ada Byron", "Wei Wang"]),
        ("{Plato,Aristotle}", ["Plato", "Aristotle"]),
        ("['Simon and Garfunkel']", ["Simon and Garfunkel"]),
        ("[]", []),
        ("[Anonymous]", ["[Anonymous]"]),
        ("['Ada Byron, Wei Wang']", '"Ada Byron, Wei Wang" may be one author or more; separate authors by ";" alone'),
        ("['Ada Byron', 'Wei", LIST),
        ("['Ada Byron', 3]", LIST),
        ("[{'name': 'Ada Byron'}]", LIST),
        ("[['Ada Byron'], ['Wei Wang']]", LIST),
        ("[Ada Byron, Wei Wang]", LIST),
        (r'["\ud800 Byron"]', "half of a surrogate pair in a name"),
    ],
)
def test_a_list_as_programs_write_it(cell: str, names: list[str] | str) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("{Barnes and Noble, Inc.} and Wei Wang", ["Barnes and Noble, Inc.", "Wei Wang"]),
        ("{University of Meadow and Hill}", ["University of Meadow and Hill"]),
        ("{Byron}, Ada; {{The Sheep; Group}}", ["Ada Byron", "The Sheep; Group"]),
        (r"M{\"u}ller, Hans", [r"Hans M{\"u}ller"]),
        ("{Ada Byron & Wei Wang}; Bo Li", ["Ada Byron & Wei Wang", "Bo Li"]),
    ],
)
def test_braces_keep_a_name_together(cell: str, names: list[str]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Smith J. et al.", ["Smith J."]),
        ("Smith, J.; [et al.]", ["J. Smith"]),
        ("Smith J., (et al)", ["Smith J."]),
        ("Smith J. ET ALII", ["Smith J."]),
        ("Smith J. & al.", ["Smith J."]),
        ("Ada Byron, et al.", ["Ada Byron"]),
        ("Byron, Ada, et al.", ["Ada Byron"]),
        ("Ada Byron|et al", ["Ada Byron"]),
        ("Ada Byron and others", ["Ada Byron"]),
        ("Ada Byron and 12 others", ["Ada Byron"]),
        ("Ada Byron (and 3 more authors)", ["Ada Byron"]),
        ("Ada Byron, 12 more", ["Ada Byron"]),
        ("Ada Byron +12 more", ["Ada Byron"]),
        ("Ada Byron; others", ["Ada Byron"]),
        ("Ada Byron and colleagues", ["Ada Byron"]),
        ("A Byron, W Wang, ...", ["A Byron", "W Wang"]),
        ("A Byron, W Wang…", ["A Byron", "W Wang"]),
        ("A Byron; ...; P Lind", ["A Byron", "P Lind"]),
        ("Müller u.a.", ["Müller"]),
        ("王伟等", ["王伟"]),
        ("['Ada Byron', 'et al.']", ["Ada Byron"]),
        ("Simon and Garfunkel; et al.", ["Simon and Garfunkel"]),
        ("et al.", []),
    ],
)
def test_authors_that_are_not_named_make_the_list_incomplete(cell: str, names: list[str]) -> None:
    assert read_cell(cell) == AuthorCell(names=tuple(names), author_ids=(None,) * len(names), complete=False)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ada Byron and Wei Wang et al.; Cora Lind", ["Ada Byron", "Wei Wang et al.", "Cora Lind"]),
        ("Byron, Ada and Wang, Wei et al.; Lind, Cora", ["Ada Byron", "Wei Wang et al.", "Cora Lind"]),
        ("Ada Byron and others; Cora Lind", ["Ada Byron and others", "Cora Lind"]),
        ("Byron and More; Wang", ["Byron", "More", "Wang"]),
    ],
)
def test_two_people_with_et_al_behind_them_are_two_in_any_part_of_a_list(cell: str, names: list[str]) -> None:
    """What stands behind a name is taken off later, as it is of all names."""
    assert read_cell(cell).names == tuple(names)


@pytest.mark.parametrize("cell", ["Erasmus; Thomas More", "Wei Al; Petra Others-Lind", "Etal, Ada", "U. A. Fanthorpe"])
def test_a_name_that_resembles_et_al_is_a_name(cell: str) -> None:
    assert read_cell(cell).complete


def test_a_number_in_parentheses_is_the_id_of_the_author() -> None:
    cell = read_cell("Dubois, Marie (57201230000); Wang, Wei; Ada Byron (7004013447)")
    assert cell.names == ("Marie Dubois", "Wei Wang", "Ada Byron")
    assert cell.author_ids == ("57201230000", None, "7004013447")
    assert read_cell("Ada Byron (2019)").names == ("Ada Byron (2019)",)


def test_one_name_alone_is_turned_by_the_style_of_its_column() -> None:
    assert natural("Byron, Ada") == "Ada Byron"
    assert natural("Byron, Ada", GIVEN_FIRST) == "Byron, Ada"
    assert natural("García Márquez, Gabriel José", FAMILY_FIRST) == "Gabriel José García Márquez"


@pytest.mark.parametrize(
    ("names", "complete", "cell"),
    [
        ([], True, ""),
        ([], False, "et al."),
        (["Ada Byron", "Wei Wang"], True, "Ada Byron; Wei Wang"),
        (["Ada Byron", "Wei Wang"], False, "Ada Byron; Wei Wang; et al."),
        (["Ada Byron"], False, "Ada Byron; et al."),
        (["National Aeronautics and Space Administration"], True, "National Aeronautics and Space Administration;"),
        (["Simon and Garfunkel"], True, "Simon and Garfunkel;"),
        (["Simon and Garfunkel", "Ada Byron"], False, "Simon and Garfunkel; Ada Byron; et al."),
        (["Sheep & Goats"], True, "Sheep & Goats;"),
        (["Marie and Pierre Curie", "Ada Byron"], True, "{Marie and Pierre Curie}; Ada Byron"),
        (["Silva & Costa", "Souza"], True, "{Silva & Costa}; {Souza}"),
        (["Ada Byron | Wei"], True, "Ada Byron | Wei;"),
        (["Sheep; Goats Ltd"], True, "{Sheep; Goats Ltd}"),
        (["Ada Byron", "Sheep; Goats Ltd"], True, "Ada Byron; {Sheep; Goats Ltd}"),
        (["Allen R. Dyer, Esquire"], True, "{Allen R. Dyer, Esquire}"),
        (["Byron, Ada", "Wei Wang"], True, "{Byron, Ada}; Wei Wang"),
        (["García Márquez, Gabriel José", "Ada Byron"], True, "{García Márquez, Gabriel José}; Ada Byron"),
        (["University of Meadow, Hillside"], True, "University of Meadow, Hillside"),
        (["山田、鈴木"], True, "{山田、鈴木}"),
        (["A,B"], True, "{A,B};"),
        (["'t Hooft and Co; Ltd", "Wei Wang"], True, "{{'t Hooft and Co; Ltd}}; Wei Wang"),
        (["['Ada', 'Wei']"], True, "{['Ada', 'Wei']}"),
        (["Wei Wang 0001"], True, "Wei Wang 0001"),
    ],
)
def test_a_written_cell_is_read_as_the_same_names(names: list[str], complete: bool, cell: str) -> None:
    assert write_cell(names, complete=complete) == cell
    assert read_cell(cell) == (tuple(names), (None,) * len(names), complete)


@pytest.mark.parametrize("name", ["{Sheep; Goats}", "M&uuml;ller, Ada", "Dubois, Marie (57201230000)"])
def test_a_cell_says_that_it_lacks_a_name_that_no_cell_can_hold(name: str) -> None:
    cell = write_cell(["Ada Byron", name, "Wei; Wang"], complete=True)
    assert read_cell(cell) == (("Ada Byron", "Wei; Wang"), (None, None), False)


WORDS = st.text(st.sampled_from("abcdéñøłи"), min_size=3, max_size=6).map(str.capitalize)
NAMES = st.lists(st.tuples(WORDS, WORDS).map(" ".join), min_size=1, max_size=6)


@given(names=NAMES, separator=st.sampled_from(["; ", ";", " | ", "|", " and ", " & ", "&"]))
def test_names_that_are_joined_come_back_in_their_order(names: list[str], separator: str) -> None:
    assert names_of(separator.join(names)) == names


@given(names=NAMES.filter(lambda names: len(names) > 2), last=st.sampled_from([", ", " and ", ", and ", " & "]))
def test_three_names_or_more_come_back_from_between_commas(names: list[str], last: str) -> None:
    assert names_of(f"{', '.join(names[:-1])}{last}{names[-1]}") == names


@given(names=NAMES)
def test_the_same_names_come_back_from_any_spelling_of_a_list(names: list[str]) -> None:
    turned = [f"{name.split()[1]}, {name.split()[0]}" for name in names]
    for cell in (repr(names), repr(tuple(names)), repr(turned), "; ".join(turned) + ";", " and ".join(turned)):
        assert names_of(cell) == names


PIECES = ["Ada", "Byron", "W.", "and", "&", ",", ";", "|", "et al.", "MD", "['", "']", "{", "}", "of", "\n", "(12345)"]
ANY_CELL = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES)).map(" ".join))


@given(cell=ANY_CELL, style=st.sampled_from([UNKNOWN, FAMILY_FIRST, GIVEN_FIRST]))
def test_any_cell_gives_names_or_a_reason_and_never_a_separator_in_a_name(cell: str, style: Style) -> None:
    try:
        found = read_cell(cell, style)
    except Unfit:
        return
    assert len(found.names) == len(found.author_ids)
    if not set("{['\"&") & set(cell):
        assert not any(";" in name for name in found.names)


SOMEBODY = ANY_CELL.map(str.strip).filter(lambda name: placeholder(name) is None)


@given(names=st.lists(SOMEBODY, max_size=4), complete=st.booleans())
def test_a_written_cell_says_nothing_that_its_names_do_not(names: list[str], complete: bool) -> None:
    found = read_cell(write_cell(names, complete=complete))
    if found.complete:
        assert (list(found.names), complete) == (names, True)
    kept = iter(names)
    assert all(name in kept for name in found.names)
    assert not any(found.author_ids)
    if not set("{}&(\\") & set("".join(names)) and "et al." not in " ".join(names) and complete:
        assert list(found.names) == names


PLAIN_WORDS = [
    *(
        "Ada",
        "Byron",
        "müller",
        "Łódź",
        "и",
        "И",
        "др",
        "Ивана",
        "W.",
        "u.",
        "a",
        "a.",
        "e.a.",
        "U. A.",
        "et",
        "Et",
        "AL",
    ),
    *("al.", "etal", "andal", "and", "And", "und", "von", "zu", "with", "plus", "other", "Others", "co-workers", "two"),
    *(
        "authors",
        "more",
        "andere",
        "Jr.",
        "MD",
        "O'Neil",
        "d’",
        "'others'",
        "u.a.'",
        "-",
        ".",
        "..",
        "...",
        "of",
        "Inc.",
    ),
    *("University", "nan", "等", "他", "ß", "12", "ﬁ", "\u0301", "\xa0", "\n", "\N{ZERO WIDTH SPACE}"),
]
PLAIN_JOINTS = [" ", " ", " ", "; ", ";", " ; ", ";; ", ", ", ",", "|", "-"]
PLAIN_CELL = st.lists(st.tuples(st.sampled_from(PLAIN_WORDS), st.sampled_from(PLAIN_JOINTS)).map("".join)).map("".join)
COLUMNS = [UNKNOWN, FAMILY_FIRST, GIVEN_FIRST, Style(separators="|"), Style(separators=",", last_first=False)]


@given(cell=PLAIN_CELL, style=st.sampled_from(COLUMNS))
def test_the_quick_answer_for_ordinary_names_is_that_of_the_rules(cell: str, style: Style) -> None:
    names = author_cells._plain_names(cell, style)
    if names is not None:
        expected = AuthorCell(names=tuple(names), author_ids=(None,) * len(names), complete=True)
        assert author_cells._by_rules(cell, style) == expected


@pytest.mark.parametrize("cell", ["Ada Byron", "Ada Byron; Wei Wang", "J. R. O'Neil;Łukasz Łódź; Anna-Maria van Berg"])
def test_ordinary_names_have_a_quick_answer(cell: str) -> None:
    assert author_cells._plain_names(cell, UNKNOWN) == names_of(cell)


@given(cell=st.lists(st.sampled_from(["Ada Byron", "Wei Wang", "Lind, Petra"]), min_size=2, max_size=5))
def test_what_is_split_at_semicolons_gives_the_cell_back_when_joined(cell: list[str]) -> None:
    assert "; ".join(read_cell("; ".join(cell), GIVEN_FIRST).names) == "; ".join(cell)


def test_white_space_between_authors_is_tried_from_its_beginning_alone() -> None:
    """Trying it from each of its characters takes quadratic time."""
    cell = f"Ada{' ' * 100}Byron and Wei"
    assert not [start for start in range(4, 103) if author_cells._AND.match(cell, start)]
    assert not author_cells._AND.match("   and Wei", 1)
    assert author_cells._AND.match("   and Wei", 0)
    cell = f"Ada{' ' * 100}Byron \t and\n Wei Wang  and Bo Li"
    assert list(read_cell(cell).names) == [f"Ada{' ' * 100}Byron", "Wei Wang", "Bo Li"]


@pytest.mark.parametrize(
    "cell",
    [
        "A. B;" * 9,
        "A. B|" * 9,
        "Byron, A., " * 9,
        "A. B and " * 9,
        "A B&" * 8 + "A B",
        "{A};" * 9,
        "['A'" + ", 'B'" * 9 + "]",
    ],
)
def test_a_cell_with_more_parts_than_a_list_can_have_is_not_taken_apart(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_cell(cell)
    monkeypatch.setattr(author_cells, "_MOST_PIECES", 5)
    with pytest.raises(Unfit, match="more than 100,000 names or ids in one list"):
        read_cell(cell)
