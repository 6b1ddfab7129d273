/** The page of the other parties: each button acts, shows the receipt or the refusal, then what waits is read again. */

import { nouvelId } from '/widget/conversation.js';
import { el } from '/widget/dom.js';

const ECHEANCES = 3_000; // the engine keeps deadlines within two seconds

async function poster(adresse, corps, type = 'application/json') {
  try {
    const reponse = await fetch(adresse, { method: 'POST', body: corps, headers: { 'Content-Type': type } });
    return { ok: reponse.ok, ...(await reponse.json()) };
  } catch {
    return { ok: false, message: 'Le service ne répond pas.', suite: { titre: 'Réessayez dans un instant.' } };
  }
}

function saisie(formulaire) {
  const donnees = JSON.parse(formulaire.dataset.donnees);
  for (const champ of formulaire.querySelectorAll('[name]')) {
    const valeur = champ.value.trim();
    if (valeur) donnees[champ.name] = 'nombre' in champ.dataset ? Number(valeur) : valeur;
  }
  return donnees;
}

/** One key a form until it has succeeded: pressed twice, it acts once. */
function cleDe(formulaire) {
  formulaire.cle ??= nouvelId();
  return formulaire.cle;
}

function agir(formulaire) {
  const { role, compte, operation, horloge } = formulaire.dataset;
  if ('lheo' in formulaire.dataset) return poster('/acteurs/lheo', formulaire.querySelector('input').files[0], 'application/xml');
  if (horloge !== undefined) return poster('/acteurs/horloge', JSON.stringify({ a: horloge || formulaire.elements.a.value }));
  return poster('/acteurs/operation', JSON.stringify({ role, compte, operation, donnees: saisie(formulaire), cle: cleDe(formulaire) }));
}

function dire(issue, { ok, message, recu, suite }) {
  const suivre = !ok && suite?.titre;
  issue.replaceChildren(el('div', { class: ok ? 'fait' : 'refus' },
    el('p', {}, el('strong', {}, ok ? 'Fait. ' : 'Refusé. '), message ?? ''),
    recu ? el('p', {}, `Reçu ${recu}`) : null,
    suivre ? el('p', {}, suite.titre) : null));
  issue.focus();
}

/** Read the page again and replace what may have changed; what was said stays. */
async function rafraichir() {
  const reponse = await fetch('/acteurs', { cache: 'no-store' });
  if (!reponse.ok) return;
  const neuve = new DOMParser().parseFromString(await reponse.text(), 'text/html');
  for (const partie of document.querySelectorAll('.vivant, #sommaire')) {
    if (partie.contains(document.activeElement)) continue;
    const { children } = neuve.getElementById(partie.id);
    partie.replaceChildren(...[...children].map((noeud) => document.importNode(noeud, true)));
  }
}

document.addEventListener('submit', async (evenement) => {
  const formulaire = evenement.target;
  if (!formulaire.matches('.geste-acteur')) return;
  evenement.preventDefault();
  const bouton = formulaire.querySelector('button');
  if (bouton.disabled) return;
  bouton.disabled = true;
  const issue = formulaire.closest('section').querySelector('.issue');
  const reponse = await agir(formulaire);
  bouton.disabled = false;
  dire(issue, reponse);
  if (!reponse.ok) formulaire.cle = undefined;
  await rafraichir();
  if ('horloge' in formulaire.dataset) setTimeout(rafraichir, ECHEANCES);
});
