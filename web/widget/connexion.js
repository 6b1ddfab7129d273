/** The sign-in panel. In a demo, the accounts to try are listed and fill the form in one press. */

import { el } from './dom.js';

export class Connexion {
  constructor(conversation, fermer) {
    this.conversation = conversation;
    this.fermer = fermer;
    this.identifiant = el('input', { id: 'ak-identifiant', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true });
    this.motDePasse = el('input', { id: 'ak-mot-de-passe', type: 'password', autocomplete: 'current-password', required: true });
    this.erreur = el('p', { class: 'ak-souci', role: 'alert', hidden: true });
    this.valider = el('button', { type: 'submit', class: 'ak-principal' }, 'Se connecter');
    this.comptes = el('div', { class: 'ak-comptes' });
    this.element = el('section', { class: 'ak-connexion', 'aria-labelledby': 'ak-connexion-titre', hidden: true },
      el('h3', { id: 'ak-connexion-titre', tabindex: '-1' }, 'Se connecter'),
      el('p', {}, 'Connecté, vous pouvez faire vos démarches ici. Une nouvelle conversation commence.'),
      el('form', { onsubmit: (evenement) => this.#envoyer(evenement) },
        el('label', { for: 'ak-identifiant' }, 'Identifiant'), this.identifiant,
        el('label', { for: 'ak-mot-de-passe' }, 'Mot de passe'), this.motDePasse,
        this.erreur,
        el('div', { class: 'ak-actions' }, this.valider,
          el('button', { type: 'button', class: 'ak-secondaire', onclick: fermer }, 'Annuler'))),
      this.comptes);
  }

  /** Show the panel; the demo accounts are asked for the first time. */
  ouvrir() {
    this.element.hidden = false;
    this.erreur.hidden = true;
    this.identifiant.focus();
    if (!this.comptes.childElementCount) this.#proposer();
  }

  async #proposer() {
    const reponse = await fetch('/comptes.json').catch(() => null);
    const comptes = reponse?.ok ? await reponse.json() : [];
    if (!comptes.length) return;
    this.comptes.replaceChildren(
      el('h4', {}, 'Comptes de démonstration'),
      el('ul', {}, ...comptes.map((compte) => el('li', {}, el('button', { type: 'button', onclick: () => this.#remplir(compte) },
        el('strong', {}, compte.nom), el('span', {}, [compte.role, compte.organisme].filter(Boolean).join(', ')))))));
  }

  #remplir(compte) {
    this.identifiant.value = compte.identifiant;
    this.motDePasse.value = compte.mot_de_passe;
    this.valider.focus();
    this.valider.scrollIntoView({ block: 'nearest' });
  }

  async #envoyer(evenement) {
    evenement.preventDefault();
    this.erreur.hidden = true;
    this.valider.setAttribute('aria-disabled', 'true');
    try {
      await this.conversation.connecter(this.identifiant.value.trim(), this.motDePasse.value);
      this.motDePasse.value = '';
      this.fermer();
    } catch (erreur) {
      this.erreur.textContent = [erreur.message, erreur.suite].filter(Boolean).join(' ');
      this.erreur.hidden = false;
      this.motDePasse.focus();
    } finally {
      this.valider.removeAttribute('aria-disabled');
    }
  }
}
