"""Procedures: steps with actors, limits, wording, records, branches, and the prose around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from benchmarks.lines import Corpus, Line, Outline, Record, changes_last, control
from benchmarks.words import Writer, lexicon

_CHANNELS = {
    "phone": "热线",
    "chat": "在线客服",
    "email": "邮箱",
    "wechat": "公众号",
    "marketplace": "电商平台",
    "miniprogram": "小程序",
    "shop": "门店",
    "onsite": "上门",
    "douyin": "抖音",
    "weibo": "微博",
}
_SHEET = {"intake": "intake", "inquire": "inspection", "decide": "inspection"}
_LEVEL = {"inquire": "check", "decide": "check", "act": "resolve"}
_GENERAL = ["kpi.satisfaction", "kpi.resolution", "kpi.sla-attainment", "kpi.repeat-complaint"]
_MARK = re.compile(r"\[\[@([a-z]+)(\|[^\]]*)?\]\]")
_SHAPES = [0.55, 0.82]
"""How often the details of a step are a numbered list; a list below a sentence; else a table."""


def sop(outline: Outline, corpus: Corpus) -> Record:
    """A procedure in the shape of its source."""
    return _Sop(outline, corpus, outline.line.writer(outline.id)).record()


def script_ids(line: Line) -> dict[str, list[str]]:
    """The ids of a line's scripts by scene: sixteen, two where a scene is met most often."""
    twice = ("verify", "wait", "return", "complaint")
    return {
        scene: [f"script.{line.slug}-{scene}-{n}" for n in range(1, 3 if scene in twice else 2)]
        for scene in lexicon()["scripts"]
    }


@dataclass
class _Sop:
    outline: Outline
    corpus: Corpus
    writer: Writer

    def __post_init__(self) -> None:
        self.slug = self.outline.line.slug
        self.others = self.corpus.others(self.outline.number, 5, self.writer)
        self.scripts = script_ids(self.outline.line)
        self.words: dict[str, list[str]] = lexicon()["wording"]
        self.path = f"path.{self.slug}"

    def record(self) -> Record:
        writer, matter = self.writer, self.outline.matter
        steps = self._steps()
        channels = writer.sample(list(_CHANNELS), writer.number(3, 6))
        around = {
            "channels": "、".join(_CHANNELS[channel] for channel in channels),
            "count": str(len(steps)),
            "first": steps[0]["do"],
            "last": steps[-1]["do"],
        }
        record = control(self.outline.id, self.outline.title, writer) | {
            "summary": writer.write(writer.pick(self.words["summary"]), around),
            "audience": sorted({step["who"] for step in steps}),
            "channels": channels,
            "scenes": sorted({act["scene"] for act in self.outline.acts}),
            "tags": [writer.write(tag) for tag in writer.sample(self.words["tags"], 4)],
            "purpose": writer.write(matter[3]) + "。",
            "scope": writer.write(writer.pick(self.words["scope"]), around),
            "trigger": writer.write(matter[2]) + "。",
            "outcome": writer.write(matter[4]) + "。",
            "prepare": self._some("prepare", 3),
            "principles": self._some("principles", 3),
            "steps": steps,
            "exceptions": self._exceptions(steps),
            "escalate": self.path,
            "measures": [f"kpi.{self.slug}-once", *writer.sample(_GENERAL, 3)],
            "related": self._related(),
            "asks": self._asks(),
        }
        if writer.draw() < 0.3:
            record["body"] = self._body(steps)
        return changes_last(record)

    def _steps(self) -> list[Record]:
        acts = self.outline.acts
        return [self._step(place, act) for place, act in enumerate(acts)]

    def _step(self, place: int, act: Record) -> Record:
        writer = self.writer
        phase = act["phase"]
        step: Record = {
            "id": act["id"],
            "do": writer.pick(act["do"]),
            "who": writer.pick(act["who"]),
            "within": self._within(place, act),
            "key": writer.draw() < 0.6,
            "detail": self._detail(act),
        }
        if say := self._say(act):
            step["say"] = say
            step["avoid"] = writer.sample(_FORBIDDEN, writer.number(0, 2))
        if writer.draw() < 0.5:
            step["caution"] = writer.pick(act["caution"])
        if act.get("record"):
            step["record"] = self._form(phase)
        if phase in ("decide", "act") and writer.draw() < 0.4:
            step["escalate"] = self.path
        step["measures"] = writer.sample([*_GENERAL, f"kpi.{self.slug}-days"], 1)
        if phase == "close":
            step["measures"].append(f"kpi.{self.slug}-rework")
        step["branches"] = self._branches(place, act)
        return {key: value for key, value in step.items() if value or key == "within"}

    def _within(self, place: int, act: Record) -> str:
        if place == 0:
            return f"sla.{self.slug}-response"
        if act["id"] == "confirm":
            return f"sla.{self.slug}-follow"
        if act["phase"] in _LEVEL and self.writer.draw() < 0.3:
            return f"sla.{self.slug}-{_LEVEL[act['phase']]}"
        return str(self.writer.pick(act["within"]))

    def _form(self, phase: str) -> str:
        return f"form.{self.slug}-{_SHEET.get(phase, 'closing')}"

    def _say(self, act: Record) -> list[str]:
        """A script of each scene that the act names, twice where it is all about talking."""
        return [self.writer.pick(self.scripts[scene]) for scene in act["say"]]

    def _branches(self, place: int, act: Record) -> list[Record]:
        acts = self.outline.acts
        if "branches" not in act:
            return []
        stay, leave = self.writer.pick(act["branches"])
        after = acts[place + 1]["id"] if place + 1 < len(acts) else "end"
        later = [one["id"] for one in acts[place + 2 :]]
        ways = [other.id for other in self.others[:2]] + later[-1:] + ["end"]
        way = self.writer.pick([way for way in ways if way != after] or ["end"])
        return [{"when": stay, "go": after}, {"when": leave, "go": way}] if way != after else []

    # --- Prose

    def _sentences(self, act: Record, count: int) -> list[str]:
        writer, patterns = self.writer, lexicon()["sentences"]
        cores = writer.sample(act["cores"], 3) + writer.sample(patterns["common"], 1)
        cores += writer.sample(patterns["free"], 3)
        return [self._sentence(core, act) for core in writer.sample(cores, count)]

    def _sentence(self, core: str, act: Record) -> str:
        writer, patterns = self.writer, lexicon()["sentences"]
        free = not core.startswith(("客户", "<when>", "<clock>", "凡是"))
        opener = writer.pick(patterns["openers"]) if free and writer.draw() < 0.3 else ""
        tail = writer.pick(patterns["tails"]) if writer.draw() < 0.4 else ""
        return self._marks(writer.write(f"{opener}{core}{tail}。"), act)

    def _detail(self, act: Record) -> str:
        writer = self.writer
        shape = writer.draw()
        sentences = self._sentences(act, writer.number(4, 6))
        if shape < _SHAPES[0]:
            lines = [f"{n}. {sentence}" for n, sentence in enumerate(sentences, 1)]
        elif shape < _SHAPES[1]:
            lines = [sentences[0], "", *(f"- {sentence}" for sentence in sentences[1:])]
        else:
            lines = [sentences[0], "", *self._table(), "", *sentences[1:3]]
        if writer.draw() < 0.6:
            pattern = writer.pick(self.words["references"])
            lines += ["", self._marks(writer.write(pattern), act)]
        return "\n".join(lines)

    def _table(self) -> list[str]:
        table: Any = self.writer.pick(lexicon()["wording"]["tables"])
        rows = self.writer.sample(table["rows"], self.writer.number(3, 4))
        rows.sort(key=table["rows"].index)
        return _table(table["head"], [self.writer.write(row).split(" | ") for row in rows])

    def _body(self, steps: list[Record]) -> str:
        rows = [[f"[[#{s['id']}]]", f"[[{s['who']}]]", self.writer.write("<proof>")] for s in steps]
        act = self.outline.acts[-1]
        paragraphs = ["".join(self._sentences(act, 3)) for _ in range(self.writer.number(1, 2))]
        table = _table(["步骤", "谁办", "留什么"], rows)
        return "\n\n".join(["## 步骤一览", "\n".join(table), "## 说明", *paragraphs])

    def _marks(self, text: str, act: Record) -> str:
        """References that a pattern leaves open, filled with what this procedure refers to."""
        return _MARK.sub(lambda mark: f"[[{self._target(mark[1], act)}{mark[2] or ''}]]", text)

    def _target(self, mark: str, act: Record) -> str:
        writer = self.writer
        if mark in ("sop", "step"):
            return self._other(mark == "step")
        targets = {
            "form": self._form(act["phase"]),
            "sla": f"sla.{self.slug}-{_LEVEL.get(act['phase'], 'response')}",
            "path": self.path,
            "kpi": f"kpi.{self.slug}-{writer.pick(['once', 'days', 'rework'])}",
            "course": self.outline.course,
            "script": writer.pick(self.scripts[writer.pick(act["say"])]),
        }
        return targets[mark]

    def _other(self, step: bool) -> str:
        """Another procedure or one of its steps; the regulation where there is no other."""
        if not self.others:
            return "POL-01"
        other = self.writer.pick(self.others)
        return f"{other.id}#{self.writer.pick(other.acts)['id']}" if step else other.id

    def _some(self, name: str, count: int) -> list[str]:
        patterns = self.writer.sample(lexicon()[name]["text"], self.writer.number(count, count + 1))
        act = self.outline.acts[0]
        return [self._marks(self.writer.write(pattern), act) for pattern in patterns]

    def _exceptions(self, steps: list[Record]) -> list[Record]:
        whens = self.writer.sample(lexicon()["exceptions"]["when"], self.writer.number(2, 4))
        ways = [step["id"] for step in steps] + [other.id for other in self.others]
        return [{"when": self.writer.write(when), "go": self.writer.pick(ways)} for when in whens]

    def _related(self) -> list[str]:
        others = [other.id for other in self.others[: self.writer.number(2, 5)]]
        return ["ESC-01", "POL-01#first-response", *others, self.path]

    def _asks(self) -> list[str]:
        patterns = [*self.outline.matter[5], *self.writer.sample(self.words["asks"], 2)]
        return [self.writer.write(pattern) for pattern in patterns]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


_FORBIDDEN = [
    f"phrase.{name}"
    for name in (
        "dont-know", "not-my-job", "calm-down", "read-it", "impossible", "others-ok", "wait",
        "told-you", "your-fault", "complain", "guarantee", "system",
    )
]  # fmt: skip
