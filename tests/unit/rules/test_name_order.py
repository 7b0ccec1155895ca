"""In which order the two parts of a name are printed."""

import unicodedata

import pytest

from graphapp.rules.name_order import has_east_asian_letter, in_order


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("Byron", "Ada", "Ada Byron"),
        ("Иванов", "Пётр", "Пётр Иванов"),
        ("王", "伟", "王伟"),
        ("欧阳", "娜娜", "欧阳娜娜"),
        ("𠮷田", "茂", "𠮷田茂"),
        ("山田", "太郎", "山田太郎"),
        ("佐々木", "さくら", "佐々木さくら"),
        ("鈴木", "イチロー", "鈴木イチロー"),
        ("いとう", "かな", "いとうかな"),
        ("김", "민수", "김민수"),
        ("남궁", "민", "남궁민"),
        ("金", "민수", "金민수"),
        # Names of other languages
        ("スミス", "ジョン", "ジョン スミス"),
        ("スミス", "花子", "花子 スミス"),
        ("スミス・ジョーンズ", "アン", "アン スミス・ジョーンズ"),
        ("스미스", "존", "존 스미스"),
        ("존슨", "마이클", "마이클 존슨"),
        ("부시", "조지", "조지 부시"),
        # With a part or a letter of another script
        ("Wang", "伟", "伟 Wang"),
        ("王", "Wei", "Wei 王"),
        ("王", "伟 Wei", "伟 Wei 王"),
        ("王", "小 明", "小 明 王"),
    ],
)
def test_the_family_name_stands_first_in_the_scripts_of_east_asia(family: str, given: str, name: str) -> None:
    assert in_order(family, given) == name
    decomposed = in_order(unicodedata.normalize("NFD", family), unicodedata.normalize("NFD", given))
    assert unicodedata.normalize("NFC", decomposed) == name


@pytest.mark.parametrize(
    ("text", "has"), [("王", True), ("Wei 伟", True), ("ジョン", True), ("민", True), ("Ada", False)]
)
def test_letters_of_east_asia(text: str, has: bool) -> None:
    assert has_east_asian_letter(text) == has
