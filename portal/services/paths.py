"""Where each kind of sheet stands on the site: for its pages, and for what programs are told."""

SHEET_PATHS = {
    "urgences": "urgences",
    "aids": "aides",
    "platforms": "plateformes",
    "initiatives": "initiatives",
    "lessons": "apprendre",
    "places": "lieux",
}


def sheet_path(lang: str, reference: str) -> str:
    """The path of the sheet `kind/id` in a language; the self-test's for one of its outcomes."""
    kind, _, id_ = reference.partition("/")
    return f"/{lang}/{SHEET_PATHS[kind]}/{id_}" if kind in SHEET_PATHS else f"/{lang}/autotest"
