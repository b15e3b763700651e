"""The common words of names and streets, with the accents that lists in capitals lose."""

from collections.abc import Mapping

from portal.services.search.folding import fold


def _spelt(words: str) -> Mapping[str, str]:
    return {fold(word): word for word in words.split()}


LINKS = frozenset("d de du des et en sur sous au aux a pour par ou dans".split())
"""Words that never carry a capital inside a name."""

ARTICLES = frozenset("l le la les".split())
ELIDED = frozenset("d j n qu".split())

ACRONYMS = frozenset(
    "adoma afed afjt agasec algd alt apsis assol ascl ccas cias daeec idf lclb mjc mlc pada psp "
    "sqy udaf ufcv za zac zi".split()
)
"""Kept as written although they can be read as words."""

ADJECTIVES = _spelt(
    "municipal municipale municipales communal communale communautaire intercommunal "
    "intercommunale intercommunales social sociale sociaux culturel culturelle socioculturel "
    "socioculturelle multimédia associatif associative solidaire français française départemental "
    "départementale délégué déléguée éphémère numérique numériques musical musicale"
)
"""In a name they follow their noun, in small letters."""

NOUNS = _spelt(
    "accueil action aidants ages animation annexe antenne association atelier bibliobus "
    "bibliothèque bibliothèques bureau café centre château chômeurs cité club commune croix "
    "culture cyclotourisme direction droit droits difficulté école écoles écoquartier éducation "
    "église emploi enfance espace établissement familles femmes foyer habitants insertion "
    "information jeunes jeunesse loisirs ludothèque maghrébins mairie maison maisons médiation "
    "médiathèque médiathèques méritocratie métiers mission laïcité lecture parents permanence "
    "pôle précaires projets quartier réseau ressourcerie rouge services service solidarité "
    "théâtre travailleurs université ville"
)
"""Common nouns: small after « de » or « des » when the whole name was in capitals."""

GENERIC = frozenset(
    "accueil annexe antenne bibliobus bibliotheque bibliotheques bureau ccas centre commune de du "
    "des et d l la le les espace etablissement france information jeunesse kiosque ludotheque "
    "mairie maison mediatheque mediatheques municipal municipale municipales communal communale "
    "communautaire intercommunale multimedia numerique quartier reseau service services social "
    "sociale action culturel village associative associatif point atelier emploi famille".split()
)
"""A name made of these alone could be anywhere."""

ABBREVIATIONS = {
    "pl": "place", "all": "allée", "av": "avenue", "ave": "avenue", "r": "rue", "bd": "boulevard",
    "bld": "boulevard", "rte": "route", "che": "chemin", "chem": "chemin", "sq": "square",
    "imp": "impasse", "qu": "quai", "crs": "cours", "pas": "passage", "res": "résidence",
    "rpt": "rond-point", "fg": "faubourg", "mail": "mail",
}  # fmt: skip
"""Street types as the post office shortens them. Source: norme AFNOR NF Z 10-011."""

STREETS = _spelt(
    "allée avenue boulevard chemin cour cours esplanade faubourg impasse mail parc parvis passage "
    "place promenade quai résidence route rue ruelle sente sentier square villa"
)

SHORTENED = {"st": "Saint", "ste": "Sainte", "ass": "Association", "mal": "Maréchal"}

SPELT = _spelt(
    "aimé andré césaire émile étienne eugène félix françois françoise frédéric général gérard "
    "hélène hôtel jaurès jérôme léo léon liberté libération lycée maréchal péri président prévert "
    "rené république résistance thérèse vallée zoé"
)
"""Words of names and streets whose accents are sure."""
