"""What each kind of message does to the form: an answer, an act of the dialogue, a question aside."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from actions import aides, choix, complements, mots
from actions.donnees import NOMMEES
from actions.formulaire import Formulaire
from actions.lecture import Recolte
from actions.moteur import IssueInconnue, MoteurInjoignable, RefusDuMoteur
from actions.mots_cles import plat
from actions.propos import LECTURES
from actions.recolte import recolter
from actions.tour import Tour

# Said aside: their own rules answer them, then the form asks again.
APARTES = frozenset({
    "faq", "hors-perimetre", "salutation", "remerciement", "au-revoir", "qui-es-tu", "aide-capacites", "insulte",
    "satisfaction", "mecontentement",
})  # fmt: skip
COMMANDE = re.compile(r"[{}<>\"]|^\s*/")
MOTS_D_UNE_REPONSE = 6
MOTS_D_UN_NOM = 5
# How sure of a yes one must be to write: of the lines taken for one above, eight in ten are; below, three in ten.
FRANC = 0.9
# Where a reason or a problem is awaited, what asks for something else.
AUTRE_DEMANDE = re.compile(
    r"\b(?:(?:je|on) (?:veux|voudrais|souhaite|prefere|dois)|j aimerais|peux tu|peut on|pouvez|pourri?ez)\b"
    r"|^(?:(?:non|ok|bon|finalement|en fait|plutot) )*(?:montre|donne|annul|arrete|stop|laisse|comment|pourquoi"
    r"|ou en est|quel|qu est|mes |cree|programme|inscri|parler|passe)"
)
PHRASE = re.compile(r"\b(je|j|tu|vous|nous|on|comment|pourquoi|ou en est|quel\w*|mon|ma|mes|notre|nos|une?|l[ea]s?)\b")


async def jouer(f: Formulaire) -> None:
    """Deal with the turn, once: Rasa comes back after an aside, and must find it done."""
    deja_vu = f.etat.tour == f.tour.id
    f.etat.tour = f.tour.id
    try:
        try:
            if not deja_vu:
                await _repondre(f)
            elif f.etat.operation and f.etat.attend is None:
                await f.avancer(Recolte())
        except RefusDuMoteur as refus:
            await f.refuser(refus)
    except (MoteurInjoignable, IssueInconnue):  # a preview writes nothing, whatever became of it
        f.dire(mots.panne_apercu(), [mots.REESSAYER, mots.ANNULER])
        if f.etat.operation:
            f.etat.attend = (f.etat.attend or {"donnee": "reprise", "type": "reprise"}) | {"muet": True}


async def _repondre(f: Formulaire) -> None:
    if f.etat.operation and f.tour.intention in {*APARTES, "operation"} and repond_a_la_question(f):
        f.tour = replace(f.tour, intention="donnee", ids=())
    if f.demande == "confirmation" and complements.complete(f.operation, f.tour):
        f.tour = replace(f.tour, intention="corriger", ids=())
    if f.tour.intention == "operation":
        return await f.demarrer()
    if f.etat.operation is None:
        return f.etat.clore()
    if f.etat.attend:
        f.etat.attend = {k: v for k, v in f.etat.attend.items() if k != "muet"}
    if f.tour.intention in APARTES:
        return await aparte(f)
    await GESTES.get(f.tour.intention, Formulaire.donner)(f)


def repond_a_la_question(f: Formulaire) -> bool:
    """Whether a short message is one of the proposals shown, or free words where free words are awaited.

    « Cuisine », « Formations du Havre »: the understanding does not know what the form shows, and may take them for
    something else.
    """
    attend, donnee, texte = f.etat.attend or {}, f.donnee, f.tour.texte
    if donnee is None or f.tour.bouton or "?" in texte:
        return False
    if plat(texte).startswith(plat(donnee.titre)):  # « raison sociale Seine Habitat, la responsable c’est … »
        return True
    raconte = donnee.nom in LECTURES and not AUTRE_DEMANDE.search(plat(texte))  # why, what happens: at any length
    if raconte or len(texte.split()) > MOTS_D_UNE_REPONSE:
        return raconte
    if attend.get("parmi"):
        montres = [c["valeur"] for c in attend["parmi"]]
        return choix.retenir(attend["parmi"], choix.reperes(f.tour.entites, texte), montres)[1]
    libre = donnee.type in NOMMEES and f.tour.intention in ("operation", "hors-perimetre")
    return libre and not PHRASE.search(plat(texte)) and len(texte.split()) <= MOTS_D_UN_NOM


async def aparte(f: Formulaire) -> None:
    """A question or small talk: its rule answers. What it also says of the operation is taken first."""
    reponse = _reponse_avant_la_question(f.tour)
    if reponse is not None and (f.donnee is None or f.donnee.type not in NOMMEES):
        recolte = recolter(f.operation, f.etat, reponse)
        if recolte.valeurs:
            await f.avancer(recolte)
    f.rejete = f.etat.confirmation is None


def _reponse_avant_la_question(tour: Tour) -> Tour | None:
    """The answer in « 20. D’ailleurs c’est quoi une RIC ? »: a short clause of its own before the question."""
    clause = re.match(r"[^.;!?]+[.;!]", tour.texte)
    if clause is None or len(clause[0].split()) > MOTS_D_UNE_REPONSE:
        return None
    dedans = tuple(entite for entite in tour.entites if entite.fin <= clause.end())
    return replace(tour, texte=clause[0].rstrip(".;! "), entites=dedans)


async def annuler(f: Formulaire) -> None:
    f.dire(mots.abandon(f.operation))
    if await f.depiler():
        await f.avancer(Recolte())
    else:
        f.etat.clore()


async def affirmer(f: Formulaire) -> None:
    apercu = f.etat.apercu or {}
    recolte = recolter(f.operation, f.etat, f.tour)
    if f.demande != "confirmation" or "cle" not in apercu:
        parmi: list[dict[str, Any]] = (f.etat.attend or {}).get("parmi") or []
        if not recolte.utile and len(parmi) == 1 and f.donnee is not None:
            recolte.valeurs[f.donnee.nom] = parmi[0]["valeur"]
        if recolte.utile or f.donnee is None:
            await f.avancer(recolte)
            return
        return f.dire(mots.RIEN_ENCORE)
    if recolte.utile:  # « oui mais à 15 h »: a change, hence another recap
        await f.avancer(recolte)
    elif COMMANDE.search(f.tour.texte):  # a typed command is no yes
        f.dire(mots.OUI_OU_CORRIGER)
    elif f.tour.bouton.get("cle", apercu["cle"]) != apercu["cle"]:
        f.dire(mots.RECAP_PERIME)
    elif f.tour.confiance < FRANC:
        f.dire(mots.DOIS_JE, [mots.oui(apercu["cle"]), mots.CORRIGER, mots.ANNULER])
        f.etat.attend = {**(f.etat.attend or {}), "muet": True}
    else:
        f.etat.confirmation = "oui"


async def nier(f: Formulaire) -> None:
    recolte = recolter(f.operation, f.etat, f.tour)
    donnee = f.donnee
    if donnee is not None and not recolte.utile and donnee.nom not in f.etat.donnees:
        if donnee.facultatif:
            f.etat.dit["passees"] = {**f.etat.dit.get("passees", {}), donnee.nom: True}
            await f.avancer(Recolte())
            return
        return f.manquer()
    await corriger(f, recolte)


async def corriger(f: Formulaire, recolte: Recolte | None = None) -> None:
    recolte = recolte or recolter(f.operation, f.etat, f.tour)
    if recolte.utile or "cites" in recolte.dit:
        if not await f.avancer(recolte):
            demander_quoi(f)
        return
    nommee = f.tour.bouton.get("donnee") or f.nommee()
    donnee = f.operation.donnee(nommee) if nommee else None
    if donnee is None:
        return demander_quoi(f)
    await f.redemander(donnee)


def demander_quoi(f: Formulaire) -> None:
    boutons = [
        {"title": mots.majuscule(donnee.titre), "payload": {"acte": "corriger", "donnee": donnee.nom}}
        for donnee in f.operation.donnees
        if donnee.nom in f.etat.donnees
    ]
    if not boutons:
        return f.manquer()
    f.dire(mots.QUE_CORRIGER, [*boutons, mots.ANNULER])
    f.etat.attend = {**(f.etat.attend or {}), "muet": True}


async def pourquoi(f: Formulaire) -> None:
    f.dire(aides.pourquoi(f.donnee) if f.donnee else aides.POURQUOI_CONFIRMER)


async def aider(f: Formulaire) -> None:
    donnee, attend = f.donnee, f.etat.attend or {}
    if donnee is None:
        return f.dire(aides.POURQUOI_CONFIRMER)
    f.dire(aides.aide(donnee, attend.get("parmi") or ()), [mots.PASSER] if donnee.facultatif else [mots.PERSONNE])


async def repeter(f: Formulaire) -> None:
    """The form asks again by itself."""


async def recommencer(f: Formulaire) -> None:
    f.dire(mots.recommencer(f.operation))
    f.etat.commencer(f.operation.id)
    await f.avancer(Recolte())


async def attendre(f: Formulaire) -> None:
    f.dire(mots.ATTENDRE)
    f.etat.attend = {**(f.etat.attend or {}), "muet": True}


async def reprendre(f: Formulaire) -> None:
    f.dire(mots.reprise(f.operation))
    await f.avancer(Recolte())


GESTES: dict[str, Callable[[Formulaire], Awaitable[None]]] = {
    "annuler": annuler,
    "affirmation": affirmer,
    "negation": nier,
    "corriger": corriger,
    "pourquoi-cette-question": pourquoi,
    "je-ne-sais-pas": aider,
    "repeter": repeter,
    "recommencer": recommencer,
    "attendre": attendre,
    "reprendre": reprendre,
}
