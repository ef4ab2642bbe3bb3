"""Characters that are read in several ways are found by pinyin, initials and half-typed letters."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.sites import ROOT, environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPTS = {
    "prepay": "提前还款", "unable": "还不上款", "card": "发卡进度", "reset": "重置密码",
    "seized": "押金被没收", "doctor": "预约大夫", "bank": "银行转账", "trade": "行业规定",
    "trunk": "长途话费", "mediate": "调解不成", "transfer": "岗位调动", "repeat": "重复投诉",
    "length": "通话时长", "arrive": "还没到账", "branch": "支行地址", "popup": "弹窗说明",
}  # fmt: skip
_ASK = Path(__file__).with_name("recall.js").read_text("utf-8")
Answer = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def answer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    """From a query to the ids of the first results, in a handbook with these scripts as well."""
    folder = tmp_path_factory.mktemp("pinyin")
    shutil.copytree(ROOT / "scaffold/start/zh/sop_sources", folder / "sop_sources")
    path = folder / "sop_sources/scripts/SCR-01.yml"
    head, mark, tail = path.read_text("utf-8").partition("changes:")
    more = "".join(
        f"  - {{id: script.{name}, title: {title}, scene: return, channels: [phone],"
        f" purpose: 答复{title}, text: 我来帮您核对{title}，请您稍等。}}\n"
        for name, title in SCRIPTS.items()
    )
    path.write_text(head + more + mark + tail, "utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "handbook", "build"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    with served(folder / "site") as home:
        page = browser.new_page()
        page.goto(f"{home}search/")
        yield lambda text: page.evaluate(_ASK, [text])[0]
        page.close()


@pytest.mark.parametrize(
    ("text", "name"),
    [("huankuan", "prepay"), ("tiqianhuankuan", "prepay"), ("tqhk", "prepay"), ("hk", "prepay"),
     ("huank", "prepay"), ("提前huankuan", "prepay"), ("huanbushang", "unable"),
     ("huanbushangkuan", "unable"), ("hbsk", "unable"), ("faka", "card"), ("fkjd", "card"),
     ("chongzhi", "reset"), ("chongzhimima", "reset"), ("czmm", "reset"), ("chongzh", "reset"),
     ("moshou", "seized"), ("yjbms", "seized"), ("daifu", "doctor"), ("yydf", "doctor"),
     ("yinhang", "bank"), ("yhzz", "bank"), ("hangye", "trade"), ("hygd", "trade"),
     ("changtu", "trunk"), ("ctuhf", "trunk"), ("tiaojie", "mediate"), ("tjbc", "mediate"),
     ("diaodong", "transfer"), ("gwdd", "transfer"), ("chongfu", "repeat"), ("cfts", "repeat"),
     ("shichang", "length"), ("thsc", "length"), ("haimeidaozhang", "arrive"),
     ("zhihang", "branch"), ("zhdz", "branch"), ("tanchuang", "popup"), ("tcsm", "popup")],
)  # fmt: skip
def test_a_word_is_found_as_it_is_read(answer: Answer, text: str, name: str) -> None:
    assert f"script.{name}" in answer(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("haikuan", "prepay"), ("tiqianhaikuan", "prepay"), ("zhongzhimima", "reset"),
     ("zhongfutousu", "repeat"), ("zfts", "repeat"), ("meishou", "seized"), ("dafu", "doctor"),
     ("zhixing", "branch"), ("danchuang", "popup"), ("diaojie", "mediate"), ("thsz", "length")],
)  # fmt: skip
def test_another_reading_of_its_characters_finds_a_word_too(
    answer: Answer, text: str, name: str
) -> None:
    assert f"script.{name}" in answer(text)


def test_another_reading_gives_way_to_what_is_read_so(answer: Answer) -> None:
    found = answer("zz")
    assert "script.bank" in found
    assert "script.reset" not in found
