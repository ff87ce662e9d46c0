"""What the tests of the expectations share."""

from __future__ import annotations

import pytest

from tests.expectations.sound_page import Frames, sound_page


@pytest.fixture
def frames() -> Frames:
    return sound_page()
