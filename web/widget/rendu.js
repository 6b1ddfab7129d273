/** What the assistant says, as elements. A text only ever becomes text nodes, so nothing typed can become markup. */

import { el, icone } from './dom.js';

const LIENS =
  /(?<url>https?:\/\/[^\s<>«»]*[^\s<>«».,;:!?)])|(?<courriel>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<tel>\b0[1-9](?:[ \u00a0\u202f]\d{2}){4}\b)/gu;
const LIGNE_RECAP = /^(\p{Lu}[^:\n]{1,48}?)\s?:\s+(\S.*)$/u;
const PUCE = /^[-•] /;

function lier(ligne) {
  const morceaux = [];
  let debut = 0;
  for (const { 0: texte, index, groups } of ligne.matchAll(LIENS)) {
    const adresse = groups.url ?? (groups.courriel ? `mailto:${texte}` : `tel:${texte.replace(/\s/g, '')}`);
    morceaux.push(ligne.slice(debut, index));
    morceaux.push(el('a', { href: adresse, ...(groups.url && { target: '_blank', rel: 'noopener noreferrer' }) }, texte));
    debut = index + texte.length;
  }
  return [...morceaux, ligne.slice(debut)];
}

const NATURES = {
  liste: (lignes) => el('ul', {}, ...lignes.map((ligne) => el('li', {}, ...lier(ligne.replace(PUCE, ''))))),
  recap: (lignes) =>
    el('dl', { class: 'ak-recap' },
      ...lignes.map((ligne) => {
        const [, intitule, valeur] = ligne.match(LIGNE_RECAP);
        return el('div', {}, el('dt', {}, intitule), el('dd', {}, ...lier(valeur)));
      })),
  texte: (lignes) =>
    el('p', {}, ...lignes.flatMap((ligne, rang) => (rang ? [el('br'), ...lier(ligne)] : lier(ligne)))),
};

/** Paragraphs, « - » lists, and recaps: two lines or more of the form « Intitulé : valeur ». */
export function texte(source) {
  const fragment = document.createDocumentFragment();
  for (const bloc of source.trim().split(/\n\s*\n/)) {
    const lignes = bloc.split('\n').map((ligne) => ligne.trim()).filter(Boolean);
    const recap = lignes.filter((ligne) => LIGNE_RECAP.test(ligne)).length > 1;
    const nature = (ligne) => (PUCE.test(ligne) ? 'liste' : recap && LIGNE_RECAP.test(ligne) ? 'recap' : 'texte');
    while (lignes.length) {
      const premiere = nature(lignes[0]);
      const fin = lignes.findIndex((ligne) => nature(ligne) !== premiere);
      fragment.append(NATURES[premiere](lignes.splice(0, fin < 0 ? lignes.length : fin)));
    }
  }
  return fragment;
}

function lienArticle(article, titre) {
  return el('a', { href: `/questions/${encodeURIComponent(article)}` }, titre);
}

function sources(liste) {
  const resume = liste.length > 1 ? `Sources : ${liste.length}` : `Source : ${liste[0].titre}`;
  const lignes = liste.map(({ titre, article }) =>
    el('li', {}, `${titre} `, article ? lienArticle(article, 'Lire la fiche complète') : ''));
  return el('details', { class: 'ak-sources' }, el('summary', {}, resume), el('ul', {}, ...lignes));
}

function avertissement({ message, article }) {
  return el('div', { class: 'ak-avertissement' },
    el('p', {}, el('strong', {}, 'À savoir. '), ...lier(message)),
    article ? lienArticle(article, 'En savoir plus') : null);
}

async function copier(bouton, numero) {
  const libelle = bouton.lastChild;
  try {
    await navigator.clipboard.writeText(numero.textContent);
    libelle.textContent = 'Copié';
  } catch {
    // Plain http, or the browser refused: leave the number selected, ready for the keyboard.
    window.getSelection().selectAllChildren(numero);
    libelle.textContent = 'Sélectionné : copiez';
  }
  setTimeout(() => (libelle.textContent = 'Copier'), 4_000);
}

function recu({ numero }) {
  const affiche = el('span', { class: 'ak-numero' }, numero);
  const bouton = el('button', { type: 'button', class: 'ak-copier', 'aria-label': `Copier le numéro ${numero}`,
    onclick: () => copier(bouton, affiche) }, icone('copie'), el('span', { role: 'status' }, 'Copier'));
  return el('p', { class: 'ak-recu-numero' }, el('span', {}, 'Reçu '), affiche, bouton);
}

/** One message of an answer, buttons included; `choisir({bouton, titre})` when one is pressed. */
export function message(donnees, choisir) {
  const corps = el('div', { class: donnees.recu ? 'ak-bulle ak-repond ak-recu' : 'ak-bulle ak-repond' });
  if (donnees.recu) corps.append(el('p', { class: 'ak-recu-titre' }, icone('coche'), el('strong', {}, 'C’est enregistré')));
  corps.append(texte(donnees.texte));
  if (donnees.recu) corps.append(recu(donnees.recu));
  corps.append(...(donnees.avertissements ?? []).map(avertissement));
  if (donnees.sources?.length) corps.append(sources(donnees.sources));
  if (!donnees.boutons?.length) return corps;
  const boutons = donnees.boutons.map(({ titre, bouton }) =>
    el('li', {}, el('button', { type: 'button', class: 'ak-choix', onclick: ({ currentTarget }) => {
      if (currentTarget.getAttribute('aria-disabled') !== 'true') choisir({ bouton, titre });
    } }, titre)));
  return el('div', {}, corps, el('ul', { class: 'ak-boutons', 'aria-label': 'Réponses proposées' }, ...boutons));
}
