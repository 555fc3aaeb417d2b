"""Every property of the core is tried on many more examples by ``make torture`` (``pytest -m torture``)."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("COPYDESK_EXAMPLES", "3000"))

# The machine that runs the tests is shared: one slow example says nothing.
settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("torture", settings.get_profile("usual"), max_examples=EXAMPLES)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("torture" if _tortures(config) else "usual")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items if _tortures(config) else ():
        if item.path.parent.name == "core" and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("torture")


def _tortures(config: pytest.Config) -> bool:
    return config.option.markexpr == "torture"
