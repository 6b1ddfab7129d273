/** Someone invited chooses a password, typed twice; the link serves once. */

import { el } from '/widget/dom.js';

const formulaire = document.getElementById('invitation');
const issue = document.getElementById('issue');
const [motDePasse, encore] = formulaire.querySelectorAll('input');
const bouton = formulaire.querySelector('button');

function dire(classe, ...lignes) {
  issue.replaceChildren(el('div', { class: classe }, ...lignes.filter(Boolean).map((ligne) => el('p', {}, ligne))));
  issue.focus();
}

async function choisir() {
  try {
    const reponse = await fetch(`/api/v1/auth/invitations/${encodeURIComponent(formulaire.dataset.jeton)}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ mot_de_passe: motDePasse.value }),
    });
    return { ok: reponse.ok, ...(await reponse.json()) };
  } catch {
    return { message: 'Le service ne répond pas.', suite: { titre: 'Réessayez dans un instant : rien n’est perdu.' } };
  }
}

formulaire.addEventListener('submit', async (evenement) => {
  evenement.preventDefault();
  if (motDePasse.value !== encore.value) {
    dire('refus', 'Les deux mots de passe ne sont pas les mêmes.', 'Retapez le second.');
    return;
  }
  bouton.disabled = true;
  const reponse = await choisir();
  bouton.disabled = false;
  if (!reponse.ok) return dire('refus', reponse.message, reponse.suite?.titre);
  formulaire.remove();
  dire('fait', reponse.message);
  issue.append(el('p', {}, el('a', { class: 'bouton', href: '#assistant', 'data-connexion': true }, 'Me connecter')));
});
