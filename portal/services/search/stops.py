"""Words that say nothing of what is sought, folded, for each language people type in."""

from collections.abc import Mapping

STOPS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(
        "a ai ait alors ao as au aussi aux avais avait avec avez avoir avons c ca car ce ceci cela celle"
        " celui ces cet cette ceux chaque chez ci comme comment d dans de des dois doit du elle elles"
        " en encore es est et etaient etait etant ete etes etre eu euh eux fait fais faire fallait faut"
        " fut ici il ils j jai je jsuis chui chuis juste l la le les leur leurs lorsque lui m ma mais"
        " me mes meme merci moi mon n ne ni nos notre nous on ont or ou par parce pendant peu peut peux"
        " peuvent peu pour pourquoi pouvez puis puisque q qd qu quand que quel quelle quelles quelqu"
        " quelque quelques quels qui quoi s sa sais savoir se serai serait ses si soi soit sommes son"
        " sont suis sur svp t ta tant te tel telle tes toi ton tous tout toute toutes tres tu un une va"
        " vais veut veux vers voici voila vos votre voudrais vous vouloir y estce kel koi ki ke ds ya"
        " bonjour aimerais souhaite souhaiterais dit dire cest quun quune est-ce"
        " mr mme monsieur madame lequel laquelle".split()
    ),
    "en": frozenset(
        "a about am an and any are as at be been being but by can could did do does for from get got"
        " had has have he her him his how i if in into is it its just ll m me my of on or our please"
        " re s she should so some t than that the their them then there these they this those to up us"
        " ve was we were what when where which who whom why will with would you your"
        " want wants looking".split()
    ),
    "es": frozenset(
        "a al algo ante aqui como con cual cuando de del desde donde e el ella ellos en entre era es esa"
        " ese eso esta este esto estoy ha hay he la las le les lo los me mi mis mucho muy nos o os otro"
        " para pero por porque puedo puede que quien quiero se ser si sobre son soy su sus te tengo tiene"
        " tu tus un una uno unos y ya yo hacer necesito".split()
    ),
    "ar": frozenset(
        "في من على الى عن مع هذا هذه ذلك التي الذي ما ماذا كيف هل انا نحن هو هي هم كان كانت ان او ثم قد"
        " كل بعض عند لي لك له لها بي اين متي لماذا اريد و يا حتي اذا".split()
    ),
}  # fmt: skip

NEGATIONS = frozenset("pas plus jamais aucun aucune no not never none nunca ningun".split())
"""Said one for the other: « il paye plus », « il paye pas »."""

NEGATION = "pas"

LIGHT = NEGATIONS | frozenset("sans rien trop without too nothing sin nada لا بدون".split())
"""They change a phrase but find nothing alone: « sans papiers »."""

WEAK = frozenset(
    "aide aides aider aidez allocation allocations argent avantage besoin chercher cherche combien"
    " comment concernant demande demander demarche dossier droit droits euros gratuit gratuite"
    " information mois moins mettre obtenir personne prendre quelqu question recevoir service toucher"
    " touche trouver"
    " help apply benefit benefits claim free getting need money support ayuda ayudas pedir solicitar"
    " مساعده مساعدات طلب".split()
)  # fmt: skip
"""So many sheets hold them that they say little."""


def stops(lang: str) -> frozenset[str]:
    """The stop words of a language; the French ones when it is unknown."""
    return STOPS.get(lang, STOPS["fr"])
