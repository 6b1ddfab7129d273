/** What is shown before the first message. It is of this page alone: nothing was said yet. */

import { el } from './dom.js';

const PISTES = [
  'Combien de temps pour valider mes codes provisoires ?',
  'Pourquoi je ne peux pas saisir d’info coll ?',
  'Je veux adhérer à KAIROS',
  'Programmer une réunion d’information collective',
];

export function accueil(conversation) {
  return el('div', { class: 'ak-accueil' },
    el('div', { class: 'ak-bulle ak-repond' },
      el('p', {}, 'Bonjour ! Posez votre question sur KAIROS comme elle vient, je réponds avec la source.'),
      el('p', {}, 'Je peux aussi faire vos démarches : je récapitule, vous confirmez, je vous donne un reçu.')),
    el('ul', { class: 'ak-boutons', 'aria-label': 'Pour commencer' },
      ...PISTES.map((piste) => el('li', {},
        el('button', { type: 'button', class: 'ak-choix', onclick: () => conversation.envoyer({ texte: piste }) }, piste)))));
}
