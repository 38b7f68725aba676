"""How the columns of lists are headed, in Ukrainian, Russian and English, for each field of the
register; and how a heading is compared with that table.

The fields are those of the Third Geneva Convention, articles 17, 70 and 122 with Annex IV, and what
lists of the missing and of captives hold besides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "row_number": ("№", "№ з/п", "№ п/п", "№з/п", "№п/п", "n п/п", "з/п", "п/п", "№ пп",
                       "порядковий номер", "порядковый номер", "no.", "nr", "#", "row", "s/n"),
        "id": ("id", "ід", "код", "code", "record id", "person id", "case number", "номер справи",
               "номер дела", "реєстраційний номер", "регистрационный номер", "person_record_id",
               "унікальний номер", "уникальный номер"),
        "prisoner_number": ("номер військовополоненого",
                            "номер военнопленного", "internment number", "prisoner number",
                            "prisoner's number"),
        "power": ("держава", "держава, від якої залежить", "государство", "power",
                  "depending power", "power of origin"),
        "name": ("піб", "п.і.б.", "п. і. б.", "пib", "прізвище, ім'я, по батькові",
                 "прізвище ім'я по батькові", "прізвище, ім'я та по батькові",
                 "прізвище, власне ім'я, по батькові", "прізвище та ім'я", "фио", "ф.и.о.",
                 "ф. и. о.", "фамилия, имя, отчество", "фамилия имя отчество", "фамилия и имя",
                 "name", "full name", "full_name", "name and surname"),
        "surname": ("прізвище", "фамилия", "surname", "last name", "family name", "family_name"),
        "given": ("ім'я", "власне ім'я", "имя", "given", "given name", "given_name", "first name",
                  "first names", "given names"),
        "patronymic": ("по батькові", "по-батькові", "отчество", "patronymic", "middle name"),
        "other_names": ("інші імена", "колишнє прізвище", "дівоче прізвище", "другие имена",
                        "прежняя фамилия", "девичья фамилия", "other names", "also known as",
                        "aka", "alternate_names", "former surname"),
        "call_sign": ("позивний", "позивний (псевдо)", "псевдо", "позывной", "call sign",
                      "callsign", "call_sign", "nickname"),
        "sex": ("стать", "пол", "sex", "gender"),
        "birth": ("дата народження", "день народження", "рік народження", "д.н.", "дн", "р.н.",
                  "число, місяць, рік народження", "дата рождения", "день рождения",
                  "год рождения", "д.р.", "др", "г.р.", "д/р", "birth", "born", "date of birth",
                  "birth date", "birthday", "dob", "d.o.b.", "date_of_birth", "year of birth"),
        "age": ("вік", "возраст", "age"),
        "birthplace": ("місце народження", "место рождения", "birthplace", "place of birth"),
        "citizenship": ("громадянство", "гражданство", "citizenship", "nationality"),
        "father": ("ім'я батька", "имя отца", "father's first name", "father's name",
                         "first name of father"),
        "mother": ("дівоче прізвище матері", "прізвище матері до шлюбу",
                          "девичья фамилия матери", "mother's maiden name",
                          "maiden name of mother"),
        "rank": ("звання", "військове звання", "в/звання", "в/зв", "звание", "воинское звание",
                 "в/звание", "rank", "military rank"),
        "position": ("посада", "должность", "position", "post"),
        "branch": ("рід військ", "вид збройних сил", "рід військ (сил)", "відомство",
                   "формування", "род войск", "вид вооруженных сил", "ведомство", "формирование",
                   "branch", "branch of service", "service", "arm of service"),
        "unit": ("частина", "військова частина", "в/ч", "вч", "підрозділ", "номер частини",
                 "часть", "воинская часть", "подразделение", "unit", "military unit"),
        "serial": ("особовий номер", "персональний номер", "номер жетона", "жетон",
                   "особистий номер", "личный номер", "номер жетона (личный знак)",
                   "личный знак", "serial", "serial number", "service number",
                   "personal number", "army number", "tag number"),
        "category": ("військовий чи цивільний", "військовослужбовець/цивільний", "категорія",
                         "цивільний", "военный или гражданский",
                         "военнослужащий/гражданский", "категория", "гражданское лицо",
                         "civilian or soldier", "civilian or military", "category"),
        "captured_on": ("дата полону", "дата полонення", "дата потрапляння в полон",
                        "взято в полон", "дата взяття в полон", "дата плена", "дата пленения",
                        "дата попадания в плен", "взят в плен", "captured on", "date of capture",
                        "capture date", "captured", "taken prisoner on"),
        "captured_place": ("місце полонення", "місце полону", "місце потрапляння в полон",
                           "место пленения", "место плена", "место попадания в плен",
                           "captured at", "place of capture", "capture place"),
        "missing_on": ("дата зникнення", "зник безвісти", "дата зникнення безвісти",
                       "дата исчезновения", "пропал без вести", "missing since",
                       "date of disappearance", "missing on"),
        "missing_place": ("місце зникнення", "місце зникнення безвісти", "место исчезновения",
                          "place of disappearance", "missing at"),
        "last_seen_on": ("востаннє бачили", "дата останнього контакту", "останній зв'язок",
                         "дата останнього зв'язку", "последний раз видели",
                         "дата последнего контакта", "последняя связь", "last seen",
                         "last seen on", "last contact", "date last seen"),
        "last_seen_place": ("де бачили востаннє", "місце останнього контакту",
                            "где видели последний раз", "last seen at", "place last seen",
                            "last_known_location", "last known location"),
        "circumstances": ("обставини", "обставини зникнення", "обставини полону",
                          "обстоятельства", "обстоятельства исчезновения", "circumstances"),
        "held_by": ("утримується", "ким утримується", "сторона утримання", "кем удерживается",
                    "удерживается", "удерживающая сторона", "held by", "detaining power",
                    "holder"),
        "held_at": ("місце утримання", "місце перебування", "табір", "установа", "сізо",
                    "место содержания", "место нахождения", "лагерь", "учреждение", "сизо",
                    "held at", "place of detention", "camp", "facility",
                    "place of internment"),
        "held_since": ("прибув до табору", "дата прибуття", "прибыл в лагерь", "дата прибытия",
                       "arrived at camp", "date of arrival", "held since"),
        "life": ("підтвердження життя", "доказ життя", "підтвердження полону",
                          "чи підтверджено", "підтверджено", "подтверждение жизни",
                          "подтверждение плена", "подтвержден", "подтверждено",
                          "proof of life", "confirmed", "confirmation"),
        "life_on": ("дата підтвердження", "дата подтверждения", "proof of life on",
                             "date of proof of life", "confirmed on"),
        "life_by": ("ким підтверджено", "джерело підтвердження", "кем подтверждено",
                         "источник подтверждения", "confirmed by"),
        "health": ("стан здоров'я", "поранення", "діагноз", "состояние здоровья", "ранение",
                   "диагноз", "health", "state of health", "injury", "diagnosis"),
        "medical_110": ("медична категорія", "категорія ст. 110", "стаття 110",
                             "медицинская категория", "категория ст. 110", "статья 110",
                             "medical category", "category art. 110", "article 110"),
        "medical_110_by": ("лікар", "ким оглянуто", "врач", "кем осмотрен", "examiner",
                             "examined by", "physician"),
        "medical_110_on": ("дата огляду", "дата медичного огляду", "дата осмотра",
                           "дата медицинского осмотра", "examined on", "date of examination"),
        "medical_110_until": ("огляд дійсний до", "висновок дійсний до",
                              "заключение действительно до", "examination valid until",
                              "medical expiry"),
        "wish_return": ("згода на репатріацію", "згода на повернення", "згода на обмін",
                                 "согласие на репатриацию", "согласие на возвращение",
                                 "согласие на обмен", "consent to repatriation"),
        "wish_tracing": ("згода на розшук", "згода на пошук", "згода на обробку даних",
                            "согласие на розыск", "согласие на поиск",
                            "согласие на обработку данных", "consent to tracing"),
        "wish_on": ("дата згоди", "дата согласия", "consent date", "date of consent"),
        "wish_withdrawn_on": ("згоду відкликано", "відмова", "дата відмови",
                                 "согласие отозвано", "отказ", "дата отказа",
                                 "consent withdrawn", "consent withdrawn on"),
        "state": ("статус", "status", "state", "статус особи", "статус лица"),
        "state_on": ("дата статусу", "дата статуса", "status date", "source_date"),
        "death_on": ("дата смерті", "дата загибелі", "дата смерти", "дата гибели",
                     "date of death", "died on"),
        "returned_on": ("дата повернення", "дата обміну", "дата звільнення", "дата возвращения",
                        "дата обмена", "дата освобождения", "returned on", "date of return",
                        "date of exchange", "released on"),
        "kin": ("кого повідомити", "особа для повідомлення", "родичі", "заявник",
                            "контактна особа", "кого уведомить", "родственники", "заявитель",
                            "контактное лицо", "person to inform", "next of kin", "applicant",
                            "contact person"),
        "kin_relation": ("ступінь споріднення", "родинний зв'язок", "степень родства",
                             "родство", "kinship", "relationship"),
        "kin_contact": ("телефон", "контактний телефон", "контакти", "телефон родичів",
                             "контактный телефон", "контакты", "телефон родственников", "phone",
                             "telephone", "contact"),
        "kin_address": ("адреса родичів", "адреса заявника", "адрес родственников",
                        "адрес заявителя", "address of next of kin"),
        "address": ("адреса", "адреса проживання", "місце проживання", "місце реєстрації",
                    "адрес", "адрес проживания", "место жительства", "место регистрации",
                    "address", "residence", "home address", "home_city"),
        "marks": ("особливі прикмети", "прикмети", "татуювання", "особые приметы", "приметы",
                  "татуировки", "special marks", "distinguishing marks", "tattoos"),
        "source": ("джерело", "источник", "source", "source_name"),
        "note": ("примітка", "примітки", "додаткова інформація", "коментар", "примечание",
                 "примечания", "дополнительная информация", "комментарий", "note", "notes",
                 "remarks", "comment", "description", "text"),
        "linked_id": ("linked_person_record_id", "той самий запис", "та же запись",
                      "same person as"),
        "expires_on": ("expiry_date", "дійсно до", "действительно до", "expires", "expires on",
                       "valid until"),
    }
)  # fmt: skip
"""The headings of each field, in small letters."""

NAMES = frozenset({"name", "surname", "given", "patronymic", "other_names", "father",
                   "mother"})  # fmt: skip
DATES = frozenset(field for field in HEADINGS if field.endswith(("_on", "_until"))) | {
    "birth",
    "held_since",
}
OF_ONE = NAMES | {"id", "row_number", "birth", "serial", "call_sign", "prisoner_number"}
"""What belongs to one person, and is not taken over from a row above by a merged cell."""
SEVERAL = frozenset({"note", "circumstances", "marks", "kin_contact", "kin_address", "address",
                     "health"})  # fmt: skip
"""Fields that more than one column may fill; their texts are joined."""
VAGUE = frozenset({"код", "code", "держава", "государство", "power", "category", "категорія",
                   "категория", "частина", "часть", "service", "confirmed", "captured",
                   "відмова", "отказ", "post", "установа", "учреждение", "жетон", "text",
                   "contact", "цивільний", "гражданское лицо"})  # fmt: skip
"""Headings that may also mean something else: a person is asked with more care."""
COMPOUND: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "дата та місце народження": ("birth", "birthplace"),
        "дата і місце народження": ("birth", "birthplace"),
        "дата и место рождения": ("birth", "birthplace"),
        "date and place of birth": ("birth", "birthplace"),
        "дата та місце зникнення": ("missing_on", "missing_place"),
        "дата і місце зникнення": ("missing_on", "missing_place"),
        "дата и место исчезновения": ("missing_on", "missing_place"),
        "дата та місце полону": ("captured_on", "captured_place"),
        "дата и место пленения": ("captured_on", "captured_place"),
        "date and place of capture": ("captured_on", "captured_place"),
    }
)
"""Headings over two things in one cell, which are never parted by guessing."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘′", "'"))
_TWINS = str.maketrans("aceiopxyё", "асеіорхуе")
_CYRILLIC = re.compile("[а-яёєіїґ]")
_EDGES = " \t\n.,:;*!?-–—_/"


def fold_heading(text: str) -> str:
    """A heading as it is compared: small letters, one kind of apostrophe, no signs at its ends, no
    Latin letter among Cyrillic ones that looks like one of them."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    plain = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", plain)
    words = " ".join(plain.replace("_", " ").split()).split(" ")
    words = [word.translate(_TWINS) if _CYRILLIC.search(word) else word for word in words]
    folded = " ".join(words)
    return folded.strip(_EDGES) or folded


KNOWN: Mapping[str, str] = MappingProxyType(
    {fold_heading(alias): field for field, aliases in HEADINGS.items() for alias in aliases}
)
"""The field of each heading, folded."""
KNOWN_COMPOUND = MappingProxyType({fold_heading(key): value for key, value in COMPOUND.items()})
KNOWN_VAGUE = frozenset(map(fold_heading, VAGUE))
