/**
 * What is thought of the answers of this conversation, without a word of display.
 *
 * The last word on each answer leaves as soon as it can, again after a failure, a cut or a reload. Events: `avis`
 * (`{id, dit}`), `dit` being `merci`, `retire`, `attend` (kept here, not sent yet), `refus`, or nothing when it
 * changed elsewhere.
 */

import * as api from './api.js';
import { onglet } from './memoire.js';

const REPRISE = 5_000;

export class Avis extends EventTarget {
  #acces;
  #attente = new Map();
  #gardes = new Map();
  #envoi = false;

  /** `acces()`: the conversation and its token, as they are now. */
  constructor(acces) {
    super();
    this.#acces = acces;
    const { conversation, attente } = onglet.lire('avis') ?? {};
    if (conversation && conversation === acces()?.id) this.#attente = new Map(attente);
    window.addEventListener('online', () => this.vider());
    this.vider();
  }

  /** What is thought of the answer to a message: `{avis, raison?, commentaire?}`, or null. */
  de(id) {
    return (this.#attente.has(id) ? this.#attente.get(id) : this.#gardes.get(id)) ?? null;
  }

  /** Say what is thought of an answer; null withdraws it. */
  donner(id, avis) {
    this.#attente.set(id, avis);
    this.#noter();
    this.#dire(id, '');
    this.vider();
  }

  /** What the server keeps, read with the turns. */
  recevoir(tours) {
    for (const { id, avis = null } of tours) {
      const avant = JSON.stringify(this.de(id));
      this.#gardes.set(id, avis);
      if (JSON.stringify(this.de(id)) !== avant) this.#dire(id, '');
    }
  }

  /** Another conversation: what waited was of the one before. */
  oublier() {
    this.#attente.clear();
    this.#gardes.clear();
    this.#noter();
  }

  async vider() {
    if (this.#envoi) return;
    this.#envoi = true;
    let id, avis;
    try {
      while (this.#attente.size) {
        [id, avis] = this.#attente.entries().next().value;
        await this.#envoyer(id, avis);
      }
    } catch {
      if (this.#attente.has(id)) this.#dire(id, 'attend');
      setTimeout(() => this.vider(), REPRISE);
    } finally {
      this.#envoi = false;
    }
  }

  async #envoyer(id, avis) {
    let dit = avis ? 'merci' : 'retire';
    try {
      await (avis ? api.juger(this.#acces(), id, avis) : api.retirer(this.#acces(), id));
    } catch (erreur) {
      if (!(erreur instanceof api.Probleme) || erreur.passager) throw erreur;
      dit = 'refus';
    }
    if (this.#attente.get(id) !== avis) return; // changed meanwhile: the last word leaves next
    this.#attente.delete(id);
    if (dit !== 'refus') this.#gardes.set(id, avis);
    this.#noter();
    this.#dire(id, dit);
  }

  #noter() {
    const conversation = this.#acces()?.id;
    onglet.garder('avis', this.#attente.size ? { conversation, attente: [...this.#attente] } : null);
  }

  #dire(id, dit) {
    this.dispatchEvent(new CustomEvent('avis', { detail: { id, dit } }));
  }
}
