"""The calculation engine: the only room of the house that imports OpenFisca.

Nothing heavy is imported here: a process that only asks questions never pays for the engine.
`serve.open_engine` opens it, in a process of its own.
"""

from portal.services.openfisca.communes import national_communes
from portal.services.openfisca.presence import installed, version
from portal.services.openfisca.settings import EngineSettings, Override

__all__ = ["EngineSettings", "Override", "installed", "national_communes", "version"]
