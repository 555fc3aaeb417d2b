"""The window when others change a file, when an earlier state is wanted, and after a bad end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton

from tests.app.person import FINE
from tests.hands import Desktop, Hands

ARTICLE = "news/Surrey/article.md"
LAST = "Anyone who saw them is asked to call us."
THEIRS = FINE.replace(LAST, "Anyone who saw them is asked to call 101.")


def press_main(dialog: QDialog) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.isDefault()).click()


def changed_by_both(desktop: Desktop, hands: Hands) -> Path:
    path = desktop.put(FINE, ARTICLE)
    hands.open(path)
    hands.settle()
    hands.into_text()
    hands.press("Ctrl+Home")
    hands.type("New. ")
    path.write_text(THEIRS, "utf-8")
    hands.wait(lambda: any("Somebody else changed" in banner for banner in hands.banners()))
    return path


def test_changes_of_both_that_do_not_collide_are_put_together(desktop: Desktop, hands: Hands):
    path = changed_by_both(desktop, hands)

    def use(dialog: QDialog) -> None:
        hands.wait(lambda: any(one.isDefault() and one.isEnabled() for one in dialog.findChildren(QPushButton)))
        press_main(dialog)

    with hands.meeting("Put two versions together", use):
        hands.click("Compare and merge …".removesuffix("…").strip())
    hands.wait(lambda: "101" in hands.body)
    assert hands.body.startswith("New. Two bicycles")
    assert path.read_text("utf-8") == THEIRS
    hands.press("Ctrl+S")
    hands.settle()
    saved = path.read_text("utf-8")
    assert "New. Two bicycles" in saved
    assert "call 101." in saved
    assert not hands.banners()


def test_a_clean_article_is_reloaded_and_stays_clean_until_that_is_undone(desktop: Desktop, hands: Hands):
    path = desktop.put(FINE, ARTICLE)
    hands.open(path)
    hands.settle()
    path.write_text(THEIRS.replace("Two bicycles", "Three bicycles"), "utf-8")
    hands.wait(lambda: "101" in hands.body)
    hands.settle()
    assert not hands.window.isWindowModified()
    hands.into_text()
    hands.press("Ctrl+Z")
    assert hands.body.endswith("call us.")
    assert hands.window.isWindowModified()
    hands.press("Ctrl+Shift+Z")
    assert hands.body.endswith("call 101.")
    assert not hands.window.isWindowModified()


def test_taking_theirs_is_one_undo_away_from_mine(desktop: Desktop, hands: Hands):
    changed_by_both(desktop, hands)
    hands.click("Take theirs")
    assert hands.body.endswith("call 101.")
    assert not hands.body.startswith("New.")
    hands.into_text()
    hands.press("Ctrl+Z")
    assert hands.body.startswith("New. Two bicycles")


def test_keeping_mine_replaces_theirs_only_on_saving_and_keeps_it_as_a_version(desktop: Desktop, hands: Hands):
    path = changed_by_both(desktop, hands)
    hands.click("Keep mine")
    assert path.read_text("utf-8") == THEIRS
    hands.press("Ctrl+S")
    hands.settle()
    assert "call us." in path.read_text("utf-8")
    versions = hands.program.kit.versions
    assert THEIRS.encode() in [versions.read(version.id) for version in versions.of(path)]


def test_a_file_that_went_away_is_saved_again_by_its_notice(desktop: Desktop, hands: Hands):
    path = desktop.put(FINE, ARTICLE)
    hands.open(path)
    hands.settle()
    path.unlink()
    hands.wait(lambda: any("deleted" in banner for banner in hands.banners()))
    hands.click("Save it there again")
    hands.settle()
    assert path.read_text("utf-8") == FINE


def test_an_earlier_version_is_restored_as_an_edit(desktop: Desktop, hands: Hands):
    path = desktop.put(FINE, ARTICLE)
    hands.open(path)
    hands.settle()
    hands.field("headline").type("Bicycles found")
    hands.press("Ctrl+S")
    hands.settle()

    def restore(dialog: QDialog) -> None:
        whole = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Restore whole")
        hands.wait(whole.isEnabled)
        whole.click()
        dialog.reject()

    with hands.meeting("Earlier versions", restore):
        hands.menu("File", "Earlier versions")
    assert hands.field("headline").text == "Bicycles taken from shed"
    assert "Bicycles found" in path.read_text("utf-8")


def test_work_that_was_not_saved_is_offered_at_the_next_start(desktop: Desktop, hands: Hands):
    path = desktop.put(FINE, ARTICLE)
    hands.open(path)
    hands.settle()
    hands.into_text()
    hands.press("Ctrl+End")
    hands.type(" Typed before the crash.")
    hands.program.keeper.flush()
    # The program dies here: its journal stays as it is, nothing is asked or saved.
    hands.program.keeper.close()
    desktop.put_away()
    again = desktop.start()
    with again.meeting("Unsaved work was found", press_main):
        again.program.keeper.look()
        again.wait(lambda: again.program.kit.desk.sessions)
    again.settle()
    assert again.body.endswith("Typed before the crash.")
    assert path.read_text("utf-8") == FINE


def test_a_letter_typed_and_taken_back_leaves_nothing_to_save(desktop: Desktop, hands: Hands):
    hands.open(desktop.put(FINE, ARTICLE))
    hands.settle()
    hands.into_text()
    hands.type("x")
    assert hands.window.isWindowModified()
    hands.press("Ctrl+Z")
    assert not hands.window.isWindowModified()
