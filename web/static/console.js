/** The hotline's console: it asks again every moment what waits, and follows the conversation that is open. */

import { nouvelId } from '/widget/conversation.js';
import { el } from '/widget/dom.js';
import { texte as rendre } from '/widget/rendu.js';
import { onglet } from '/widget/memoire.js';

const RONDE = 1_500;
const page = Object.fromEntries([...document.querySelectorAll('.console [id]')].map((element) => [element.id, element]));
let ouverte = null; // {id, nom, mienne}
let affiches = '';

class Refus extends Error {
  constructor(statut, { message, suite }) {
    super([message ?? 'Le service ne répond pas. Réessayez dans un instant.', suite?.titre].filter(Boolean).join(' '));
    this.statut = statut;
  }
}

async function appeler(chemin, corps) {
  const headers = { 'Content-Type': 'application/json', 'X-Canal': 'console' };
  const compte = onglet.lire('console');
  if (compte) headers.Authorization = `Bearer ${compte.jeton}`;
  const options = corps ? { method: 'POST', headers, body: JSON.stringify(corps) } : { headers };
  const reponse = await fetch(`/api/v1${chemin}`, { ...options, cache: 'no-store' });
  const contenu = await reponse.json().catch(() => ({}));
  if (!reponse.ok) throw new Refus(reponse.status, contenu);
  return contenu;
}

function dire(message, reussi = false) {
  page.issue.replaceChildren(...(message ? [el('div', { class: reussi ? 'fait' : 'refus' }, el('p', {}, message))] : []));
}

/** Run what a button asks; a refusal is said, and the end of the sign-in asks for another. */
async function tenter(agir) {
  try {
    const reponse = await agir();
    if (reponse?.message) dire(reponse.message, true);
    await ronde();
  } catch (erreur) {
    dire(erreur instanceof Refus ? erreur.message : 'Le service ne répond pas. Réessayez dans un instant.');
    if (erreur.statut === 401) quitter();
  }
}

const operation = (id, donnees) => () => appeler(`/operations/${id}`, donnees);

function quitter() {
  onglet.garder('console', null);
  ouvrir(null);
  montrer();
}

function montrer() {
  const connecte = onglet.lire('console') !== null;
  page.connexion.hidden = connecte;
  page.travail.hidden = !connecte;
}

async function connecter(identifiant, motDePasse) {
  const compte = await appeler('/auth/login', { identifiant, mot_de_passe: motDePasse });
  if (compte.role !== 'hotline') throw new Refus(403, { message: 'Ce compte n’est pas celui de la hotline.' });
  onglet.garder('console', { jeton: compte.jeton, nom: compte.nom });
  page['mot-de-passe'].value = '';
  dire('');
  montrer();
}

function bouton(libelle, agir, second = true) {
  return el('button', { type: 'button', class: second ? 'bouton bouton-second' : 'bouton', onclick: agir }, libelle);
}

function ouvrir(conversation) {
  ouverte = conversation;
  affiches = '';
  page['echange-titre'].textContent = conversation ? `Avec ${conversation.nom}` : 'Aucune conversation ouverte';
  page['echange-aide'].hidden = conversation !== null;
  page.fil.hidden = conversation === null;
  page.reponse.hidden = !conversation?.mienne;
}

const minutes = (nombre) => (nombre < 1 ? 'moins d’une minute' : `${nombre} min`);

function ligneDeFile(une) {
  const attend = une.statut === 'en_attente';
  const mienne = une.conseiller === onglet.lire('console').nom;
  const detail = attend ? `Place ${une.place}, attend depuis ${minutes(une.attend)}` : `Avec ${une.conseiller}`;
  const lire = () => tenter(async () => ouvrir({ id: une.conversation, nom: une.nom, mienne }));
  const prendre = () => tenter(async () => {
    const recu = await operation('prendre-conversation', { conversation: une.conversation })();
    ouvrir({ id: une.conversation, nom: une.nom, mienne: true });
    page.texte.focus();
    return recu;
  });
  return el('li', {},
    el('p', { class: 'attente' }, el('strong', {}, une.nom), el('br'), `${detail}. ${une.sujet ?? 'Sujet non précisé'}.`),
    el('div', { class: 'gestes' }, attend ? bouton('Prendre', prendre, false) : null, bouton('Lire', lire)));
}

function ligneDeTicket(un) {
  const champ = el('textarea', { id: `reponse-${un.ticket}`, rows: '3', maxlength: '2000' });
  const agir = (id, exige) => () => {
    const reponse = champ.value.trim();
    if (exige && !reponse) return champ.focus();
    return tenter(operation(id, { ticket: un.ticket, ...(reponse && { reponse }) }));
  };
  return el('li', { 'data-cle': un.ticket },
    el('p', { class: 'attente' }, el('strong', {}, `${un.ticket}, ${un.nom}`), el('br'), `${un.libelle}. « ${un.description} »`),
    el('details', {}, el('summary', {}, 'Répondre ou clore'),
      el('form', { onsubmit: (evenement) => evenement.preventDefault() },
        el('p', { class: 'champ' }, el('label', { for: champ.id }, 'Réponse'), champ),
        el('div', { class: 'gestes' },
          bouton('Répondre', agir('repondre-ticket', true), false), bouton('Clore', agir('clore-ticket', false))))));
}

/** Replace a list when it changed, never under someone's fingers. */
function lister(liste, vide, lignes, dessiner) {
  const etat = JSON.stringify(lignes);
  vide.hidden = lignes.length > 0;
  if (liste.etat === etat || liste.contains(document.activeElement)) return;
  liste.etat = etat;
  liste.hidden = lignes.length === 0;
  liste.replaceChildren(...lignes.map(dessiner));
}

function bulle(classe, qui, ...contenu) {
  return el('div', { class: `bulle ${classe}` }, el('p', { class: 'qui' }, qui), ...contenu);
}

function dessiner({ tours }) {
  const etat = JSON.stringify(tours);
  if (etat === affiches) return;
  affiches = etat;
  page.fil.replaceChildren(...tours.flatMap((tour) => [
    ...(tour.texte ? [bulle('bulle-dit', ouverte.nom, el('p', {}, tour.texte))] : []),
    ...(tour.messages ?? []).map((message) => bulle(message.auteur ? 'bulle-moi' : '', message.auteur ?? 'L’assistant', rendre(message.texte))),
  ]));
  page.fil.scrollTop = page.fil.scrollHeight;
}

const liste = new Intl.ListFormat('fr', { type: 'unit' });

function ligneDeTotal({ titre, utiles, pas_utiles: pasUtiles, raisons }) {
  const dites = raisons.map(({ libelle, combien }) => `${libelle} (${combien})`);
  return el('li', {}, el('p', { class: 'attente' }, el('strong', {}, titre), el('br'),
    `Utile : ${utiles}. Pas utile : ${pasUtiles}.${dites.length ? ` ${liste.format(dites)}.` : ''}`));
}

function ligneDAvis({ titre, le, raison, commentaire }) {
  const jour = new Date(le).toLocaleDateString('fr-FR');
  const dit = [raison && `${raison}.`, commentaire && `« ${commentaire} »`].filter(Boolean).join(' ');
  return el('li', {}, el('p', { class: 'attente' }, el('strong', {}, titre), el('br'), `${jour}. ${dit}`));
}

async function lireAvis() {
  const { totaux, derniers } = await appeler('/console/avis');
  lister(page.totaux, page['avis-vide'], totaux, ligneDeTotal);
  page['derniers-titre'].hidden = derniers.length === 0;
  page.derniers.replaceChildren(...derniers.map(ligneDAvis));
}

async function ronde() {
  if (!onglet.lire('console')) return;
  const [file, tickets] = await Promise.all([appeler('/console/file'), appeler('/tickets')]);
  lister(page.file, page['file-vide'], file, ligneDeFile);
  lister(page.tickets, page['tickets-vide'], tickets, ligneDeTicket);
  if (ouverte && !file.some(({ conversation }) => conversation === ouverte.id)) ouvrir(null);
  if (ouverte) dessiner(await appeler(`/console/conversations/${ouverte.id}`));
}

async function tourner() {
  try {
    if (document.visibilityState === 'visible') await ronde();
  } catch (erreur) {
    if (erreur.statut === 401) {
      dire(erreur.message);
      quitter();
    }
  }
  setTimeout(tourner, RONDE);
}

page.connexion.addEventListener('submit', (evenement) => {
  evenement.preventDefault();
  tenter(() => connecter(page.identifiant.value.trim(), page['mot-de-passe'].value));
});
page.demo?.addEventListener('click', () => tenter(async () => {
  const comptes = await (await fetch('/comptes.json')).json();
  const compte = comptes.find(({ identifiant }) => identifiant === 'hotline');
  await connecter(compte.identifiant, compte.mot_de_passe);
}));
page.avis.addEventListener('toggle', () => page.avis.open && tenter(lireAvis));
page.deconnexion.addEventListener('click', quitter);
page.rendre.addEventListener('click', () => tenter(operation('rendre-conversation', { conversation: ouverte.id })));
page.reponse.addEventListener('submit', (evenement) => {
  evenement.preventDefault();
  const texte = page.texte.value.trim();
  if (!texte) return;
  // The id stays with the text until it has left: sent again, it is said once.
  if (page.reponse.message?.texte !== texte) page.reponse.message = { id: nouvelId(), texte };
  tenter(async () => {
    await appeler(`/console/conversations/${ouverte.id}/messages`, page.reponse.message);
    page.reponse.message = null;
    page.texte.value = '';
    dire('');
    page.texte.focus();
  });
});
montrer();
tourner();
