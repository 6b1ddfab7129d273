/** `<assistant-kairos>`: the button at the corner of the page and the panel it opens. */

import { accueil } from './accueil.js';
import { Connexion } from './connexion.js';
import { Conversation } from './conversation.js';
import { el, icone } from './dom.js';
import { Entete } from './entete.js';
import { Fil } from './fil.js';
import { onglet } from './memoire.js';
import { Saisie } from './saisie.js';

const petit = window.matchMedia('(max-width: 40rem)');

class AssistantKairos extends HTMLElement {
  connectedCallback() {
    this.conversation = new Conversation();
    const revenir = (probleme) => this.#revenir(probleme);
    const connecter = () => this.#connecter();
    this.saisie = new Saisie(this.conversation);
    this.connexion = new Connexion(this.conversation, () => this.#revenir());
    this.entete = new Entete(this.conversation, { fermer: () => this.fermer(), connecter, revenir });
    this.fil = new Fil(this.conversation, accueil(this.conversation), (issue) => this.#suivreIssue(issue));
    this.personne = el('p', { class: 'ak-personne', role: 'status' });
    this.reseau = el('p', { class: 'ak-reseau', role: 'status' });
    this.panneau = el('section', { id: 'ak-panneau', class: 'ak-panneau', role: 'dialog', 'aria-labelledby': 'ak-titre', hidden: true },
      this.entete.element, this.personne, this.fil.element, this.connexion.element, this.reseau, this.saisie.element, this.fil.annonce);
    this.lanceur = el('button', { type: 'button', class: 'ak-lanceur', 'aria-expanded': 'false', 'aria-controls': 'ak-panneau',
      onclick: () => this.ouvrir() }, icone('bulle'), 'Poser une question');
    this.append(this.lanceur, this.panneau);

    this.conversation.addEventListener('reseau', ({ detail }) => this.#dire(detail ?? ''));
    this.conversation.addEventListener('etat', () => this.#direPersonne());
    this.conversation.addEventListener('compte', () => this.#dire(''));
    document.addEventListener('keydown', (evenement) => evenement.key === 'Escape' && !this.panneau.hidden && this.#echapper());
    document.addEventListener('click', (evenement) => this.#depuisLaPage(evenement));
    document.addEventListener('submit', (evenement) => this.#depuisUnFormulaire(evenement));
    document.addEventListener('visibilitychange', () => this.#suivreLeRegard());
    petit.addEventListener('change', () => this.#isoler());
    this.#tenirDansLEcran();
    if (location.hash === '#assistant') this.ouvrir();
    else if (onglet.lire('ouvert') && !petit.matches) this.#montrer(true);
  }

  /** Open the panel and start to write; `depuis` gets the focus back when it closes. */
  ouvrir(depuis = this.lanceur) {
    this.depuis = depuis;
    this.#montrer(true);
    this.saisie.champ.focus();
  }

  fermer() {
    this.#montrer(false);
    this.entete.basculer(false);
    (this.depuis?.isConnected ? this.depuis : this.lanceur).focus();
  }

  #montrer(ouvert) {
    this.panneau.hidden = !ouvert;
    this.lanceur.hidden = ouvert;
    this.lanceur.setAttribute('aria-expanded', String(ouvert));
    onglet.garder('ouvert', ouvert || null);
    this.#isoler();
    this.#suivreLeRegard();
    if (ouvert) this.saisie.mesurer();
    if (ouvert) this.fil.descendre();
  }

  /** On a phone the panel covers the page: what lies behind is out of reach, for the keyboard and for screen readers. */
  #isoler() {
    const couvert = !this.panneau.hidden && petit.matches;
    for (const voisin of document.body.children) if (voisin !== this) voisin.inert = couvert;
    document.documentElement.classList.toggle('ak-couvert', couvert);
    if (couvert) this.panneau.setAttribute('aria-modal', 'true');
    else this.panneau.removeAttribute('aria-modal');
  }

  #suivreLeRegard() {
    if (!this.panneau.hidden && document.visibilityState === 'visible') this.conversation.reprendre();
    else this.conversation.suspendre();
  }

  #echapper() {
    if (!this.entete.menu.hidden) this.entete.basculer(false);
    else if (!this.connexion.element.hidden) this.#revenir();
    else this.fermer();
  }

  #connecter() {
    this.fil.element.hidden = this.saisie.element.hidden = true;
    this.connexion.ouvrir();
  }

  #revenir(probleme = '') {
    this.connexion.element.hidden = true;
    this.fil.element.hidden = this.saisie.element.hidden = false;
    this.#dire(probleme);
    this.saisie.champ.focus();
  }

  #dire(texte) {
    this.reseau.textContent = texte;
  }

  /** Who answers, or how far the queue is; empty with the assistant alone. */
  #direPersonne() {
    const { etat, nom, place } = this.conversation.etat.personne ?? {};
    const dit = { en_ligne: `${nom}, de la hotline, vous répond ici.`, en_attente: `File des conseillers : vous êtes à la place ${place}.` }[etat] ?? '';
    if (this.personne.textContent !== dit) this.personne.textContent = dit;
  }

  #suivreIssue(issue) {
    if (issue === 'reessai') this.conversation.reessayer();
    if (issue === 'connexion') this.#connecter();
    if (issue === 'nouvelle') this.conversation.nouvelle().then(() => this.#revenir(), () => this.#connecter());
    else if (issue === 'reessai') this.saisie.champ.focus();
  }

  /** Links of the page that open the assistant: with a question to ask, or to sign in. */
  #depuisLaPage(evenement) {
    const lien = evenement.target.closest('a[data-question], a[data-connexion], a[href="#assistant"]');
    if (!lien || evenement.defaultPrevented || evenement.button || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
    evenement.preventDefault();
    this.ouvrir(lien);
    if (lien.dataset.question) this.conversation.envoyer({ texte: lien.dataset.question });
    if ('connexion' in lien.dataset) this.#connecter();
  }

  #depuisUnFormulaire(evenement) {
    if (!evenement.target.matches('form[data-assistant]')) return;
    evenement.preventDefault();
    const champ = evenement.target.querySelector('input');
    this.ouvrir(champ);
    if (champ.value.trim()) this.conversation.envoyer({ texte: champ.value.trim() });
    champ.value = '';
  }

  /** The keyboard of a phone hides the bottom of the page without resizing it: follow what is really visible. */
  #tenirDansLEcran() {
    const vue = window.visualViewport;
    const feuille = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, feuille];
    const suivre = () => feuille.replaceSync(`:root { --ak-hauteur: ${vue.height}px; --ak-haut: ${vue.offsetTop}px; }`);
    vue.addEventListener('resize', suivre);
    vue.addEventListener('scroll', suivre);
    suivre();
  }
}

customElements.define('assistant-kairos', AssistantKairos);
