"""What procedures share: script libraries; levels, indicators, forms and courses of a division."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.lines import PER_LINE, Corpus, Line, Record, changes_last, control
from benchmarks.sops import script_ids
from benchmarks.words import Writer, lexicon

_QUOTED = re.compile(r"\b(?:sla|form|path|kpi)\.[a-z0-9-]+")
_FIELD_TYPES = {
    "时间": "datetime",
    "日": "date",
    "日期": "date",
    "金额": "money",
    "数量": "number",
    "件数": "number",
    "描述": "paragraph",
    "现象": "paragraph",
    "诉求": "paragraph",
}
_STAFF = [
    "role.frontline", "role.shop-staff", "role.cashier", "role.supervisor", "role.warehouse",
    "role.technician", "role.finance-clerk", "role.product-contact", "role.case-owner",
    "role.manager", "role.director", "role.trainer", "role.qa",
]  # fmt: skip
_RULES = ["POL-01", "PHR-01", "PHR-02", "ETQ-01"]
_MOODS = {
    "upset": "让您费心了。",
    "angry": "耽误您了，对不起。",
    "anxious": "我知道您急，先办要紧的。",
}
_SCRIPT_CHANNELS = ["phone", "chat", "shop", "wechat", "marketplace", "miniprogram"]


@dataclass(frozen=True)
class Division:
    """Lines that share documents."""

    number: int
    lines: list[Line]

    @property
    def code(self) -> str:
        return f"D{self.number + 1:03}"

    @property
    def name(self) -> str:
        return f"{self.lines[0].name}等{len(self.lines)}项业务"

    def head(self, prefix: str, subject: str, summary: str, owner: str = "dept.service") -> Record:
        """The control block of one of its documents."""
        writer = self.lines[0].writer(f"{prefix} {self.code}")
        title = f"{self.name}{subject}"
        return control(f"{prefix}-{self.code}", title, writer, owner) | {"summary": summary}


def divisions(corpus: Corpus) -> list[Division]:
    """All divisions of a corpus."""
    return [Division(number, lines) for number, lines in enumerate(corpus.divisions())]


def libraries(corpus: Corpus) -> Iterator[Record]:
    """Every line's scripts; of two that would go by one name, the second says whose it is."""
    seen: set[tuple[str, ...]] = set()
    for line in corpus.lines():
        record = library(line)
        for script in record["scripts"]:
            known = (script["title"], script["scene"], *sorted(script["channels"]))
            if known in seen:
                script["title"] += f"（{line.name}）"
            seen.add(known)
        yield record


def library(line: Line) -> Record:
    """A line's scripts: each with its wording and one to three variants."""
    writer = line.writer("scripts")
    said: set[str] = set()
    scripts = [
        _script(name, scene, writer, said)
        for scene, names in script_ids(line).items()
        for name in names
    ]
    record = control(f"SCR-{line.code}", f"{line.name}话术", writer) | {
        "summary": writer.write("<line>从接待到回访可以直接说的话，空位由客服填写。"),
        "audience": ["role.frontline", "role.shop-staff", "role.supervisor"],
        "channels": _SCRIPT_CHANNELS,
        "asks": [writer.write("<obj><fault>怎么跟客户说"), writer.write("<line>的话怎么讲")],
        "scripts": scripts,
    }
    return changes_last(record)


def _script(name: str, scene: str, writer: Writer, said: set[str]) -> Record:
    title, purpose, _ = one = writer.pick(lexicon()["scripts"][scene])
    channels = writer.sample(_SCRIPT_CHANNELS, writer.number(2, 4))
    variants = [{"channel": channels[0], "text": _wording(scene, writer, said)}] + [
        {"mood": mood, "text": _MOODS[mood] + _wording(scene, writer, said)}
        for mood in writer.sample(list(_MOODS), writer.number(0, 2))
    ]
    return {
        "id": name,
        "title": writer.write(f"{title}：<obj>"),
        "scene": scene,
        "channels": channels,
        "purpose": purpose,
        "text": _wording(scene, writer, said, one),
        "variants": variants,
        "note": writer.write("<tone>；<when>，改用短句。"),
        "asks": [writer.write("<obj><fault>怎么说"), writer.write("客人问<field>怎么回")],
    }


def _wording(scene: str, writer: Writer, said: set[str], one: Sequence[str] = ()) -> str:
    """The words of a script: its own or another one's of the scene, with what goes around them.

    ``said`` are those that the line's scripts have so far; no two have the same.
    """
    words = lexicon()["script_words"]
    wording = one[2] if one else writer.pick(lexicon()["scripts"][scene])[2]
    before = writer.pick(words["before"]) if writer.draw() < 0.4 else ""
    after = writer.pick(words["after"]) if writer.draw() < 0.5 else ""
    about = "<obj><fault>的情况，"  # as other lines have the same wording
    text = writer.write(f"{before}{about}{wording}{after}")
    if text in said:
        return _wording(scene, writer, said, one)
    said.add(text)
    return text


def levels(division: Division) -> Record:
    """Service levels: four a line."""
    head = division.head("SLA", "服务时限", "各业务线自己的时限，比通用时限更严。")
    rows = [_level(line, name, row) for line in division.lines for name, row in _rows("levels")]
    return changes_last(head | {"asks": ["多久要有结果"], "levels": rows})


def _level(line: Line, name: str, row: list[Any]) -> Record:
    title, measure, limits, starts, stops = row
    writer = line.writer(f"level {name}")
    return {
        "id": f"sla.{line.slug}-{name}",
        "name": line.name + title,
        "touchpoint": f"{line.name}业务{title}",
        "measure": measure,
        "limit": writer.pick(limits),
        "starts": starts,
        "stops": stops,
        "applies": writer.write("<line>全部工单，<brand>另有约定的除外"),
        "breach": f"path.{line.slug}",
        "kpis": [f"kpi.{line.slug}-days", "kpi.sla-attainment"],
    }


def indicators(division: Division) -> Record:
    """Indicators: three a line."""
    head = division.head("KPI", "绩效指标", "各业务线自己的三个指标。", "dept.quality")
    rows = [_kpi(line, name, row) for line in division.lines for name, row in _rows("indicators")]
    return changes_last(head | {"asks": ["本线考核看什么"], "kpis": rows})


def _kpi(line: Line, name: str, row: list[Any]) -> Record:
    title, definition, formula, unit, direction, targets = row
    return {
        "id": f"kpi.{line.slug}-{name}",
        "name": line.name + title,
        "definition": f"{line.name}业务{definition}",
        "formula": formula,
        "unit": unit,
        "direction": direction,
        "target": line.writer(f"kpi {name}").pick(targets),
        "cycle": ["weekly", "monthly"],
        "data_source": "工单系统",
        "owner": "dept.quality",
        "roles": ["role.frontline", "role.supervisor"],
    }


def sheets(division: Division) -> Record:
    """Forms: three a line."""
    head = division.head("FRM", "表单", "受理、查验、办结三张表。")
    names = ("intake", "inspection", "closing")
    forms = [_form(line, name) for line in division.lines for name in names]
    return changes_last(head | {"asks": ["要填哪张表"], "forms": forms})


def _form(line: Line, name: str) -> Record:
    title, purpose = lexicon()["sheets"][name]
    writer = line.writer(f"form {name}")
    sections = writer.sample(lexicon()["sheets"]["sections"], 3)
    return {
        "id": f"form.{line.slug}-{name}",
        "name": line.name + title,
        "purpose": purpose,
        "filled_by": _STAFF,
        "checked_by": ["role.supervisor"],
        "keep": writer.pick(["1 years", "2 years", "3 years"]),
        "sections": [
            {"title": one, "fields": _fields(writer, at)} for at, one in enumerate(sections)
        ],
    }


def _fields(writer: Writer, section: int) -> list[Record]:
    labels = writer.sample(lexicon()["slots"]["field"], writer.number(3, 6))
    return [
        {
            "id": f"f{section + 1}-{number}",
            "label": label,
            "type": next(
                (kind for end, kind in _FIELD_TYPES.items() if label.endswith(end)), "text"
            ),
            "required": writer.draw() < 0.5,
        }
        for number, label in enumerate(labels, 1)
    ]


def paths(division: Division) -> Record:
    """Escalation paths: one a line."""
    head = division.head("ESC", "升级路径", "业务线内解决不了时依次找谁。")
    return changes_last(head | {"paths": [_path(line) for line in division.lines]})


def _path(line: Line) -> Record:
    writer = line.writer("path")
    with_each = {"say": [script_ids(line)["internal"][0]]}
    hops = [
        {"to": "role.supervisor", "within": writer.pick(["10min", "15min", "30min"])},
        {"to": "role.manager", "within": writer.pick(["1h", "2h", "4h"])},
        {"to": "role.director", "within": writer.pick(["8h", "1 workdays"])},
    ]
    whens = [
        "本岗位办不了，或时限过半仍无结论",
        writer.write("需要<person>配合而没有回音"),
        "客户不接受方案",
    ]
    return {
        "id": f"path.{line.slug}",
        "name": f"{line.name}升级",
        "trigger": writer.write("<line>工单逾时，或<obj><fault>超出权限。"),
        "starts_with": "role.frontline",
        "hops": [
            hop
            | {"when": when, "how": writer.write("带上<doc>与<proof>，先电话后转单")}
            | with_each
            for hop, when in zip(hops, whens, strict=True)
        ],
    }


def training(division: Division, corpus: Corpus) -> Record:
    """Two courses a line, which cover its procedures, and a question on each of a few."""
    head = division.head("TRN", "培训", "每条业务线两门课，覆盖全部程序。", "dept.quality")
    courses = [course for line in division.lines for course in _courses(line, corpus)]
    quiz = [question for line in division.lines for question in _quiz(line, corpus)]
    programme = {
        "id": f"training.{division.code.lower()}",
        "name": f"{division.name}上岗培训",
        "audience": _STAFF,
        "goal": "能独立办理本线业务，知道什么时候找谁",
        "rhythm": "上岗前一次，以后每季度一次",
        "courses": [course["id"] for course in courses],
    }
    return changes_last(head | {"programmes": [programme], "courses": courses, "quiz": quiz})


def _courses(line: Line, corpus: Corpus) -> Iterator[Record]:
    writer, lessons = line.writer("courses"), lexicon()["lessons"]
    outlines = corpus.of_line(line)
    names = dict.fromkeys(outline.course for outline in outlines)
    titles = writer.sample(lessons["titles"], len(names))
    for name, title in zip(names, titles, strict=True):
        yield {
            "id": name,
            "title": writer.write(title),
            "audience": _STAFF,
            "trigger": "上岗前与每季度",
            "hours": writer.pick(["2 class-hours", "3 class-hours", "4 class-hours"]),
            "forms": ["case", "drill"],
            "outline": [writer.write(one) for one in writer.sample(lessons["outline"], 4)],
            "assessment": writer.pick(lessons["assessment"]),
            "covers": [
                *(outline.id for outline in outlines if outline.course == name),
                *_RULES,
                f"SCR-{line.code}",
            ],
        }


def _quiz(line: Line, corpus: Corpus) -> Iterator[Record]:
    writer, lessons = line.writer("quiz"), lexicon()["lessons"]
    for outline in corpus.of_line(line)[:: PER_LINE // 4]:
        yield {
            "id": f"quiz.{outline.id.lower().removeprefix('sop-')}",
            "question": f"{outline.title}：{writer.write(writer.pick(lessons['questions']))}？",
            "options": [writer.write(one) for one in writer.sample(lessons["answers"], 4)],
            "answer": [writer.number(1, 4)],
            "why": writer.write("以[[" + outline.id + "]]为准，凭<doc>办理。"),
            "covers": [outline.id],
        }


def terms(corpus: Corpus) -> Iterator[Record]:
    """Entries of the glossary: five coined names a line, each once in the whole corpus."""
    coined, kinds = lexicon()["coined"], lexicon()["entries"]["kinds"]
    first, second = coined["first"], coined["second"]
    for line in corpus.lines():
        writer = line.writer("terms")
        for place, (suffix, what) in enumerate(kinds):
            number = line.number * len(kinds) + place
            again = number // len(first)
            name = first[number % len(first)] + second[(again + 3 * number) % len(second)]
            yield {
                "id": f"term.{line.slug}-{place + 1}",
                "term": name + suffix,
                "definition": writer.write(what) + "。",
                "synonyms": [f"{name}{line.name}{suffix}"],
                "colloquial": [writer.write("<obj>") + suffix],
                "see": [corpus.of_line(line)[0].id],
            }


def only_quoted(record: Record, key: str, quoted: set[str]) -> Record:
    """A document without the items that nothing quotes; a small corpus does not need them all."""
    return record | {key: [item for item in record[key] if item["id"] in quoted]}


def quoted_in(sources: Iterable[str]) -> set[str]:
    """Ids of levels, forms, paths and indicators that are named in texts."""
    return {name for source in sources for name in _QUOTED.findall(source)}


def _rows(table: str) -> list[tuple[str, list[Any]]]:
    return list(lexicon()[table].items())
