"""Dates and periods as each language writes them."""

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter, ValidationError

from knowledge_base.dates import in_words, period_in_words
from knowledge_base.languages import EN, LANGUAGES, ZH, Language
from knowledge_base.model.fields import Period

ABOUT = {"about": ("约{}", "about {}"), "onwards": ("{}以后", "{} or later"),
         "until": ("{}或更早", "{} or earlier"), "undated": ("没有注明", "undated")}  # fmt: skip


def word(language: Language) -> Callable[..., str]:
    def get(name: str, date: str = "") -> str:
        return ABOUT[name.removeprefix("date.")][LANGUAGES.index(language)].format(date)

    return get


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2017", "2017年", "2017"),
        ("2017-08", "2017年8月", "August 2017"),
        ("2017-08-05", "2017年8月5日", "5 August 2017"),
    ],
)
def test_a_date_is_said_no_finer_than_it_is_known(value: str, zh: str, en: str) -> None:
    assert [in_words(value, each.locale) for each in (ZH, EN)] == [zh, en]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2015–2017", "2015–2017年", "2015–2017"),
        ("2016-07–2017-10", "2016年7月至2017年10月", "July 2016–October 2017"),
        ("2021–2022-03", "2021年–2022年3月", "2021–March 2022"),
        ("c. 2019", "约2019年", "about 2019"),
        ("c. 2021+", "约2021年以后", "about 2021 or later"),
        ("–2022", "2022年或更早", "2022 or earlier"),
        ("2015, 2017+", "2015年 · 2017年以后", "2015 · 2017 or later"),
        ("undated", "没有注明", "undated"),
    ],
)
def test_a_period_is_said_in_each_language(value: str, zh: str, en: str) -> None:
    assert TypeAdapter(Period).validate_python(value) == value
    said = [period_in_words(value, each.locale, word(each)) for each in (ZH, EN)]
    assert said == [zh, en]


@pytest.mark.parametrize("value", ["recently", "c. ", "2015–", "2017-13", "2015 vs 2017", "", "+"])
def test_a_period_in_words_of_one_language_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Period).validate_python(value)
