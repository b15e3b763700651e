"""The web process stays small."""

import subprocess
import sys


def test_the_web_loads_neither_numpy_nor_openfisca() -> None:
    lines = "import sys, portal.web.app; print({'numpy', 'openfisca_core'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"


def test_numpy_can_still_be_loaded_after() -> None:
    lines = "import portal.store.lean, numpy; print(numpy.zeros(2).sum())"
    out = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "0.0"


def test_the_web_loads_a_client_only_for_a_router() -> None:
    lines = "import sys, portal.web.app; print('httpx' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
