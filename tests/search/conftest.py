"""The real content, opened once for every search."""

from collections.abc import Callable

import pytest
from cryptography.fernet import Fernet

from portal.services.opening import open_site
from portal.services.site import Site
from portal.settings import Settings

Build = Callable[..., Site]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site of the real content, for the territories asked."""
    state = tmp_path_factory.mktemp("search")

    def built(territories: tuple[str, ...] = ()) -> Site:
        keys = (Fernet.generate_key().decode(),)
        return open_site(Settings(keys=keys, state=state, territories=territories))

    return built


@pytest.fixture(scope="session")
def site(build: Build) -> Site:
    """The site of all the territories."""
    return build()
