"""Free words said inside a longer sentence: a firm, a title. Found by what announces them, never guessed.

`Donnee.dit` of the catalogue says how a datum is said, `Donnee.annonce` the words it follows, the surest first.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from actions.catalogue import Donnee, Operation
from actions.metiers import est_un_metier
from actions.tour import Entite, Tour

# A legal form or a kind of organisme is part of the name: « SARL Bati Form », « l’association Tremplin 76 ».
FORME = (
    r"(?:sarl|sasu|sas|eurl|scop|scic|sa|snc|ets|etablissements?|association|asso|institut|centre|cfa|greta|afpa|mfr"
    r"|lycee|ecole|academie|campus|groupe|garage|boulangerie|boucherie|restaurant|hotel|brasserie|transports?|cabinet"
    r"|clinique|ehpad|pharmacie|atelier|ateliers|menuiserie|maconnerie|imprimerie|domaine|ferme|scierie)"
)
_LIEU = re.compile(r"\b[Ll]ieu ?: ?([^\n,;:]{2,60})")
_FORME_OU_ENTREPRISE = re.compile(rf"(?:{FORME}|entreprise|societe) ")
_ENTREPRISE = re.compile(r"(?:[\w,:] |[’'«])(Entreprise|Société) $")
_CAPITALE = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w&]|\.(?=\w))*(?:['’-][\w&]+)*|\d+)"
_LIEN = r"(?:de la |de l['’]|des |de |du |d['’]|la |le |les |l['’]|et |& |en |sur |aux? )"
PROPRE = re.compile(rf"(?:(?:Les?|La) |L['’])?{_CAPITALE}(?:[ -]{_LIEN}*{_CAPITALE})*")
# Words with a capital that name no firm.
_AUTRES = re.compile(
    r"\b(?:siret|rgc|kairos|mme|mlle|mr?|madame|monsieur|je|j|nous|on|notre|nos|bonjour|bonsoir|merci|responsable"
    r"|gestionnaires?|courriel|mail|adherer|afpr|poei?|aif|qualiopi|pole emploi|france travail|raison sociale)\b"
)
_EN_TETE = re.compile(r"(?:adhesion|organisme|employeur|intitule\w*|session|demande|inscription)\b")
_SUITE = re.compile(r",? *(?:[:=]|(?:c'est|est|sera|s'appelle)\b)? *(?:l'|(?:la|le|les|un|une) )?")
_VERBE = re.compile(r"\b(?:ca|elle|il|on|je|j')(?:\b| )(?=\w)|\bqui\b")  # « garage lemonnier ça commence lundi »
_FIN = re.compile(r"[,;:!?/→\n()«»\"]|\.(?= |$|\n)| - | – ")
_CHEZ = re.compile(rf"\b(?i:{FORME}) (?=(?:Les? |La |L['’])?[A-ZÀ-ÖØ-Þ])")  # « aide soignant ehpad Les Tilleuls »
_SEGMENT = re.compile(r"[,;:\n/(→>] *| - ")
_VIDES_AVANT = re.compile(r"^(?: |de |d'|du |des |en |un |une |la |le |les |l'|comme |c'est |au |a |:|=)+")
_VIDES_APRES = re.compile(
    r"(?:[ ,:(-]|\bd'|(?<=[ ])(?:de|pr|du|des|en|un|une|la|le|les|l'|au|aux|a|pour|chez|avec|sur|et|dans|pendant|durant"
    r"|duree|debut\w*|fin\w*|commencant|demarr\w+|qui|se deroul\w+|lieu|soit|par|c'est|est|sera|aura|durera|dure))+$"
)
_SIRET_AVANT = re.compile(
    r"[ ,:;(/-]*(?:(?:avec|au|le|n°|no|numero|num|de)? ?)*siret(?: ?(?:n°|no|numero|est|:|le))* ?$"
)
MOTS_D_UN_TITRE = 9
MOTS_SANS_CAPITALE = 5
MOTS_D_UNE_VILLE = 2
LETTRES_D_UN_NOM = 4
VOISINAGE = 3  # signs between a person and their address


@dataclass(frozen=True)
class Dite:
    """Words read, and where."""

    valeur: str
    debut: int
    fin: int


def lire(donnee: Donnee, operation: Operation, tour: Tour, attendue: bool) -> Dite | None:
    """What the sentence says of `donnee`; once it is `attendue`, only what bears its name: « Intitulé : … »."""
    if not donnee.dit or not tour.texte.strip():
        return None
    lecture = _Lecture(tour.texte, _plie(tour.texte), tour.entites, _annonces(operation))
    if attendue:
        return lecture.apres_son_nom(donnee)
    return lecture.apres_son_nom(donnee) or (lecture.firme(donnee) if donnee.dit == "firme" else lecture.titre(donnee))


def lieu(tour: Tour) -> Dite | None:
    """« Lieu : bureau de Mme Hervé »: the whole line, where no known place is in it."""
    dit = _LIEU.search(tour.texte)
    if dit is None or any(e.type == "lieu" for e in tour.entites):
        return None
    return Dite(dit[1].strip(" .,;"), dit.start(1), dit.end(1))


def nom_de_l_adresse(tour: Tour) -> str | None:
    """The person whose e-mail address is said, with or without a capital: « jean-pierre lebrun jp.lebrun@bati.fr »."""
    noms = [e for e in tour.entites if e.type == "nom"]
    for courriel in (e for e in tour.entites if e.type == "courriel"):
        compte = re.sub(r"[^a-z]", "", _plie(str(courriel.valeur).partition("@")[0]))
        siens = [e for e in noms if any(len(m) >= LETTRES_D_UN_NOM and m in compte for m in _mots(str(e.valeur)))]
        if len(siens) != 1:
            continue
        suite = re.compile(r" (?P<mot>[^\W\d_]+(?:['’-][^\W\d_]+)*)").match(tour.texte, siens[0].fin)
        libre = suite is not None and not any(
            e.debut < suite.end() and e.fin > suite.start("mot") for e in tour.entites
        )
        if suite and libre and any(len(mot) >= LETTRES_D_UN_NOM and mot in compte for mot in _mots(suite["mot"])):
            return f"{siens[0].valeur}{suite[0]}"  # « inès boulanger »
        if len(noms) > 1:
            return str(siens[0].valeur)
    return None if noms else _nom_sans_capitale(tour)


def _mots(texte: str) -> list[str]:
    return re.findall(r"[a-z]+", _plie(texte))


def _nom_sans_capitale(tour: Tour) -> str | None:
    for courriel in (e for e in tour.entites if e.type == "courriel"):
        compte = re.sub(r"[^a-z]", "", _plie(str(courriel.valeur).partition("@")[0]))
        mots = [m for m in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", tour.texte) if not _dans(m, tour.entites)]
        for rang, mot in enumerate(mots):
            lettres = re.sub(r"[^a-z]", "", _plie(mot[0]))
            if len(lettres) < LETTRES_D_UN_NOM or lettres not in compte:
                continue
            for voisin in (rang - 1, rang + 1):
                if 0 <= voisin < len(mots) and _plie(mots[voisin][0])[0] == compte.replace(lettres, "")[:1]:
                    debut, fin = sorted((mot, mots[voisin]), key=re.Match.start)
                    if tour.texte[debut.end() : fin.start()] == " ":
                        return tour.texte[debut.start() : fin.end()]
    return None


def _dans(mot: re.Match[str], entites: Sequence[Entite]) -> bool:
    return any(e.debut <= mot.start() < e.fin for e in entites)


def _plie(texte: str) -> str:
    """Lower case, no accent, sign for sign."""
    signes = (unicodedata.normalize("NFKD", signe)[:1].lower() or signe for signe in texte)
    return "".join(signes).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def _annonces(operation: Operation) -> re.Pattern[str]:
    """What begins another datum of the operation."""
    mots = {_plie(mot) for donnee in operation.donnees for mot in donnee.annonce}
    mots |= {_plie(mot) for donnee in operation.donnees for mot in (donnee.titre, *donnee.suit)}
    return re.compile("|".join(rf"\b{re.escape(mot)}\b" for mot in sorted(mots, key=len, reverse=True)))


@dataclass(frozen=True)
class _Lecture:
    texte: str
    plie: str
    entites: Sequence[Entite]
    annonces: re.Pattern[str]

    def apres_son_nom(self, donnee: Donnee) -> Dite | None:
        """« Raison sociale : Normandie Langues », as a form is filled."""
        noms = [_plie(donnee.titre), *(_plie(mot) for mot in donnee.annonce if mot not in ("pour", "avec", "chez"))]
        for nom in noms:
            place = re.search(rf"\b{re.escape(nom)}(?: de (?:l'|la |votre )?\w+)? *[:=] *(?=\S)", self.plie)
            place = place or re.match(
                rf"(?:la |l'|le )?{re.escape(_plie(donnee.titre))}(?: est| c'est)? (?=\S)", self.plie
            )
            if place:
                return self._jusqu_a(place.end(), self._fin(place.end(), souple=True))
        return None

    def firme(self, donnee: Donnee) -> Dite | None:
        """A firm: after what announces it, by its legal form, or beside its SIRET."""
        for annonce in donnee.annonce:
            for place in re.finditer(rf"\b{re.escape(_plie(annonce))}\b", self.plie):
                suite = _SUITE.match(self.plie, place.end())
                debut = suite.end() if suite else place.end()
                trouvee = self._propre(debut) or self._firme_sans_capitale(debut)
                if trouvee:
                    return self._avec_entreprise(trouvee)
        for place in re.finditer(rf"\b(?:notre|mon) {FORME}(?: de formation)?, ", self.plie):
            trouvee = self._propre(place.end())
            if trouvee:
                return trouvee
        for place in re.finditer(rf"(?:(?<![\w'-])|(?<=\b[ld]')){FORME}(?: de formation)? (?=\S)", self.plie):
            trouvee = self._par_sa_forme(place)
            if trouvee:
                return trouvee
        for debut in self._apres(donnee):
            trouvee = self._propre(debut)
            if trouvee and not est_un_metier(_plie(trouvee.valeur)) and not self._une_ville(trouvee):
                return trouvee
        return self._pres_du_siret()

    def _firme_sans_capitale(self, debut: int) -> Dite | None:
        """« employeur menuiserie bocage, »: in a message without capitals, up to the next sign."""
        if self.texte != self.texte.lower() or not _FORME_OU_ENTREPRISE.match(self.plie, debut):
            return None
        mots = self._jusqu_a(debut, self._fin(debut, souple=True))
        return mots if mots and 1 < len(mots.valeur.split()) <= MOTS_SANS_CAPITALE else None

    def _avec_entreprise(self, dite: Dite) -> Dite:
        """« pour l’Entreprise Dupré »: a capital makes the word part of the name."""
        mot = _ENTREPRISE.search(self.texte, 0, dite.debut)
        return Dite(f"{mot[1]} {dite.valeur}", mot.start(1), dite.fin) if mot else dite

    def _une_ville(self, dite: Dite) -> bool:
        """« notre siret d’Évreux »: a place that no name of an organisme begins."""
        lieux = [e for e in self.entites if e.type == "lieu" and e.debut <= dite.debut and e.fin >= dite.fin]
        return bool(lieux) and len(dite.valeur.split()) <= MOTS_D_UNE_VILLE and not re.match(FORME, _plie(dite.valeur))

    def _par_sa_forme(self, place: re.Match[str]) -> Dite | None:
        reste = self._propre(place.end(), liens=True)
        if reste:
            article = re.search(r"\b(?:Les?|La) $", self.texte[: place.start()])
            debut = article.start() if article else place.start()
            return Dite(self.texte[debut : reste.fin].strip(), debut, reste.fin)
        if self.texte != self.texte.lower() or not any(e.type == "siret" for e in self.entites):
            return None
        mots = self._jusqu_a(place.start(), self._fin(place.end(), souple=True))
        return mots if mots and 1 < len(mots.valeur.split()) <= MOTS_SANS_CAPITALE else None

    def _pres_du_siret(self) -> Dite | None:
        for siret in (e for e in self.entites if e.type == "siret"):
            avant = _SIRET_AVANT.search(self.plie[: siret.debut])
            fin = avant.start() if avant else len(self.plie[: siret.debut].rstrip(" ,:;(/-"))
            for place in PROPRE.finditer(self.texte[:fin]):
                trouvee = self._propre(place.start(), fin) if place.end() == fin else None
                if trouvee and not self._une_ville(trouvee):
                    return trouvee
            suite = re.compile(r"[ ,:;)/-]*(?:est |pour |c'est )?(?:l'|le |la |les )?").match(self.plie, siret.fin)
            trouvee = self._propre(suite.end()) if suite else None
            if trouvee and not self._une_ville(trouvee):
                return trouvee
        return None

    def _propre(self, debut: int, fin: int | None = None, liens: bool = False) -> Dite | None:
        """A name with capitals that begins at `debut`, no person's nor any other word's."""
        if liens:
            lien = re.compile(_LIEN).match(self.plie, debut)
            debut = lien.end() if lien else debut
        trouve = PROPRE.match(self.texte, debut, fin if fin is not None else len(self.texte))
        if trouve is None or re.fullmatch(r"[\d ]+", trouve[0]):
            return None
        bout = trouve.end()
        autre = _AUTRES.search(self.plie, debut, bout)
        if _EN_TETE.match(self.plie, debut):
            return None
        if autre:
            bout = autre.start()
        dedans = [e for e in self.entites if debut <= e.debut < bout]
        for entite in dedans:
            if entite.type == "nom" and entite.debut == debut and entite.fin >= bout:
                return None  # a person
            distincte = entite.type not in ("nom", "personnes", "lieu", "entier")
            if distincte or (entite.type == "nom" and self._a_son_courriel(entite)):
                bout = min(bout, entite.debut)
        lue = self._jusqu_a(debut, bout)
        return lue and Dite(self.texte[debut : lue.fin].strip(" .,;:"), debut, lue.fin)

    def _a_son_courriel(self, personne: Entite) -> bool:
        """« Centre Horizon Anne Leroy anne@horizon.fr »: who is named beside an address is no part of a firm."""
        return any(e.type == "courriel" and 0 <= e.debut - personne.fin <= VOISINAGE for e in self.entites)

    def titre(self, donnee: Donnee) -> Dite | None:
        """A title: between quotes, after what announces it, else the words that name a trade."""
        cite = re.search(r"«\s*([^«»]+?)\s*»|\"([^\"]+)\"|“([^”]+)”", self.texte)
        if cite:
            rang = next(n for n in (1, 2, 3) if cite[n])
            return Dite(cite[rang], cite.start(rang), cite.end(rang))
        for annonce in donnee.annonce:
            for place in re.finditer(rf"\b{re.escape(_plie(annonce))}\b", self.plie):
                trouve = self._jusqu_a(place.end(), self._fin(place.end()))
                if trouve and len(trouve.valeur.split()) <= MOTS_D_UN_TITRE:
                    return trouve
        for debut in [*self._apres(donnee), *(m.end() for m in _SEGMENT.finditer(self.plie))]:
            chez = next((m.start() for m in _CHEZ.finditer(self.texte, debut) if m.start() > debut), len(self.texte))
            trouve = self._jusqu_a(debut, min(chez, self._fin(debut)))
            if trouve and est_un_metier(self.plie[trouve.debut : trouve.fin]):
                return trouve
        return None

    def _apres(self, donnee: Donnee) -> list[int]:
        """Where the words that may follow bare begin: « AFPR soudeur », « POEI Mécapole »."""
        return [
            place.end() for mot in donnee.suit for place in re.finditer(rf"\b{re.escape(mot)}\b[ /→>:-]*", self.plie)
        ]

    def _fin(self, debut: int, souple: bool = False) -> int:
        """Where the words that begin at `debut` stop: a sign, another datum, or what announces one."""
        fins = [len(self.texte)]
        signe = _FIN.search(self.plie, debut)
        autre = self.annonces.search(self.plie, debut)
        fins += [signe.start()] if signe else []
        fins += [autre.start()] if autre and not (souple and autre.start() == debut) else []
        libres = ("nom", "personnes", "entier", *(("lieu",) if souple else ()))
        fins += [e.debut for e in self.entites if e.debut >= debut and e.type not in libres]
        verbe = _VERBE.search(self.plie, debut)
        fins += [verbe.start()] if verbe else []
        return min(fins)

    def _jusqu_a(self, debut: int, fin: int) -> Dite | None:
        """The words between, without the small ones at both ends."""
        amorce = _VIDES_AVANT.match(self.plie[debut:fin])
        debut += amorce.end() if amorce else 0
        queue = _VIDES_APRES.search(self.plie[debut:fin])
        fin = debut + queue.start() if queue else fin
        valeur = self.texte[debut:fin].strip(" .,;:")
        return Dite(valeur, debut, fin) if len(valeur) > 1 else None
