"""Organisation, section, date and address, by keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLabel, QListView

from tests.gui.form.hands import AREAS, DAYS, NUMBERED, SURREY, Person, fields

Sit = Callable[..., Person]
# Lists and calendars pop up; the offscreen platform says that it cannot hold the keyboard for them.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
URL = "https://www.surrey.example/news/appeals/2019/11/man-found/"
RELEASED = fields(
    area="Surrey", headline="Man found", published="2019-11-21T12:08", section="appeals", slug="man-found", url=URL
)
FOLLOWS = "The address follows the headline until the release. Click to keep it as it is now."
KEPT = "The last part of the address stays as it is. Click to let it follow the headline again."
LOCKED = "The article is released and its address stays. Click to change the address all the same."


def sentences(person: Person) -> list[str]:
    return [label.text() for label in person.form.findChildren(QLabel) if label.isVisible()]


# -- organisation


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("surr", "Surrey"),
        ("north", "North Downs"),
        ("SURREY", "Surrey"),
        ("council", "Elsewhere"),
        ("Ruritania", "Ruritania"),
    ],
)
def test_an_organisation_is_found_by_a_part_of_its_name(sit: Sit, typed: str, area: str) -> None:
    person = sit(fields=fields())
    person.go("area")
    person.type(typed)
    person.press("Return")
    assert person.sent == [{"area": area}]
    assert person.find(QComboBox, "Organisation").currentText() == dict(AREAS).get(area, area)


def test_a_part_of_several_names_is_no_choice(person: Person) -> None:
    person.go("area")
    person.press("Ctrl+A")
    person.type("downs")
    person.press("Escape")
    person.press("Tab")
    assert person.sent == []
    assert person.find(QComboBox, "Organisation").currentText() == "Surrey Police"


def test_the_list_offers_what_holds_the_typed_part(person: Person) -> None:
    person.go("area")
    person.press("Ctrl+A")
    person.type("downs")
    (offers,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QListView) and w.isVisible())
    offered = offers.model()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == [
        "North Downs Police",
        "South Downs Police",
    ]
    person.press("Down", "Return")
    assert person.last == {"area": "North Downs"}


def test_an_unknown_organisation_is_said_to_be_one(sit: Sit) -> None:
    person = sit(fields=fields(area="Ruritania"), profile=None)
    assert any("no profile of this organisation" in sentence for sentence in sentences(person))


# -- section


def test_a_section_is_chosen(person: Person) -> None:
    person.go("section")
    person.press("Down")
    assert person.sent == [{"section": "appeals"}]


def test_there_is_a_section_only_where_addresses_have_one(sit: Sit) -> None:
    for profile in (None, NUMBERED, DAYS):
        person = sit(profile=profile)
        assert not any(
            box.isVisible() for box in person.form.findChildren(QComboBox) if box.accessibleName() == "Section"
        )


def test_a_section_that_is_no_more_is_shown(sit: Sit) -> None:
    person = sit(fields=RELEASED.having({"section": "old/news"}))
    assert person.find(QComboBox, "Section").currentText() == "old/news"


# -- date


def test_a_date_and_a_time_are_typed(person: Person) -> None:
    person.go("published")
    person.type("21/11/2019")
    person.press("Tab")
    person.press("Ctrl+A")
    person.type("12:08")
    person.press("Tab")
    assert person.sent == [{"published": "2019-11-21"}, {"published": "2019-11-21T12:08"}]
    assert person.state.fields["url"] == ""


def test_the_rest_of_a_date_is_kept(sit: Sit) -> None:
    person = sit(fields=fields(published="2021-03-12T16:25:22+00:00"))
    person.form.changed.disconnect()
    person.form.changed.connect(person.sent.append)
    person.go("published")
    person.press("Up")
    person.press("Tab", "Up")
    assert person.sent == [{"published": "2021-03-13T16:25:22+00:00"}, {"published": "2021-03-13T16:26:00+00:00"}]


def test_a_wiped_out_date_is_no_date(sit: Sit) -> None:
    person = sit(fields=fields(area="Surrey", published="2021-03-12T16:25"))
    person.go("published")
    person.press("Ctrl+A", "Backspace")
    assert person.sent == []
    person.press("Tab")
    assert person.sent == [{"published": ""}]
    assert person.line("Published").text() == person.line("Time of publication").text() == ""


@pytest.mark.parametrize("typed", ["tomorrow", "31/2/2020"])
def test_what_is_no_date_is_said_to_be_none(sit: Sit, typed: str) -> None:
    person = sit(fields=fields(area="Surrey", published="2021-03-12T16:25"))
    person.go("published")
    person.press("Ctrl+A")
    person.type(typed)
    person.press("Tab")
    assert person.sent == []
    assert "This is not a date. Write it as 21/11/2019." in sentences(person)
    assert person.line("Published").text() == typed


def test_a_date_that_cannot_be_read_stays_until_there_is_another(sit: Sit) -> None:
    person = sit(fields=fields(published="last Tuesday"))
    hint = "Copydesk cannot read this date. It stays as it is until you give another."
    assert person.line("Published").text() == "last Tuesday"
    assert hint in sentences(person)
    person.go("published")
    person.press("Tab", "Tab", "Tab")
    assert person.sent == []
    person.go("published")
    person.press("Ctrl+A")
    person.type("21/11/2019")
    assert person.last == {"published": "2019-11-21"}
    assert hint not in sentences(person)


def test_now(person: Person) -> None:
    person.press_button("Now")
    assert person.sent == [{"published": "2021-03-04T05:06"}]


def test_dates_without_a_time_have_no_place_for_one(sit: Sit) -> None:
    person = sit(profile=DAYS)
    assert [
        w
        for w in person.form.findChildren(type(person.line("Published")))
        if w.isVisible() and "Time" in w.accessibleName()
    ] == []
    person.press_button("Now")
    assert person.sent == [{"published": "2021-03-04"}]


def test_a_day_is_chosen_from_the_calendar(sit: Sit) -> None:
    person = sit(fields=fields(area="Surrey", published="2021-03-12T16:25"))
    person.go("published")
    person.press("Alt+Down")
    calendar = person.form.findChild(QCalendarWidget)
    assert calendar is not None and calendar.selectedDate() == QDate(2021, 3, 12)
    QTest.keyClick(person.here, Qt.Key.Key_Right)
    QTest.keyClick(person.here, Qt.Key.Key_Return)
    assert person.last == {"published": "2021-03-13T16:25"}
    assert not calendar.isVisible()


# -- address


def test_the_last_part_is_typed_in_place(sit: Sit) -> None:
    person = sit(fields=RELEASED)
    person.go("slug")
    person.press("Ctrl+A")
    person.type("a b/c?")
    assert person.last == {"slug": "a-bc"}
    assert person.state.fields["url"] == "https://www.surrey.example/news/appeals/2019/11/a-bc/"


def test_an_address_without_a_last_part_is_none(sit: Sit) -> None:
    person = sit(fields=RELEASED, slug_follows=False)
    person.go("slug")
    person.press("Ctrl+A", "Backspace")
    person.show(place_hint="something else happened")
    assert person.line("Last part of the address").text() == ""
    person.press("Tab")
    assert person.sent == []
    assert person.line("Last part of the address").text() == "man-found"


def test_the_lock_says_and_asks(sit: Sit) -> None:
    person = sit(fields=RELEASED)
    asked: list[bool] = []
    person.form.slug_lock_toggled.connect(asked.append)
    person.press_button(FOLLOWS)
    person.show(slug_follows=False)
    person.press_button(KEPT)
    assert asked == [True, False]


def test_a_released_address_waits_for_a_click_on_the_lock(sit: Sit) -> None:
    person = sit(fields=RELEASED, released=True, slug_follows=False)
    asked: list[bool] = []
    person.form.slug_lock_toggled.connect(asked.append)
    for field_id in ("slug", "url"):
        person.go(field_id)
        person.type("x")
    assert person.sent == [] and not person.find(QComboBox, "Section").isEnabled()
    person.press_button(LOCKED)
    assert asked == [] and person.form.field_with_focus() == "slug"
    person.press("End")
    person.type("2")
    assert person.last == {"slug": "man-found2"}
    assert person.find(QComboBox, "Section").isEnabled()
    person.show(key="another article")
    person.type("3")
    assert person.last == {"slug": "man-found2"}


@pytest.mark.parametrize("profile", [None, NUMBERED])
def test_an_address_that_cannot_be_built_is_typed_whole(sit: Sit, profile: object) -> None:
    person = sit(fields=fields(), profile=profile)
    person.go("url")
    person.paste("https://else.example/article/12/found")
    assert person.last == {"url": "https://else.example/article/12/found"}
    assert person.form.field_with_focus() == "url"


def test_the_whole_address_is_copied(sit: Sit) -> None:
    person = sit(fields=RELEASED)
    person.press_button("Copy address")
    assert QGuiApplication.clipboard().text() == URL


def test_what_is_known_of_an_address_is_shown_before_there_is_one(person: Person) -> None:
    tips = [label.toolTip() for label in person.form.findChildren(QLabel) if label.isVisible()]
    assert "<span>surrey.example/news/…/…/…/</span>" in tips


def test_the_full_address_can_always_be_typed(sit: Sit) -> None:
    person = sit(fields=RELEASED)
    person.go("url")
    person.press("Ctrl+A")
    person.paste("https://www.surrey.example/elsewhere")
    assert person.last == {"url": "https://www.surrey.example/elsewhere"}
    assert person.line("Last part of the address").text() == "elsewhere"
    assert not person.find(QComboBox, "Section").isEnabled()  # it has none


def test_the_hint_about_the_place_is_shown(sit: Sit) -> None:
    person = sit(fields=RELEASED, profile=SURREY, place_hint="This address is taken; it gets a number.")
    assert "This address is taken; it gets a number." in sentences(person)


def test_an_address_reads_from_left_to_right_in_any_language(sit: Sit) -> None:
    person = sit(fields=RELEASED, slug_follows=False)
    person.form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    person.go("slug")
    slug = person.here
    parts = {label.x(): label.accessibleDescription() for label in slug.parentWidget().findChildren(QLabel)}
    assert [text for x, text in sorted(parts.items()) if x < slug.x()] == ["surrey.example/news/appeals/2019/11/"]
