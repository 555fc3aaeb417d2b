"""The rules of the checks, as data: the built-in ones, and what an organisation makes of them.

A file looks like this; in a later one every line but the rule's name may be missing, and ``off`` may stand for all::

    rules:
      fields.summary-long:
        level: hint              # error, warning, hint, off
        sentence: The summary has {length} characters; search results show about {most}.
        why: What is cut off is not read.
        example: ...
        options: {most: '160'}
    lists:
      house-style:
        - {not: utilise, write: use}

Files are read from the weakest to the strongest. A later one changes what it names of a rule; its lists are added to.
What is wrong with a file is a sentence with its line, and everything else in it counts.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import yaml

from editor.core.checks.values import Level, Rule
from editor.core.language import _
from editor.services.archive import OWN, Archive
from editor.services.files import visible
from editor.services.settings import Places

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 1_000_000
_TEXTS: Mapping[str, Callable[[Rule, str], Rule]] = {
    "sentence": lambda rule, text: replace(rule, sentence=text),
    "why": lambda rule, text: replace(rule, why=text),
    "example": lambda rule, text: replace(rule, example=text),
}
_PARTS = ("level", *_TEXTS, "options")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A part of a rules file that cannot be used: where it stands, and why in a sentence."""

    path: Path
    line: int
    sentence: str

    @property
    def told(self) -> str:
        """The sentence with its place, for who reads it far from the file."""
        path = visible(str(self.path))
        if not self.line:
            return _("A mistake in the rules, in {path}: {sentence}").format(path=path, sentence=self.sentence)
        return _("A mistake in the rules, in {path}, line {line}: {sentence}").format(
            path=path, line=self.line, sentence=self.sentence
        )


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in force by id, the lists by name, and what is wrong with the files they were read from."""

    rules: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, Sequence[Row]] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[RuleFault, ...] = ()


_LEVELS = {level.value: level for level in Level}


def rule_folders(resources: Path, places: Places, archive: Archive | None) -> list[Path]:
    """Where rules are found, from the weakest: built-in, the computer's, the person's, the archive's own."""
    own = [archive.root / OWN] if archive else []
    return [folder / "rules" for folder in (resources, *places.system, places.config, *own)]


def load_rules(folders: Iterable[Path]) -> RuleBook:
    """Read all the rules of some folders; the first is the one that comes with Copydesk. Never raises."""
    reader = _Reader()
    for number, folder in enumerate(folders):
        for path in reader.files(folder):
            reader.read(path, may_begin=number == 0)
    lists = {name: tuple(rows) for name, rows in reader.lists.items()}
    return RuleBook(reader.rules, lists, tuple(reader.faults))


class _Reader:
    """Takes file after file; a fault never stops the rest."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.lists: dict[str, list[Row]] = {}
        self.faults: list[RuleFault] = []
        self._path = Path()

    def files(self, folder: Path) -> list[Path]:
        """The rules files of a folder, by name."""
        self._path = folder
        try:
            return sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and path.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self._tell(0, _("This folder cannot be read ({reason}).").format(reason=error.strerror))
            return []

    def read(self, path: Path, *, may_begin: bool) -> None:
        """Take one file in. Only the built-in ones may begin a rule: for any other nothing would look."""
        self._path = path
        for name, value in self._pairs(self._root(path)):
            if name.value == "rules":
                for rule_id, rule in self._pairs(value):
                    self._rule(rule_id, rule, may_begin=may_begin)
            elif name.value == "lists":
                for list_name, rows in self._pairs(value):
                    self.lists.setdefault(list_name.value, []).extend(self._rows(rows))
            else:
                self._tell(
                    _line(name),
                    _("Copydesk does not know “{name}” here; it knows “rules” and “lists”.").format(name=name.value),
                )

    def _root(self, path: Path) -> yaml.Node | None:
        try:
            if path.stat().st_size > _MOST_BYTES:
                self._tell(0, _("This file is too large for a file of rules."))
                return None
            return yaml.compose(path.read_text("utf-8-sig"), _LOADER)
        except UnicodeDecodeError as error:
            self._tell(0, _("This file is not UTF-8 text, from byte {position} on.").format(position=error.start))
        except OSError as error:
            self._tell(0, _("This file cannot be read ({reason}).").format(reason=error.strerror))
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or _("it cannot be read here")
            sentence = _(
                "From here on this file cannot be read ({problem}). Look for a missing bracket, quote or blank."
            )
            self._tell(mark.line + 1 if mark else 0, sentence.format(problem=problem))
        return None

    def _rule(self, name: yaml.ScalarNode, node: yaml.Node, *, may_begin: bool) -> None:
        known = self.rules.get(name.value)
        if known is None and not may_begin:
            near = difflib.get_close_matches(name.value, self.rules, 1)
            sentence = (
                _("There is no rule “{name}”; did you mean “{near}”?").format(name=name.value, near=near[0])
                if near
                else _("There is no rule “{name}”.").format(name=name.value)
            )
            self._tell(_line(name), sentence)
            return
        rule = known or Rule(name.value, Level.WARNING, name.value)
        if isinstance(node, yaml.ScalarNode):
            self.rules[rule.id] = replace(rule, level=self._level(node, rule.level))
            return
        for part, value in self._pairs(node):
            rule = self._changed(rule, part, value)
        self.rules[rule.id] = rule

    def _changed(self, rule: Rule, part: yaml.ScalarNode, value: yaml.Node) -> Rule:
        if part.value == "level":
            return replace(rule, level=self._level(value, rule.level))
        if part.value == "options":
            return replace(rule, options={**rule.options, **self._texts(value)})
        if part.value in _TEXTS and isinstance(value, yaml.ScalarNode):
            # In the person's language already here: a lookup takes long, and there are many problems of one rule.
            return _TEXTS[part.value](rule, _(value.value) if value.value else "")
        sentence = (
            _("“{name}” must be one text.")
            if part.value in _TEXTS
            else _("Copydesk does not know “{name}” of a rule; it knows {known}.")
        )
        self._tell(_line(part), sentence.format(name=part.value, known=", ".join(_PARTS)))
        return rule

    def _level(self, node: yaml.Node, usual: Level) -> Level:
        if isinstance(node, yaml.ScalarNode) and node.value in _LEVELS:
            return _LEVELS[node.value]
        self._tell(
            _line(node),
            _("Copydesk does not know the level “{level}”; it knows {known}.").format(
                level=node.value if isinstance(node, yaml.ScalarNode) else "", known=", ".join(_LEVELS)
            ),
        )
        return usual

    def _rows(self, node: yaml.Node) -> Iterator[Row]:
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if row := self._texts(item):
                    yield row
        elif not _is_empty(node):
            self._tell(_line(node), _("This must be a list, each line of which begins with a dash."))

    def _texts(self, node: yaml.Node) -> dict[str, str]:
        row: dict[str, str] = {}
        for name, value in self._pairs(node):
            if isinstance(value, yaml.ScalarNode):
                row[name.value] = value.value
            else:
                self._tell(_line(name), _("“{name}” must be one text.").format(name=name.value))
        return row

    def _pairs(self, node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """The names and values of a mapping; what is none is told."""
        if node is None or _is_empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self._tell(_line(node), _("Here must stand names with values, such as “level: hint”."))
            return
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield name, value
            else:
                self._tell(_line(name), _("Here must stand names with values, such as “level: hint”."))

    def _tell(self, line: int, sentence: str) -> None:
        self.faults.append(RuleFault(self._path, line, sentence))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark else 0


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value
