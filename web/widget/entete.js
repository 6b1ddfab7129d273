/** The head of the panel: who speaks, who is signed in, and the menu. */

import { el, icone } from './dom.js';

const ROLES = { gestionnaire: 'gestionnaire', rgc: 'RGC', hotline: 'hotline', prescripteur: 'prescripteur' };

export class Entete {
  #effacement = false;

  constructor(conversation, { fermer, connecter, revenir }) {
    this.conversation = conversation;
    this.connecter = connecter;
    this.revenir = revenir;
    this.compte = el('p', { class: 'ak-qui' });
    this.ouvreur = el('button', { type: 'button', class: 'ak-rond', 'aria-label': 'Menu', 'aria-expanded': 'false', 'aria-controls': 'ak-menu',
      onclick: () => this.basculer(this.menu.hidden) }, icone('menu'));
    this.menu = el('div', { id: 'ak-menu', class: 'ak-menu', hidden: true });
    this.element = el('div', { class: 'ak-entete' },
      el('div', { class: 'ak-titres' }, el('h2', { id: 'ak-titre' }, 'Assistant KAIROS'), this.compte),
      this.ouvreur,
      el('button', { type: 'button', class: 'ak-rond', 'aria-label': 'Fermer l’assistant', onclick: fermer }, icone('croix')),
      this.menu);
    conversation.addEventListener('compte', () => this.#montrer());
    this.#montrer();
  }

  /** Open or close the menu; closing gives the focus back to its button when it was inside. */
  basculer(ouvert) {
    const dedans = this.menu.contains(document.activeElement);
    this.#effacement = false;
    this.#montrer();
    this.menu.hidden = !ouvert;
    this.ouvreur.setAttribute('aria-expanded', String(ouvert));
    if (ouvert) this.menu.querySelector('button').focus();
    else if (dedans) this.ouvreur.focus();
  }

  #montrer() {
    const { compte } = this.conversation;
    this.compte.textContent = compte ? [compte.nom, ROLES[compte.role]].filter(Boolean).join(', ') : 'Visiteur, non connecté';
    this.menu.replaceChildren(
      this.#geste('Nouvelle conversation', () => this.conversation.nouvelle()),
      compte
        ? this.#geste('Se déconnecter', () => this.conversation.deconnecter())
        : this.#geste('Se connecter', () => this.connecter(), { reste: true }),
      this.#effacer());
  }

  #effacer() {
    if (this.#effacement) return this.#geste('Oui, effacer tous les messages', () => this.conversation.effacer(), { danger: true });
    return el('button', { type: 'button', onclick: () => {
      this.#effacement = true;
      this.#montrer();
      this.menu.lastChild.focus();
    } }, 'Effacer la conversation');
  }

  #geste(libelle, agir, { reste = false, danger = false } = {}) {
    return el('button', { type: 'button', class: danger && 'ak-danger', onclick: async () => {
      this.basculer(false);
      try {
        await agir();
        if (!reste) this.revenir();
      } catch (erreur) {
        if (erreur.statut === 401) this.connecter();
        else this.revenir(`${libelle} : cela n’a pas fonctionné. ${erreur.message}`);
      }
    } }, libelle);
  }
}
