"""Forms of Ukrainian and Russian verbs out of their stems, so that no form of a verb is forgotten.

Every function takes stems and gives patterns for a row of a table. What stands in round brackets
after a stem in the tables ("взя(?! участь)") is a guard against another meaning.
"""

from __future__ import annotations

_UK_PAST = "в|ла|ло|ли|вши"
_RU_PAST = "л|ла|ло|ли|в|вши"


def _every(stems: tuple[str, ...], ends: str) -> tuple[str, ...]:
    rows: list[str] = []
    for stem in stems:
        word, mark, guard = stem.partition("(")
        rows.append(f"{word}(?:{ends}){mark}{guard}")
    return tuple(rows)


def uk_a(*stems: str) -> tuple[str, ...]:
    """«отрима-в, отрима-є»: also imperfectives in -ля, -ня."""
    return _every(stems, f"{_UK_PAST}|ти|ю|єш|є|ємо|єте|ють|ючи|тиме|тимуть|тимемо")


def uk_uva(*stems: str) -> tuple[str, ...]:
    """«отриму-вав, отриму-є», given without the -ва."""
    return _every(stems, "вав|вала|вало|вали|вавши|вати|ю|є|ємо|єте|ють|ючи|ватиме|ватимуть")


def uk_y(*stems: str) -> tuple[str, ...]:
    """«звільн-ив, звільн-ить»: given without the -и."""
    return _every(stems, "ив|ила|ило|или|ивши|ити|ить|имо|ите|ять|лять|лю|ю|итиме|итимуть|ять")


def uk_nu(*stems: str) -> tuple[str, ...]:
    """«повер-нув, повер-не»."""
    return _every(stems, "нув|нула|нуло|нули|нувши|нути|не|немо|нуть|ну")


def uk_da(*stems: str) -> tuple[str, ...]:
    """«переда-в, переда-сть, переда-є, переда-вав»."""
    return _every(
        stems,
        f"{_UK_PAST}|ти|м|си|сть|мо|сте|дуть|ю|є|ємо|ють|ючи|вав|вала|вало|вали|вати|"
        "ватиме|ватимуть",
    )


def uk_past(*stems: str) -> tuple[str, ...]:
    """«взя-в, взя-ла»: the past alone, and the infinitive."""
    return _every(stems, f"{_UK_PAST}|ти")


def uk_cons(*stems: str) -> tuple[str, ...]:
    """«привез-ла, привез-е»; the form without an ending («привіз») is given by itself."""
    return _every(stems, "ла|ло|ли|ши|ти|е|емо|уть")


def uk_self(*stems: str) -> tuple[str, ...]:
    """Reflexives in the past and the infinitive: «поверну-вся, поверну-лися»."""
    return _every(stems, "вся|лася|лась|лося|лось|лися|лись|вшись|тися|тись")


def uk_part(*stems: str) -> tuple[str, ...]:
    """«передан-о, передан-их»: the passive participle."""
    return _every(stems, "о|ий|а|е|і|их|им|ими|ої|ою|ому|ого|у")


def ru_a(*stems: str) -> tuple[str, ...]:
    """«получа-л, получа-ет»: imperfectives."""
    return _every(stems, f"{_RU_PAST}|ть|ю|ет|ем|ете|ют|я")


def ru_i(*stems: str) -> tuple[str, ...]:
    """«получ-ил, получ-ит»: given without the -и."""
    return _every(stems, "ил|ила|ило|или|ив|ивши|ить|ит|им|ите|ят|ат|ю|у|лю")


def ru_da(*stems: str) -> tuple[str, ...]:
    """«переда-л, переда-ст, переда-ёт, переда-вал»."""
    return _every(
        stems,
        f"{_RU_PAST}|ть|м|шь|ст|дим|дите|дут|[её]т|[её]м|ют|ю|вал|вала|вало|вали|вать|вая",
    )


def ru_past(*stems: str) -> tuple[str, ...]:
    return _every(stems, f"{_RU_PAST}|ть")


def ru_cons(*stems: str) -> tuple[str, ...]:
    """«привез-ла, привез-ёт»; the form without an ending («привёз») is given by itself."""
    return _every(stems, "ла|ло|ли|ши|ти|[её]т|[её]м|ут|у")


def ru_self(*stems: str) -> tuple[str, ...]:
    """Reflexives in the past and the infinitive: «верну-лся, верну-лись»."""
    return _every(stems, "лся|лась|лось|лись|вшись|ться")


def ru_part(*stems: str) -> tuple[str, ...]:
    """«передан-о, переданн-ых»: the short and the long passive participle, given up to its -н."""
    return _every(stems, "|о|а|ы|ный|ная|ное|ные|ных|ным|ными|ной|ную|ного|ному")
