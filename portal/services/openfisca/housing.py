"""The home, as the inputs housing aid, RSA and the chèque énergie read."""

from collections.abc import Mapping

from portal.domain.household import Household
from portal.services.openfisca.communes import national_communes

STATUS: Mapping[str, str] = {
    "hlm": "locataire_hlm",
    "locataire-prive": "locataire_vide",
    "meuble": "locataire_meuble",
    "chambre": "locataire_meuble",
    "colocation": "locataire_vide",
    "residence": "locataire_foyer",
    "proprietaire": "proprietaire",
    "accedant": "primo_accedant",
    "heberge-gratuit": "loge_gratuitement",
    "sans-domicile": "sans_domicile",
}
WITHOUT_RENT = ("heberge-gratuit", "sans-domicile")


def home(household: Household) -> dict[str, float | bool | str]:
    """The inputs of the menage; a home not described gets no housing aid and no deduction.

    ValueError when the commune is missing or OpenFisca has no zone for it.
    """
    housing = household.housing
    rent = 0.0 if housing is None or housing in WITHOUT_RENT else household.rent or 0.0
    return {
        "depcom": known_commune(household.commune),
        "statut_occupation_logement": STATUS.get(housing or "", "non_renseigne"),
        # For `primo_accedant` OpenFisca reads the loan's monthly payment here.
        "loyer": rent,
        "coloc": housing == "colocation",
        "logement_chambre": housing == "chambre",
    }


def known_commune(commune: str | None) -> str:
    """The INSEE code, when its zone is known. ValueError otherwise: never a silent zone."""
    if commune is None:
        raise ValueError("commune: the INSEE code of the commune is needed")
    if commune not in national_communes():
        raise ValueError(f"commune: no housing-aid zone is known for {commune}")
    return commune
