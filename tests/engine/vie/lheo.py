"""LHEO 2.3 files of the CARIF-OREF of Normandie, as short as may be."""

GRETA, VOISIN = "13000576600485", "82091873800023"


def fichier(*formations: str) -> bytes:
    corps = "".join(formations)
    return f'<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>{corps}</offres></lheo>'.encode()


def formation(
    numero: int,
    intitule: str,
    debut: str,
    fin: str,
    *,
    siret: str = GRETA,
    etat: str = "diffusee",
    **extras: str | int,
) -> str:
    """One formation with one session `SE_<numero>`; dates `AAAAMMJJ`; `extras` with underscores for hyphens."""
    tous = {"places": 12, "etat-fiche": etat} | {cle.replace("_", "-"): valeur for cle, valeur in extras.items()}
    dits = "".join(f'<extra info="{cle}">{valeur}</extra>' for cle, valeur in tous.items())
    return f"""
    <formation numero="14_AF_{numero:010d}">
      <intitule-formation>{intitule}</intitule-formation>
      <action numero="14_AC_{numero:010d}">
        <lieu-de-formation><coordonnees><adresse><ville>Rouen</ville></adresse></coordonnees></lieu-de-formation>
        <session numero="14_SE_{numero:010d}">
          <periode><debut>{debut}</debut><fin>{fin}</fin></periode>
          <etat-recrutement>1</etat-recrutement>
          <extras info="kairos">{dits}</extras>
        </session>
      </action>
      <organisme-formation-responsable>
        <SIRET-organisme-formation><SIRET>{siret}</SIRET></SIRET-organisme-formation>
        <raison-sociale>Greta Normandie</raison-sociale>
      </organisme-formation-responsable>
    </formation>"""
