"""The form: the fields of one article."""

from editor.gui.form.pane import FormPane
from editor.gui.form.state import FormState

__all__ = ["FormPane", "FormState"]
