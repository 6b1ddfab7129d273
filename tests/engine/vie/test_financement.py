"""Quotes: an AIF with and without quality reference, AFPR and POEI with their employer, each party's answer."""

from tests.engine.vie.client import Api
from tests.engine.vie.monde import Monde

CHIFFRES = {"montant": "3200.50", "heures": 140}
AIF = CHIFFRES | {"type_devis": "aif", "candidat": "7942369Z", "session": "SE_0000160070"}
VOISIN = AIF | {"session": "SE_0000169954"}
ENTREPRISE = {
    "intitule": "Agent de conditionnement",
    "employeur": "Entreprise Dupré",
    "date_debut": "2027-02-01",
    "date_fin": "2027-03-31",
    "heures": 140,
    "lieu": "Elbeuf",
}


def test_financement(api: Api) -> None:
    m = Monde(api)

    # ── AIF: only with a valid quality reference; the job seeker accepts, then the adviser validates ──
    m.voisin.refuse("creer-devis", 409, "aif-sans-referencement-qualite", **VOISIN)
    m.rgc_voisin.refuse(
        "declarer-referencement-qualite", 409, "validite-qualite-passee",
        reference_qualite="QUAL-1", date_fin_validite="2027-01-04",
    )  # fmt: skip
    m.rgc_voisin.faire("declarer-referencement-qualite", reference_qualite="QUAL-1", date_fin_validite="2027-01-31")
    m.voisin.faire("creer-devis", **VOISIN)
    m.greta.refuse("creer-devis", 422, "montant-non-positif", **AIF | {"montant": "0"})
    m.greta.refuse("creer-devis", 422, "montant-incorrect", **AIF | {"montant": "3200.505"})
    devis = m.greta.faire("creer-devis", **AIF | {"session": "SE_0000160071"}).resultat["devis"]
    assert devis not in [un["devis"] for un in m.lea.lire("/devis")]
    m.lea.refuse("accepter-devis", 404, "devis-inconnu", devis=devis)
    m.greta.faire("transmettre-devis", devis=devis)
    m.greta.defaire("transmettre-devis")
    m.greta.faire("transmettre-devis", devis=devis)
    m.pole_emploi.refuse("valider-devis", 409, "devis-passage-impossible", devis=devis)
    assert devis in [un["devis"] for un in m.lea.lire("/devis")]
    m.voisin.refuse("suivre-devis", 404, "devis-inconnu", devis_ou_candidat=devis)
    assert m.lea.faire("accepter-devis", devis=devis).resultat["statut"] == "accepte"
    assert m.pole_emploi.faire("valider-devis", devis=devis).resultat["statut"] == "valide"
    assert m.pole_emploi.faire("clore-devis", devis=devis).resultat["statut"] == "clos"
    (suivi,) = m.greta.faire("suivre-devis", devis_ou_candidat=devis).resultat["devis"]
    assert (suivi["statut"], suivi["montant"]) == ("clos", "3200.50")

    # ── AFPR and POEI: a session of one's own, with the employer who accepts or refuses ──
    for dispositif in ("afpr", "poei"):
        session = m.greta.faire("creer-session-entreprise", type_dispositif=dispositif, **ENTREPRISE).resultat[
            "session"
        ]
        demande = CHIFFRES | {"type_devis": dispositif, "candidat": "2301457B", "session": session}
        devis = m.greta.faire("creer-devis", **demande, employeur="Entreprise Dupré").resultat["devis"]
        m.greta.faire("transmettre-devis", devis=devis)
        m.lea.refuse("accepter-devis", 404, "devis-inconnu", devis=devis)
        if dispositif == "afpr":
            m.employeur.faire("accepter-devis", devis=devis)
            refuse = m.pole_emploi.faire("refuser-devis", devis=devis, motif="Durée trop longue")
            assert refuse.resultat["statut"] == "refuse_pe"
        else:
            refuse = m.employeur.faire("refuser-devis", devis=devis, motif="Recrutement annulé")
            assert refuse.resultat["statut"] == "refuse"
        m.pole_emploi.refuse("valider-devis", 409, "devis-passage-impossible", devis=devis)

    # ── February 1st: the neighbour's reference has run out on January 31st, last day included ──
    api.avancer("2027-01-31T12:00")
    m.voisin.faire("creer-devis", **VOISIN | {"candidat": "8901234F"})
    api.avancer("2027-02-01T00:01")
    m.voisin.refuse("creer-devis", 409, "aif-sans-referencement-qualite", **VOISIN | {"candidat": "9012345G"})
