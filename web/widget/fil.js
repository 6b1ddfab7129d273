/**
 * The transcript. It is a `log` whose own announcements are off: reloading or reordering it must not read everything
 * again. New answers are said once, through `annonce`, a live region that exists before its content.
 */

import { el } from './dom.js';
import { Jugement, seJuge } from './jugement.js';
import { message } from './rendu.js';

const ISSUES = { reessai: 'Réessayer', nouvelle: 'Nouvelle conversation', connexion: 'Se connecter' };

export class Fil {
  #conversation;
  #tours = new Map();
  #jugements = new Map();
  #surIssue;

  constructor(conversation, accueil, surIssue) {
    this.#conversation = conversation;
    this.#surIssue = surIssue;
    this.annonce = el('div', { class: 'ak-lecture-seule', 'aria-live': 'polite' });
    this.liste = el('div', { class: 'ak-tours' });
    this.accueil = accueil;
    accueil.hidden = conversation.commencee;
    this.element = el('div', { class: 'ak-fil', role: 'log', 'aria-live': 'off', 'aria-label': 'Conversation', tabindex: '0' },
      accueil, this.liste);
    conversation.addEventListener('tour', ({ detail }) => this.#montrer(detail.tour, detail.annonce));
    conversation.addEventListener('historique', ({ detail }) => this.#ordonner(detail));
    conversation.avis.addEventListener('avis', ({ detail }) => this.#jugements.get(detail.id)?.montrer(detail.dit));
    conversation.addEventListener('vide', () => this.#vider());
  }

  #vider() {
    this.#tours.clear();
    this.#jugements.clear();
    this.liste.replaceChildren();
    this.annonce.replaceChildren();
    this.accueil.hidden = this.#conversation.commencee;
  }

  #ordonner(ids) {
    this.accueil.hidden = ids.length > 0;
    const attendus = ids.map((id) => this.#tours.get(id));
    if (attendus.some((element, rang) => this.liste.children[rang] !== element)) this.liste.replaceChildren(...attendus);
    this.#perimer();
    this.descendre();
  }

  #montrer(tour, annonce) {
    const element = el('div', { class: 'ak-tour', 'data-tour': tour.id },
      tour.texte ? el('div', { class: 'ak-bulle ak-dit' }, el('span', { class: 'ak-lecture-seule' }, 'Vous : '), tour.texte) : null,
      ...this.#suiteDe(tour));
    const ancien = this.#tours.get(tour.id);
    if (ancien) ancien.replaceWith(element);
    else this.liste.append(element);
    this.#tours.set(tour.id, element);
    this.accueil.hidden = true;
    this.#perimer();
    if (annonce) this.#annoncer(element);
    this.descendre();
  }

  #suiteDe(tour) {
    if (tour.messages) {
      const choisir = ({ bouton, titre }) => this.#conversation.envoyer({ bouton, titre });
      const messages = tour.messages.flatMap((m) => [
        el('p', { class: m.auteur ? 'ak-auteur' : 'ak-lecture-seule' }, `${m.auteur ?? 'L’assistant'} :`), message(m, choisir)]);
      if (!seJuge(tour)) return messages;
      this.#jugements.set(tour.id, new Jugement(this.#conversation.avis, tour.id));
      return [...messages, this.#jugements.get(tour.id).element];
    }
    if (tour.souci) return [this.#souci(tour.souci)];
    return [el('div', { class: 'ak-bulle ak-repond ak-frappe' },
      el('span', { class: tour.patience ? null : 'ak-lecture-seule' }, tour.patience ?? 'L’assistant prépare sa réponse.'),
      el('i'), el('i'), el('i'))];
  }

  #souci({ texte, issue }) {
    const bouton = issue && el('button', { type: 'button', class: 'ak-choix', onclick: () => this.#surIssue(issue) }, ISSUES[issue]);
    return el('div', { class: 'ak-souci', role: 'alert' }, el('p', {}, texte), bouton);
  }

  /** Only the last turn's buttons still act; the others stay readable, and say which one was chosen. */
  #perimer() {
    const tours = [...this.liste.children];
    tours.forEach((element, rang) => {
      const dernier = rang === tours.length - 1;
      const suivant = tours[rang + 1]?.querySelector('.ak-dit')?.lastChild.textContent;
      for (const bouton of element.querySelectorAll('.ak-boutons .ak-choix')) {
        bouton.setAttribute('aria-disabled', String(!dernier));
        if (suivant === bouton.firstChild.textContent && bouton.childElementCount === 0)
          bouton.append(el('span', { class: 'ak-choisi' }, ' (votre choix)'));
      }
    });
  }

  #annoncer(element) {
    const dits = [...element.querySelectorAll('.ak-auteur, .ak-repond')].map((bulle) => {
      const copie = bulle.cloneNode(true);
      copie.querySelectorAll('.ak-copier, details ul').forEach((retire) => retire.remove());
      copie.querySelectorAll('p, li, dt, dd, summary').forEach((bloc) => bloc.append(' '));
      return copie.textContent;
    });
    const choix = [...element.querySelectorAll('.ak-choix')].map((bouton) => bouton.textContent);
    if (choix.length) dits.push(`Réponses proposées : ${choix.join(', ')}.`);
    const dite = el('p', {}, dits.join(' '));
    this.annonce.append(dite);
    setTimeout(() => dite.remove(), 10_000);
  }

  /** Bring the last turn into view, from its first line when it is taller than the panel. */
  descendre() {
    const dernier = this.liste.lastElementChild;
    if (!dernier) return;
    const haut = dernier.offsetTop - this.element.offsetTop - 12;
    this.element.scrollTop = Math.min(haut, this.element.scrollHeight - this.element.clientHeight);
  }
}
