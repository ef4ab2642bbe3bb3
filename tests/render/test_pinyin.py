"""How Chinese reads, where the library's own dictionary has it wrong."""

from __future__ import annotations

import tomllib

import pytest

from handbook.render import pinyin
from tests.sites import ROOT

LIST = tomllib.loads((ROOT / "handbook/render/pinyin.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("提前还款", "ti qian huan kuan"),
        ("还不上款", "huan bu shang kuan"),
        ("还没还清", "hai mei huan qing"),
        ("还考虑什么", "hai kao lv shen me"),
        ("重置密码", "chong zhi mi ma"),
        ("发卡行", "fa ka hang"),
        ("通话时长", "tong hua shi chang"),
        ("值班店长", "zhi ban dian zhang"),
        ("弹窗", "tan chuang"),
        ("差旅费", "chai lv fei"),
    ],
)
def test_a_text_is_read_as_people_read_it(text: str, said: str) -> None:
    assert " ".join(pinyin.syllables(text)) == said


def test_what_the_list_says_of_a_character_stands_in_each_of_its_words() -> None:
    for key, words in LIST["words"].items():
        for sign in key.split()[::2]:
            assert [word for word in words.split() if sign not in word] == [], key


def test_no_word_of_the_list_has_two_readings() -> None:
    words = [word for held in LIST["words"].values() for word in held.split()]
    assert len(words) == len(set(words))


def test_a_text_keeps_its_tones_where_it_is_put_in_order() -> None:
    assert pinyin.toned("Wi-Fi 还款") == ["W", "i", "-", "F", "i", " ", "huan2", "kuan3"]
