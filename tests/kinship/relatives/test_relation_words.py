"""Labels in three languages: what they mean, whatever their dress, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import Member, build
from repatria.kinship.relatives.coefficients import kinship
from repatria.kinship.relatives.relation_vocabulary import DIRECT, MISSING, NO_BLOOD
from repatria.kinship.relatives.relation_words import LANGUAGES, UnknownLabel, read_label, spellings
from repatria.kinship.relatives.relations import Kind, Relation, expand

# φ with the missing person, by noun: from a textbook, not from the paths.
TEXTBOOK = {
    1 / 4: ("F", "M", "P", "B", "Z", "G", "S", "D", "C"),
    1 / 8: (
        "hB", "hZ", "hG", "PF", "PM", "PP", "FF", "FM", "MF", "MM", "PB", "PZ", "FB", "GS", "GD",
        "BS", "BD", "CS", "CD", "CC",
    ),
    1 / 16: (
        "PPF", "PPM", "PPP", "PPB", "PPZ", "GCS", "GCD", "PGC", "PGS", "PGD", "CCS", "CCD", "CCC",
    ),
    1 / 64: ("PPGCC",),
    0: ("H", "W", "E"),
}  # fmt: skip
EXPECTED = {pattern: phi for phi, patterns in TEXTBOOK.items() for pattern in patterns}
NOUNS = [
    (word, pattern)
    for words in LANGUAGES
    for pattern, listed in words.nouns.items()
    for word in listed
]
SENTENCES = {
    "F": ("Father", "БАТЬКО", "отец", "brother's father", "биологический отец"),
    "M": ("MOTHER", "(mother)", "Мати", "мать", "мати зниклого", "mother of the missing person"),
    "B": (
        "full brother", "брат повнорідний", "полнородный брат", "brother (full)",
        "fraternal twin brother",
    ),
    "Z": ("Full-Sister", "сестра повнорідна", "полнородная сестра"),
    "pB": ("paternal half-brother", "брат по батькові", "единокровный брат", "брат єдинокровний"),
    "mZ": ("half sister (maternal)", "сестра по матері", "единоутробная сестра", "uterine sister"),
    "FB": (
        "paternal uncle", "Uncle, paternal", "дядько по батькові", "дядя по отцу",
        "father's brother", "брат батька", "брат отца", "uncle on the father's side", "папин брат",
        "full brother of father",
    ),
    "MZ": (
        "maternal aunt", "тітка (по матері)", "тётя по матери", "сестра матери", "мамина сестра",
        "тітка (сестра матері)", "aunt (mother's sister)",
    ),
    "MM": (
        "MGM", "maternal grandmother", "бабуся по матері", "бабушка по линии матери",
        "mother's mother",
    ),
    "FF": (
        "paternal grandfather", "дід по батькові", "дiд по батькові", "дедушка по отцу",
        "батько батька",
    ),
    "BS": (
        "nephew (brother's son)", "син брата", "племінник через брата", "племянник по брату",
        "brother's son",
    ),
    "ZD": ("niece via sister", "дочка сестри", "дочь сестры", "племінниця (дочка сестри)"),
    "SS": ("grandson through a son", "онук по сину", "внук по сыну", "son's son", "син сина"),
    "FBS": ("father's brother's son", "son of brother of father", "paternal uncle's son"),
    "MmB": ("mother's maternal half brother", "maternal half brother of mother"),
    "MFM": ("maternal grandfather's mother",),
    "W": ("wife", "Дружина", "жена", "mother of son", "мати дитини"),
}  # fmt: skip
OPEN = {
    ("FB", "MB"): ("uncle", "дядько", "дядя", "Uncle (?)"),
    ("FM", "MM"): ("grandmother", "бабуся", "бабушка", "grand-mother"),
    ("BS", "ZS"): ("nephew", "племінник", "племянник"),
    ("pB", "mB"): ("half brother", "1/2 brother", "½ brother", "неповнорідний брат"),
    ("FpB", "FmB"): ("paternal half uncle",),
    ("FBS", "FZS"): (
        "двоюрідний брат по батькові", "двоюродный брат (по отцу)", "male cousin, paternal",
    ),
    ("FBS", "FZS", "MBS", "MZS"): ("двоюрідний брат", "брат двоюродный", "кузен"),
}  # fmt: skip


def typed(sample: str) -> Profile:
    return Profile.of(sample, {"TH01": ("6", "7")})


def meaning(label: str) -> tuple[str, ...]:
    return tuple(relation.path for relation in read_label(label).relations)


@pytest.mark.parametrize(("word", "pattern"), NOUNS)
def test_the_pedigree_of_a_noun_has_the_kinship_of_the_textbook(word: str, pattern: str) -> None:
    read = read_label(word)
    if pattern == MISSING:
        assert read.missing
        assert not read.relations
        return
    if pattern in (DIRECT, NO_BLOOD):
        kind = Kind.DIRECT if pattern == DIRECT else Kind.UNRELATED
        assert [each.kind for each in read.relations] == [kind]
        return
    assert read.relations == expand(pattern)
    for relation in read.relations:
        members = [Member("S1", relation, profile=typed("S1"))]
        if relation.kind is Kind.PARTNER:
            members.append(Member("S2", "child", profile=typed("S2")))
        female = relation.path == "H"
        built = build("A", Sex.FEMALE if female else Sex.MALE, members)
        assert built.settled is not None
        found = kinship(built.settled.pedigree, "missing person", "S1")
        assert found == EXPECTED[pattern], relation


@pytest.mark.parametrize(
    ("label", "path"), [(label, path) for path, labels in SENTENCES.items() for label in labels]
)
def test_a_label_means_one_relation(label: str, path: str) -> None:
    assert meaning(label) == (path,)


@pytest.mark.parametrize(
    ("label", "expected"), [(label, paths) for paths, labels in OPEN.items() for label in labels]
)
def test_an_open_label_means_each_of_its_lines(label: str, expected: tuple[str, ...]) -> None:
    assert meaning(label) == expected


def test_no_word_has_two_meanings() -> None:
    meanings: dict[str, set[tuple[str, str]]] = {}
    for word, role, key in spellings():
        folded = "".join(sign for sign in word if sign.isalnum() or sign == "'")
        meanings.setdefault(folded, set()).add((role, key))
    assert {word: held for word, held in meanings.items() if len(held) > 1} == {}


def test_a_bare_sibling_is_taken_as_full_and_says_so() -> None:
    for label in ("brother", "Сестра", "брат", "рідний брат", "sibling 2"):
        assert "both parents" in read_label(label).notes[0], label
    for label in ("full brother", "fraternal twin", "half brother", "uncle", "брат матері"):
        assert read_label(label).notes == (), label


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("twin brother", "identical"),
        ("близнюк", "identical"),
        ("wife's son", "leaves open"),
        ("father's son", "go together"),
        ("full brother by father", "go together"),
        ("identical fraternal twin", "go together"),
        ("grandson (paternal)", "go together"),
        ("mother / father", "differ"),
        ("nephew (brother's daughter)", "differ"),
        ("brother sister", "go together"),
        ("full", "names no relation"),
        ("matrnal uncle", "did you mean “maternal uncle”"),
        ("дядкьо", "did you mean “дядько”"),
        ("2/3 brother", "vocabulary"),
        ("мама" * 60, "at most"),
        ("", "no relationship"),
        ("?!", "no relationship"),
    ],
)
def test_a_label_that_cannot_be_read_is_refused_with_a_reason(label: str, why: str) -> None:
    with pytest.raises(UnknownLabel, match=why):
        read_label(label)


def test_relations_without_blood_and_twins() -> None:
    for label in ("mother-in-law", "step brother", "теща", "зведений брат", "мать жены", "кум"):
        assert [each.kind for each in read_label(label).relations] == [Kind.UNRELATED], label
    for label in ("identical twin", "однояйцевий брат-близнюк", "MZ twin"):
        assert [each.kind for each in read_label(label).relations] == [Kind.TWIN], label
    assert read_label("missing brother").missing
    assert read_label("missing brother").relations == (Relation("B"),)


@given(st.sampled_from([label for labels in SENTENCES.values() for label in labels]), st.data())
def test_dress_changes_nothing(label: str, data: st.DataObject) -> None:
    before, after = (data.draw(st.sampled_from(["", " ", "(", "[", "  «"])) for _ in range(2))
    dressed = before + data.draw(st.sampled_from([label, label.upper(), label.title()])) + after
    dressed = dressed.replace(" ", data.draw(st.sampled_from([" ", "  ", "\u00a0", "-", " \t"])))
    assert meaning(dressed) == meaning(label)


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([w for w, _, _ in spellings()]), max_size=5).map(" ".join)
)
def test_any_text_is_read_or_refused(label: str) -> None:
    try:
        read = read_label(label)
    except ValueProblem:
        return
    assert read.relations or read.missing
