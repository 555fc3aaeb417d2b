"""The window's panes, and what it remembers from one start to the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.person import FINE
from tests.hands import Desktop, Hands, choosing

# The platform without a screen says so of windows that come to the front, and of menus.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ARTICLE = "news/Surrey/article.md"
OTHER = FINE.replace("Bicycles taken from shed", "Horse found on A3")


class TestTheNextStart:
    def test_what_was_open_is_open_again_with_the_same_one_in_front(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE, ARTICLE), desktop.put(OTHER, "news/Surrey/other.md"))
        hands.tab("Bicycles taken from shed")
        desktop.quit(hands)
        again = desktop.start()
        assert sorted(again.tabs()) == ["Bicycles taken from shed", "Horse found on A3"]
        assert again.session.fields["headline"] == "Bicycles taken from shed"

    def test_not_where_the_person_does_not_want_it(self, desktop: Desktop):
        desktop.quit(desktop.start(desktop.put(FINE, ARTICLE)))
        desktop.settings().set("start.reopen", False)
        assert desktop.start().at_welcome

    def test_not_what_is_gone_and_nothing_is_said(self, desktop: Desktop):
        path = desktop.put(FINE, ARTICLE)
        desktop.quit(desktop.start(path))
        path.unlink()
        assert desktop.start().at_welcome

    def test_the_usual_organisation_may_be_written_small_in_the_settings(self, desktop: Desktop):
        desktop.settings().set("archive.organisation", "surrey")
        hands = desktop.start()
        hands.press("Ctrl+N")
        assert hands.session.fields["area"] == "Surrey"

    def test_one_that_is_locked_counts_before_the_last_one(self, desktop: Desktop):
        desktop.quit(desktop.start(desktop.put(FINE, ARTICLE)))
        (desktop.places.state / "state.json").write_text('{"area": "Kent"}')
        system = desktop.places.system[-1] / "copydesk.ini"
        system.parent.mkdir(parents=True, exist_ok=True)
        for section, wanted in (("archive]\norganisation", "Kent"), ("policy]\narchive.organisation", "Surrey")):
            system.write_text(f"[{section} = Surrey\n")
            hands = desktop.start()
            hands.press("Ctrl+N")
            assert hands.session.fields["area"] == wanted
            desktop.quit(hands)

    def test_recent_articles_are_on_the_welcome_page(self, desktop: Desktop):
        hands = desktop.start(desktop.put(FINE, ARTICLE))
        hands.press("Ctrl+W")
        assert hands.at_welcome
        recent = [one.path for one in hands.program.kit.recents.all()]
        assert recent == [desktop.archive / ARTICLE]
        hands.menu("File", "Open recent")
        hands.press("Return")
        hands.settle()
        assert hands.tabs() == ["Bicycles taken from shed"]

    def test_a_broken_state_is_a_fresh_start(self, desktop: Desktop):
        desktop.places.state.mkdir(parents=True)
        (desktop.places.state / "state.json").write_text('{"geometry": 5, "open": "x", "recent": [1, [2]], "form": "y"')
        assert desktop.start().at_welcome

    def test_nonsense_in_the_state_is_a_fresh_start(self, desktop: Desktop):
        desktop.places.state.mkdir(parents=True)
        (desktop.places.state / "state.json").write_text(
            '{"geometry": "é!", "splitter": "AA", "open": [5, null], "recent": [1], "folds": {"x": 5}, "area": ""}'
        )
        hands = desktop.start()
        assert hands.at_welcome
        hands.press("Ctrl+N")
        assert hands.tabs()


class TestPanes:
    @pytest.fixture
    def hands(self, desktop: Desktop) -> Hands:
        return desktop.start(desktop.put(FINE, ARTICLE))

    def test_without_distraction_and_back(self, hands: Hands):
        hands.press("F8")
        assert not hands.window.preview.isVisible()
        hands.press("F11")
        shown = (hands.window.menuBar(), hands.window.tool_bar, hands.window.status, hands.view.form)
        assert not any(part.isVisible() for part in shown)
        assert hands.window.isFullScreen()
        hands.type("x")
        assert "x" in hands.body, "the cursor is in the text"
        hands.press("Ctrl+Z", "F11")
        assert all(part.isVisible() for part in shown)
        assert not hands.window.preview.isVisible(), "what was hidden before stays hidden"
        assert not hands.window.isFullScreen()

    def test_closing_the_last_article_ends_it(self, hands: Hands):
        hands.press("F11", "Ctrl+W")
        assert hands.at_welcome
        assert hands.window.menuBar().isVisible()
        assert not hands.window.isFullScreen()

    def test_leaving_it_by_quitting_is_not_remembered(self, hands: Hands, desktop: Desktop):
        hands.press("F11")
        desktop.quit(hands)
        again = desktop.start()
        assert again.window.menuBar().isVisible()
        assert again.view.form.isVisible()
        assert not again.window.isFullScreen()

    @pytest.mark.parametrize(("keys", "name"), [("F8", "preview"), ("F7", "form")])
    def test_a_pane_is_hidden_and_stays_hidden_at_the_next_start(
        self, hands: Hands, desktop: Desktop, keys: str, name: str
    ):
        def pane(of: Hands) -> QWidget:
            return of.window.preview if name == "preview" else of.view.form

        assert pane(hands).isVisible()
        hands.press(keys)
        assert not pane(hands).isVisible()
        assert not hands.window.acts[name].isChecked()
        desktop.quit(hands)
        again = desktop.start()
        assert not pane(again).isVisible()
        again.press(keys)
        assert pane(again).isVisible()
        assert again.window.acts[name].isChecked()

    def test_f6_goes_round_the_panes(self, hands: Hands):
        def where() -> str:
            panes = {"form": hands.view.form, "text": hands.view.body, "preview": hands.window.preview}
            return next(name for name, pane in panes.items() if pane is hands.focus or pane.isAncestorOf(hands.focus))

        hands.into_text()
        seen = []
        for _ in range(4):
            hands.press("F6")
            seen.append(where())
        assert seen in (["preview", "form", "text", "preview"], ["form", "text", "form", "text"])
        hands.press("F7")
        hands.into_text()
        hands.press("F6")
        assert where() in ("text", "preview")

    def test_zoom(self, hands: Hands):
        def size() -> float:
            return hands.view.body.editor.font().pointSizeF()

        before = size()
        hands.press("Ctrl++")
        assert size() > before
        hands.press("Ctrl+-", "Ctrl+-")
        assert size() < before
        hands.press("Ctrl+0")
        assert size() == before

    def test_settings_that_cannot_be_kept_count_until_the_window_is_closed(self, hands: Hands, desktop: Desktop):
        for place in sorted(desktop.places.config.rglob("*"), reverse=True):
            place.unlink()
        desktop.places.config.rmdir()
        desktop.places.config.write_bytes(b"a file in the folder's place")
        before = hands.program.kit.look.theme.name
        hands.menu("View", "Light or dark")
        assert hands.program.kit.look.theme.name != before
        assert "cannot be kept" in hands.status()
        other = desktop.root / "another"
        other.mkdir()
        with (
            hands.meeting("Choose the archive folder", choosing(other)),
            hands.answering(("will not be remembered", "Close")),
        ):
            hands.menu("File", "Choose archive folder")
        assert hands.program.kit.archive() == other

    def test_another_theme_by_menu_also_for_an_article_that_was_closed(self, hands: Hands, desktop: Desktop):
        hands.open(desktop.put(OTHER, "news/Surrey/other.md"))
        hands.press("Ctrl+W")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        before = hands.program.kit.look.theme.name
        hands.menu("View", "Light or dark")
        other = hands.program.kit.look.theme.name
        assert {before, other} == {"light", "dark"}
        assert desktop.settings().get("appearance.theme") == other
        hands.menu("View", "Light or dark")
        assert hands.program.kit.look.theme.name == before
