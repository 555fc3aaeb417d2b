"""Everything else: a tree of texts."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTextEdit, QTreeView, QWidget

from editor.core.fields import Fields
from tests.gui.form.hands import Person, fields

Sit = Callable[..., Person]
EXTRA = {"og.type": "website", "og.site.name": "Surrey Police", "note": "first line\nsecond", r"a\.b": "dotted"}


def with_extra(extra: dict[str, str]) -> Fields:
    return Fields(fields(area="Surrey").values, extra)


def rows(tree: QTreeView) -> list[tuple[str, str]]:
    model, found = tree.model(), []

    def walk(parent: object) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found.append((index.data(), model.index(row, 1, parent).data()))
            walk(index)

    walk(tree.rootIndex())
    return found


def sitting(sit: Sit, extra: dict[str, str] = EXTRA) -> Person:
    person = sit(fields=with_extra(extra))
    person.form.changed.disconnect()
    person.form.changed.connect(person.sent.append)
    return person


def test_names_are_a_tree(sit: Sit) -> None:
    person = sitting(sit)
    person.go("extra")
    tree = person.find(QTreeView, "Everything else in the file")
    assert rows(tree) == [
        ("og", ""),
        ("type", "website"),
        ("site", ""),
        ("name", "Surrey Police"),
        ("note", "first line\nsecond"),
        ("a.b", "dotted"),
    ]


def test_a_text_is_edited_in_its_cell(sit: Sit) -> None:
    person = sitting(sit)
    person.go("extra.og.type")
    person.press("F2")
    person.press("End")
    person.type("s")
    person.press("Return")
    assert person.sent == [{"extra.og.type": "websites"}]


def test_a_text_that_was_only_looked_at_stays(sit: Sit) -> None:
    value = "\ufeffa\u2029b\u00a0"
    person = sitting(sit, {"og.type": value})
    person.go("extra.og.type")
    person.press("Return", "Return")
    assert person.sent == []
    person.press("Return", "End")
    person.type("x")
    person.press("Return")
    assert person.sent == [{"extra.og.type": value + "x"}]


def test_a_long_text_gets_a_window_of_its_own(sit: Sit) -> None:
    person = sitting(sit)
    person.go("extra.note")
    person.press("Return")
    dialog = person.form.findChild(QDialog)
    assert dialog is not None
    text = dialog.findChild(QTextEdit)
    assert text is not None
    text.setFocus()
    QTest.keySequence(text, "Ctrl+End")
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClicks(text, "third")
    dialog.accept()
    assert person.sent == [{"extra.note": "first line\nsecond\nthird"}]


def test_del_removes_a_name_and_all_below_it(sit: Sit) -> None:
    person = sitting(sit)
    person.go("extra.note")
    person.press("Delete")
    person.go("extra.og")
    person.press("Delete")
    assert person.sent == [{"extra.note": ""}, {"extra.og.type": "", "extra.og.site.name": ""}]


def test_a_name_is_added(sit: Sit) -> None:
    person = sitting(sit)
    person.go("extra")
    person.click(person.line("Name to add"))
    person.type("fb.app.id")
    person.press("Tab")
    person.type("123")
    person.press("Return")
    assert person.sent == [{"extra.fb.app.id": "123"}]
    assert person.here is person.line("Name to add")


def test_a_name_with_a_gap_is_not_added(sit: Sit) -> None:
    person = sitting(sit)
    person.go("extra")
    for name in ("", ".", "a..b", ".a"):
        person.line("Name to add").clear()
        person.click(person.line("Name to add"))
        person.type(name)
        person.click(person.line("Text to add"))
        person.type("x")
        person.press_button("Add")
        assert person.line("Name to add").property("problem") is True
    assert person.sent == []


def test_the_row_stays_chosen_and_groups_stay_closed_when_names_come_and_go(sit: Sit) -> None:
    person = sitting(sit, {"a.b": "1", "c.d": "2"})
    person.go("extra.a")
    person.press("Left")
    person.go("extra.c.d")
    person.show(fields=with_extra({"a.b": "1", "a.x": "3", "c.d": "2"}))
    tree = person.find(QTreeView, "Everything else in the file")
    assert person.form.field_with_focus() == "extra.c.d"
    assert not tree.isExpanded(tree.model().index(0, 0))
    assert tree.isExpanded(tree.model().index(1, 0))


def test_twenty_thousand_names_are_no_burden(sit: Sit) -> None:
    person = sitting(sit, {})
    widgets = len(person.form.findChildren(QWidget))
    many = {f"group{number % 100}.name{number}": f"text {number}" for number in range(20_000)}
    start = time.perf_counter()
    person.show(fields=with_extra(many))
    closed = time.perf_counter() - start
    person.go("extra.group5.name5")
    QApplication.processEvents()
    opened = time.perf_counter() - start
    assert len(person.form.findChildren(QWidget)) < widgets + 20
    assert closed < 0.2 and opened < 3  # measured: 2 ms and 0.3 s
    assert person.form.field_with_focus() == "extra.group5.name5"
