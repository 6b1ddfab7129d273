/**
 * The conversation as this page knows it, without a word of display.
 *
 * A message has an id before it leaves and keeps it until it is answered, through failures and reloads: sent ten
 * times, it acts once. Events: `tour` (one turn, new or completed), `historique` (the turns, in order), `vide`,
 * `compte`, `etat`, `reseau`.
 */

import * as api from './api.js';
import { Avis } from './avis.js';
import { onglet, partagee } from './memoire.js';

const REPRISES = [1_000, 2_000, 4_000, 8_000, 15_000];

const attendre = (duree, signal) =>
  new Promise((finir) => {
    const minuterie = setTimeout(finir, duree);
    signal?.addEventListener('abort', () => finir(clearTimeout(minuterie)), { once: true });
  });

export const nouvelId = () =>
  crypto.randomUUID?.() ??
  // Plain http on a local network has no randomUUID.
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
  );

export class Conversation extends EventTarget {
  tours = new Map();
  etat = {};
  #acces = partagee.lire('conversation');
  #file = [];
  #envoi = false;
  #essais = 0;
  #reprise = null;
  #suivi = null;
  #regardee = false;
  #repris = false;
  avis = new Avis(() => this.#acces);

  constructor() {
    super();
    window.addEventListener('online', () => this.reessayer());
    window.addEventListener('storage', ({ key }) => {
      if (key === 'kairos.conversation') this.#changer(partagee.lire('conversation'));
      if (key === 'kairos.compte') this.#dire('compte');
    });
  }

  /** Who is signed in on this browser: `{nom, role, siret, jeton}`, or null. */
  get compte() {
    return partagee.lire('compte');
  }

  /** A conversation exists on the server: its history is on the way. */
  get commencee() {
    return this.#acces !== null;
  }

  /** Show what the server has, send what had not been answered, follow what comes. */
  async reprendre() {
    this.#regardee = true;
    this.#suivre();
    if (!this.#repris) this.#file = (onglet.lire('attente') ?? []).filter(({ conversation }) => conversation === this.#acces?.id);
    this.#repris = true;
    for (const message of this.#file) this.#completer({ id: message.id, texte: message.montre, messages: null });
    await this.#vider();
  }

  /** Nobody is looking any more: stop following. */
  suspendre() {
    this.#regardee = false;
    this.#lacher();
  }

  /** Send a text, or a button with the title it shows. */
  envoyer({ texte, bouton, titre }) {
    const secret = texte !== undefined && this.etat.attend?.type === 'secret';
    const contenu = bouton === undefined ? { texte } : { bouton };
    const message = { id: nouvelId(), contenu, montre: secret ? '••••' : (titre ?? texte), secret };
    this.#file.push(message);
    this.#garderFile();
    this.#completer({ id: message.id, texte: message.montre, messages: null });
    this.#vider();
  }

  reessayer() {
    this.#essais = 0;
    this.#reprise?.abort();
    this.#vider();
    this.#lacher();
    this.#suivre();
  }

  async connecter(identifiant, motDePasse) {
    const compte = await api.connecter(identifiant, motDePasse);
    const acces = await api.creer(compte.jeton);
    partagee.garder('compte', compte);
    this.#dire('compte');
    this.#ouvrir(acces);
  }

  deconnecter() {
    partagee.garder('compte', null);
    this.#dire('compte');
    this.#ouvrir(null);
  }

  /** Another conversation, of the same person; refused with 401 when the sign-in is over. */
  async nouvelle() {
    this.#ouvrir(this.compte ? await api.creer(this.compte.jeton) : null);
  }

  async effacer() {
    if (this.#acces) await api.effacer(this.#acces);
    await this.nouvelle();
  }

  #dire(nom, detail) {
    this.dispatchEvent(new CustomEvent(nom, { detail }));
  }

  #ouvrir(acces) {
    partagee.garder('conversation', acces);
    this.#changer(acces);
  }

  #changer(acces) {
    this.#lacher();
    this.#acces = acces;
    this.#file = [];
    this.#garderFile();
    this.tours.clear();
    this.avis.oublier();
    this.etat = {};
    this.#dire('vide');
    this.#dire('etat');
    this.#suivre();
  }

  /** Write down what is not answered yet; a secret stays in this page's memory alone. */
  #garderFile() {
    const gardes = this.#file.filter((message) => !message.secret);
    const conversation = this.#acces?.id;
    onglet.garder('attente', gardes.length ? gardes.map((message) => ({ ...message, conversation })) : null);
  }

  #completer(tour, { annonce = false } = {}) {
    const connu = this.tours.get(tour.id);
    if (connu?.messages && (!tour.messages || connu.texte === tour.texte)) return;
    const repondu = Boolean(tour.messages) && !connu?.messages;
    const complet = { souci: null, ...tour };
    this.tours.set(tour.id, complet);
    if (tour.messages) this.#retirer(tour);
    this.#dire('tour', { tour: complet, annonce: repondu && (annonce || connu !== undefined) });
  }

  #porterEtat(etat) {
    this.etat = etat ?? {};
    this.#dire('etat');
  }

  /** Send what waits, one at a time and in order; a failure keeps the rest for the next try. */
  async #vider() {
    if (this.#envoi) return;
    this.#envoi = true;
    try {
      while (this.#file.length) await this.#envoyerUn(this.#file[0]);
      this.#essais = 0;
      this.#dire('reseau', null);
    } catch (erreur) {
      this.#retarder(erreur);
    } finally {
      this.#envoi = false;
    }
  }

  async #envoyerUn(message) {
    try {
      if (!this.#acces) await this.#commencer();
      const acces = this.#acces;
      const reponse = await api.envoyer(acces, { id: message.id, ...message.contenu });
      if (acces !== this.#acces) return;
      this.#retirer(message);
      const texte = this.tours.get(message.id)?.texte ?? message.montre;
      this.#completer({ id: message.id, texte, messages: reponse.messages });
      this.#porterEtat(reponse.etat);
    } catch (erreur) {
      // The flux may have brought the answer that this call lost.
      if (this.tours.get(message.id)?.messages) return void this.#synchroniser(this.#acces).catch(() => {});
      if (!this.#file.includes(message)) return; // of a conversation since left
      if (!(erreur instanceof api.Probleme) || erreur.passager) throw erreur;
      await this.#refuser(message, erreur);
    }
  }

  async #commencer() {
    this.#acces = await api.creer(this.compte?.jeton);
    partagee.garder('conversation', this.#acces);
    this.#garderFile();
    this.#suivre();
  }

  /** A final no: shown under the message, with the way out that there is. */
  async #refuser(message, erreur) {
    this.#retirer(message);
    const souci = { texte: [erreur.message, erreur.suite].filter(Boolean).join(' '), issue: null };
    if (erreur.statut === 401) {
      partagee.garder('compte', null);
      this.#dire('compte');
      souci.texte = 'Votre connexion a pris fin et ce message n’est pas parti. Reconnectez-vous, puis envoyez-le à nouveau.';
      souci.issue = 'connexion';
    } else if (erreur.statut === 404) {
      souci.texte = 'Cette conversation n’est plus ouverte et ce message n’est pas parti.';
      souci.issue = 'nouvelle';
    }
    if (souci.issue) this.#lacher();
    this.#completer({ id: message.id, texte: message.montre, messages: null, souci });
  }

  #retirer({ id: repondu }) {
    this.#file = this.#file.filter(({ id }) => id !== repondu);
    this.#garderFile();
  }

  #retarder(erreur) {
    const [message] = this.#file;
    if (!message) return;
    const texte =
      erreur instanceof api.Probleme
        ? erreur.message
        : 'Pas de connexion : votre message est gardé et partira dès que possible, une seule fois.';
    this.#completer({ id: message.id, texte: message.montre, messages: null, souci: { texte, issue: 'reessai' } });
    this.#dire('reseau', texte);
    this.#reprise?.abort();
    this.#reprise = new AbortController();
    const { signal } = this.#reprise;
    attendre(REPRISES[Math.min(this.#essais++, REPRISES.length - 1)], signal).then(() => signal.aborted || this.#vider());
  }

  async #synchroniser(acces) {
    const { tours, etat, suite } = await api.historique(acces);
    for (let reste = suite; reste; ) {
      const page = await api.historique(acces, tours[0].id);
      tours.unshift(...page.tours);
      reste = page.suite;
    }
    if (acces !== this.#acces) return;
    const arrives = new Set(tours.map(({ id }) => id));
    const anciens = [...this.tours.values()].filter(({ id }) => !arrives.has(id));
    this.avis.recevoir(tours);
    for (const tour of tours) this.#completer(tour);
    this.tours = new Map([...tours.map(({ id }) => this.tours.get(id)), ...anciens].map((tour) => [tour.id, tour]));
    this.#dire('historique', [...this.tours.keys()]);
    this.#porterEtat(etat);
  }

  #lacher() {
    this.#suivi?.abort();
    this.#suivi = null;
  }

  /** Follow this conversation while someone looks; after each cut, what was missed is read as soon as the flux is open again. */
  async #suivre() {
    const acces = this.#acces;
    if (!acces || !this.#regardee || this.#suivi) return;
    const { signal } = (this.#suivi = new AbortController());
    for (let essai = 0; !signal.aborted; essai++) {
      try {
        await api.suivre(
          acces,
          signal,
          () => this.#synchroniser(acces).then(() => (essai = 0), () => {}),
          (nom, tour) => this.#recevoir(acces, nom, tour),
        );
      } catch (erreur) {
        if (erreur.statut === 401 || erreur.statut === 404) {
          if (acces === this.#acces && !signal.aborted && !this.#file.length) this.#terminer(erreur);
          return;
        }
      }
      await attendre(REPRISES[Math.min(essai, REPRISES.length - 1)], signal);
    }
  }

  /** The server no longer knows this conversation: start afresh, and say why when the sign-in is over. */
  #terminer(erreur) {
    if (erreur.statut === 401) {
      partagee.garder('compte', null);
      this.#dire('compte');
    }
    this.#ouvrir(null);
    if (erreur.statut === 401) this.#dire('reseau', [erreur.message, erreur.suite].join(' '));
  }

  #recevoir(acces, nom, tour) {
    if (acces !== this.#acces) return;
    if (nom === 'personne') return this.#porterEtat({ ...this.etat, personne: tour.etat ? tour : null });
    if (nom === 'attente') {
      const connu = this.tours.get(tour.id);
      if (connu && !connu.messages) this.#completer({ ...connu, patience: tour.texte });
      return;
    }
    const sien = this.#file.some(({ id }) => id === tour.id);
    this.#completer(tour, { annonce: true });
    if (nom === 'reponse' && !sien) this.#synchroniser(acces).catch(() => {});
  }
}
