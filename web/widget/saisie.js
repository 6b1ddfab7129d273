/** Where one writes: Enter sends, Shift and Enter start a line; 2,000 characters, counted when the end comes near. */

import { el, icone } from './dom.js';

const LIMITE = 2_000;
const PREVENIR = 1_800;
const nombre = new Intl.NumberFormat('fr-FR');

export class Saisie {
  constructor(conversation) {
    this.conversation = conversation;
    this.champ = el('textarea', {
      id: 'ak-message', rows: '1', enterkeyhint: 'send', autocomplete: 'off', 'aria-describedby': 'ak-aide ak-compte-lettres',
      placeholder: 'Votre question…',
      oninput: () => this.mesurer(),
      onkeydown: (evenement) => {
        if (evenement.key !== 'Enter' || evenement.shiftKey || evenement.isComposing) return;
        evenement.preventDefault();
        this.envoyer();
      },
    });
    this.lettres = el('p', { id: 'ak-compte-lettres', class: 'ak-lettres', role: 'status' });
    this.bouton = el('button', { type: 'submit', class: 'ak-envoyer', 'aria-label': 'Envoyer' }, icone('envoi'));
    this.element = el('form', { class: 'ak-saisie', onsubmit: (evenement) => {
      evenement.preventDefault();
      this.envoyer();
    } },
      el('label', { for: 'ak-message', class: 'ak-lecture-seule' }, 'Votre message'),
      this.champ, this.bouton, this.lettres,
      el('p', { id: 'ak-aide', class: 'ak-lecture-seule' }, 'Entrée envoie le message, Majuscule et Entrée passe à la ligne.'));
    conversation.addEventListener('etat', () => this.#adapter());
    this.mesurer();
  }

  /** Fit the field to its text, and say how much room is left. */
  mesurer() {
    const longueur = [...this.champ.value].length;
    const reste = LIMITE - longueur;
    this.champ.rows = 1;
    while (this.champ.rows < 6 && this.champ.scrollHeight > this.champ.clientHeight) this.champ.rows += 1;
    this.champ.setAttribute('aria-invalid', String(reste < 0));
    this.bouton.setAttribute('aria-disabled', String(reste < 0 || !this.champ.value.trim()));
    this.lettres.classList.toggle('ak-trop', reste < 0);
    this.lettres.textContent =
      longueur < PREVENIR ? '' : `${nombre.format(longueur)} caractères sur ${nombre.format(LIMITE)}` +
        (reste < 0 ? ` : raccourcissez de ${nombre.format(-reste)}, ou envoyez en deux fois.` : '');
  }

  envoyer() {
    if (this.bouton.getAttribute('aria-disabled') === 'true') return;
    const texte = this.champ.value.trim();
    this.champ.value = '';
    this.mesurer();
    this.champ.focus();
    this.conversation.envoyer({ texte });
  }

  #adapter() {
    const secret = this.conversation.etat.attend?.type === 'secret';
    this.champ.classList.toggle('ak-secret', secret);
    this.champ.placeholder = secret ? 'Votre code, masqué à l’écran' : 'Votre question…';
  }
}
