/** What the browser keeps. `partagee`: for all tabs, across visits. `onglet`: for this tab alone, gone with it. */
class Memoire {
  #magasin;

  constructor(magasin) {
    this.#magasin = magasin;
  }

  lire(cle) {
    return JSON.parse(this.#magasin.getItem(`kairos.${cle}`));
  }

  /** Keep `valeur`, or forget the key when it is null. */
  garder(cle, valeur) {
    if (valeur === null) this.#magasin.removeItem(`kairos.${cle}`);
    else this.#magasin.setItem(`kairos.${cle}`, JSON.stringify(valeur));
  }
}

/** A browser may refuse its storage (private window, strict settings): the page then remembers until it is left. */
function ouvrir(nom) {
  try {
    window[nom].setItem('kairos.essai', '1');
    window[nom].removeItem('kairos.essai');
    return new Memoire(window[nom]);
  } catch {
    const valeurs = new Map();
    return new Memoire({
      getItem: (cle) => valeurs.get(cle) ?? null,
      setItem: (cle, valeur) => valeurs.set(cle, valeur),
      removeItem: (cle) => valeurs.delete(cle),
    });
  }
}

export const partagee = ouvrir('localStorage');
export const onglet = ouvrir('sessionStorage');
