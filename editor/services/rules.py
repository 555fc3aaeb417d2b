"""The rules of the checks, as data: the built-in ones, and what an organisation makes of them.

A file looks like this; in a later one every line but the rule's name may be missing, and ``off`` may stand for all::

    rules:
      fields.summary-long:
        title: A long summary
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
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType

import yaml

from editor.core.checks.values import Family, Level, Rule
from editor.core.language import _
from editor.services.archive import OWN, Archive
from editor.services.files import visible
from editor.services.settings import Places

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 1_000_000
_TEXTS: Mapping[str, Callable[[Rule, str], Rule]] = {
    "title": lambda rule, text: replace(rule, title=text),
    "sentence": lambda rule, text: replace(rule, sentence=text),
    "why": lambda rule, text: replace(rule, why=text),
    "example": lambda rule, text: replace(rule, example=text),
}
_PARTS = ("level", *_TEXTS, "options")

_PLACES = ("rules", "lists", "families")

Row = Mapping[str, str]


class Origin(IntEnum):
    """Who has set the level of a rule, from the weakest to the strongest."""

    BUILT_IN = 0
    ORGANISATION = 1
    OWN_FILE = 2  # a rules file in the person's own folder
    ARCHIVE = 3
    PERSON = 4  # the person's settings
    POLICY = 5  # the organisation, for everybody


@dataclass(frozen=True, slots=True)
class Given:
    """Who has set a level, and in which file."""

    origin: Origin
    path: Path


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
    """The rules in force by id, the lists by name, and what is wrong with the files they were read from.

    ``given`` says where the level of each rule comes from. ``families`` are in the order in which they are shown.
    """

    rules: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, Sequence[Row]] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[RuleFault, ...] = ()
    given: Mapping[str, Given] = field(default_factory=lambda: MappingProxyType({}))
    families: Mapping[str, Family] = field(default_factory=lambda: MappingProxyType({}))


LEVELS: Mapping[str, Level] = MappingProxyType({level.value: level for level in Level})


def rule_folders(resources: Path, places: Places, archive: Archive | None) -> Mapping[Path, Origin]:
    """Where rules are found, from the weakest: built-in, the computer's, the person's, the archive's own."""
    folders = {
        resources: Origin.BUILT_IN,
        **dict.fromkeys(places.system, Origin.ORGANISATION),
        places.config: Origin.OWN_FILE,
        **({archive.root / OWN: Origin.ARCHIVE} if archive else {}),
    }
    return {folder / "rules": origin for folder, origin in folders.items()}


def rule_files(folder: Path) -> list[Path]:
    """The rules files of a folder, by name; none where there is no such folder. Raises OSError for any other reason."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and path.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []


def load_rules(folders: Mapping[Path, Origin]) -> RuleBook:
    """Read all the rules of some folders. Never raises."""
    reader = _Reader()
    for folder, origin in folders.items():
        for path in reader.files(folder):
            reader.read(path, origin)
    lists = {name: tuple(rows) for name, rows in reader.lists.items()}
    return RuleBook(reader.rules, lists, tuple(reader.faults), reader.given, reader.families)


class _Reader:
    """Takes file after file; a fault never stops the rest."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.lists: dict[str, list[Row]] = {}
        self.faults: list[RuleFault] = []
        self.given: dict[str, Given] = {}
        self.families: dict[str, Family] = {}
        self._path = Path()
        self._origin = Origin.BUILT_IN

    def files(self, folder: Path) -> list[Path]:
        """The rules files of a folder, by name."""
        self._path = folder
        try:
            return rule_files(folder)
        except OSError as error:
            self._tell(0, _("This folder cannot be read ({reason}).").format(reason=error.strerror))
            return []

    def read(self, path: Path, origin: Origin) -> None:
        """Take one file in. Only the built-in ones may begin a rule: for any other nothing would look."""
        self._path, self._origin = path, origin
        for name, value in self._pairs(self._root(path)):
            if name.value == "rules":
                for rule_id, rule in self._pairs(value):
                    self._rule(rule_id, rule)
            elif name.value == "lists":
                for list_name, rows in self._pairs(value):
                    self.lists.setdefault(list_name.value, []).extend(self._rows(rows))
            elif name.value == "families":
                for family, texts in self._pairs(value):
                    self._family(family.value, self._texts(texts))
            else:
                known = ", ".join(_PLACES)
                sentence = _("Copydesk does not know “{name}” here; it knows {known}.")
                self._tell(_line(name), sentence.format(name=name.value, known=known))

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

    def _family(self, name: str, texts: Mapping[str, str]) -> None:
        known = self.families.get(name, Family(name))
        title, about = (_(texts[part]) if texts.get(part) else "" for part in ("title", "about"))
        self.families[name] = Family(name, title or known.title, about or known.about)

    def _rule(self, name: yaml.ScalarNode, node: yaml.Node) -> None:
        known = self.rules.get(name.value)
        if known is None and self._origin is not Origin.BUILT_IN:
            self._tell(_line(name), no_such_rule(name.value, self.rules))
            return
        rule = known or Rule(name.value, Level.WARNING, name.value)
        if known is None:
            self.given[rule.id] = Given(self._origin, self._path)
        if isinstance(node, yaml.ScalarNode):
            self.rules[rule.id] = self._levelled(rule, node)
            return
        for part, value in self._pairs(node):
            rule = self._changed(rule, part, value)
        self.rules[rule.id] = rule

    def _changed(self, rule: Rule, part: yaml.ScalarNode, value: yaml.Node) -> Rule:
        if part.value == "level":
            return self._levelled(rule, value)
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

    def _levelled(self, rule: Rule, node: yaml.Node) -> Rule:
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        if text not in LEVELS:
            self._tell(_line(node), no_such_level(text))
            return rule
        self.given[rule.id] = Given(self._origin, self._path)
        return replace(rule, level=LEVELS[text])

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


def no_such_rule(name: str, known: Iterable[str]) -> str:
    """Says that a rule is not known, and which may be meant."""
    near = difflib.get_close_matches(name, [*known], 1)
    if near:
        return _("There is no rule “{name}”; did you mean “{near}”?").format(name=name, near=near[0])
    return _("There is no rule “{name}”.").format(name=name)


def no_such_level(text: str) -> str:
    """Says that a level is not known, and which are."""
    return _("Copydesk does not know the level “{level}”; it knows {known}.").format(
        level=text, known=", ".join(LEVELS)
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark else 0


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value
