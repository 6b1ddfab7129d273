/** Under an answer: was it useful, and if not, why. */

import * as api from './api.js';
import { el, icone } from './dom.js';

const COMMENTAIRE_MAX = 500;
const DITS = {
  merci: 'Merci, c’est noté.',
  retire: 'Votre avis est retiré.',
  attend: 'Pas de connexion : votre avis est gardé et partira dès que possible.',
  refus: 'Votre avis n’a pas pu être enregistré.',
};

/** Whether the assistant answered someone in this turn: a person, or an announcement, is not judged. */
export const seJuge = ({ texte, messages }) => Boolean(texte && messages?.length && !messages.some(({ auteur }) => auteur));

export class Jugement {
  #avis;
  #id;
  #ouvert = false;

  constructor(avis, id) {
    this.#avis = avis;
    this.#id = id;
    this.pouces = [this.#pouce('utile', 'Réponse utile'), this.#pouce('pas-utile', 'Réponse pas utile')];
    this.dit = el('span', { class: 'ak-avis-dit', role: 'status' });
    this.raisons = el('ul', { class: 'ak-raisons' });
    this.commentaire = el('textarea', { id: `ak-commentaire-${id}`, rows: '2', maxlength: String(COMMENTAIRE_MAX) });
    this.pourquoi = el('form', { class: 'ak-pourquoi', 'aria-label': 'Pourquoi cette réponse n’est pas utile', hidden: true,
      onsubmit: (evenement) => this.#commenter(evenement) },
      this.raisons,
      el('label', { for: this.commentaire.id }, 'Un mot de plus, sans nom ni numéro (facultatif)'), this.commentaire,
      el('button', { type: 'submit', class: 'ak-raison' }, 'Ajouter ce mot'));
    this.element = el('div', { class: 'ak-avis' }, ...this.pouces, this.dit, this.pourquoi);
    this.montrer('');
  }

  /** Show what is thought of the answer now; `dit` says what became of it. */
  montrer(dit) {
    const { avis, raison } = this.#avis.de(this.#id) ?? {};
    for (const pouce of this.pouces) pouce.setAttribute('aria-pressed', String(pouce.dataset.avis === avis));
    for (const bouton of this.raisons.querySelectorAll('button')) bouton.setAttribute('aria-pressed', String(bouton.dataset.raison === raison));
    this.pourquoi.hidden = !this.#ouvert || avis !== 'pas-utile';
    this.dit.textContent = DITS[dit] ?? '';
  }

  #pouce(avis, libelle) {
    return el('button', { type: 'button', class: 'ak-pouce', 'data-avis': avis, 'aria-label': libelle, title: libelle,
      onclick: () => this.#juger(avis) }, icone('pouce'));
  }

  #juger(avis) {
    const retire = this.#avis.de(this.#id)?.avis === avis;
    this.#ouvert = !retire && avis === 'pas-utile';
    this.#avis.donner(this.#id, retire ? null : { avis });
    if (this.#ouvert) this.#demanderPourquoi();
  }

  async #demanderPourquoi() {
    this.pourquoi.scrollIntoView({ block: 'nearest' });
    if (this.raisons.childElementCount) return;
    const liste = await api.raisons().catch(() => []); // offline: a word can still be left
    if (this.raisons.childElementCount) return;
    this.raisons.append(...liste.map(({ id, libelle }) => el('li', {},
      el('button', { type: 'button', class: 'ak-raison', 'data-raison': id, 'aria-pressed': 'false', onclick: () => this.#preciser(id) }, libelle))));
    this.montrer('');
    this.pourquoi.scrollIntoView({ block: 'nearest' });
  }

  /** The reason pressed again is taken back. */
  #preciser(raison) {
    const { raison: avant, ...reste } = this.#avis.de(this.#id);
    this.#avis.donner(this.#id, raison === avant ? reste : { ...reste, raison });
  }

  #commenter(evenement) {
    evenement.preventDefault();
    const commentaire = this.commentaire.value.trim();
    if (!commentaire) return this.commentaire.focus();
    this.#ouvert = false;
    this.#avis.donner(this.#id, { ...this.#avis.de(this.#id), commentaire });
    this.pouces[1].focus();
  }
}
