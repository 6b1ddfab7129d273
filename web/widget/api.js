/** The conversation API: one function a call. Tokens travel in a header, never in an address. */

const RACINE = '/api/v1';
const DELAI = 75_000; // longer than the server's own patience for one turn

/** The server answered no. `passager`: the same call may succeed later. */
export class Probleme extends Error {
  constructor(statut, corps) {
    super(corps.message || 'Le service ne répond pas comme prévu. Réessayez dans un instant.');
    this.statut = statut;
    this.code = corps.code;
    this.suite = corps.suite?.titre || '';
    this.passager = statut === 408 || statut === 429 || statut >= 500;
  }
}

/** Nothing came back: no network, no server, or too late. Whether the call arrived is not known. */
export class SansReponse extends Error {}

async function demander(chemin, { jeton, signal, ...options } = {}) {
  const headers = { Accept: 'application/json' };
  if (jeton) headers.Authorization = `Bearer ${jeton}`;
  if (options.body) headers['Content-Type'] = 'application/json';
  let reponse;
  try {
    reponse = await fetch(RACINE + chemin, { ...options, headers, signal, cache: 'no-store', credentials: 'omit' });
  } catch (cause) {
    throw new SansReponse('La connexion est interrompue.', { cause });
  }
  if (!reponse.ok) throw new Probleme(reponse.status, await reponse.json().catch(() => ({})));
  return reponse;
}

async function lire(chemin, options) {
  const reponse = await demander(chemin, { signal: AbortSignal.timeout(DELAI), ...options });
  try {
    return await reponse.json();
  } catch (cause) {
    throw new SansReponse('La réponse est arrivée incomplète.', { cause });
  }
}

const messages = (acces) => `/conversations/${acces.id}/messages`;

export const connecter = (identifiant, motDePasse) =>
  lire('/auth/login', { method: 'POST', body: JSON.stringify({ identifiant, mot_de_passe: motDePasse }) });

export const creer = (jeton) => lire('/conversations', { method: 'POST', jeton });

export const envoyer = (acces, message) =>
  lire(messages(acces), { method: 'POST', jeton: acces.jeton, body: JSON.stringify(message) });

/** The turns, oldest first: `{tours, etat, suite}`; with `avant`, those before that message. */
export const historique = (acces, avant) =>
  lire(messages(acces) + (avant ? `?avant=${avant}` : ''), { jeton: acces.jeton });

const avis = (acces, message) => `${messages(acces)}/${message}/avis`;

/** Say what is thought of the answer to a message: `{avis, raison?, commentaire?}`, in place of what was said before. */
export const juger = (acces, message, donne) =>
  demander(avis(acces, message), { method: 'PUT', jeton: acces.jeton, body: JSON.stringify(donne), signal: AbortSignal.timeout(DELAI) });

export const retirer = (acces, message) =>
  demander(avis(acces, message), { method: 'DELETE', jeton: acces.jeton, signal: AbortSignal.timeout(DELAI) });

/** The reasons why an answer was not useful: `[{id, libelle}]`. */
export const raisons = () => lire('/conversations/raisons-avis');

export const effacer = (acces) => demander(`/conversations/${acces.id}`, { method: 'DELETE', jeton: acces.jeton });

/** Follow a conversation until the server or `signal` ends it: `surOuverture()`, then `surEvenement(nom, donnees)` for each event. */
export async function suivre(acces, signal, surOuverture, surEvenement) {
  const reponse = await demander(`/conversations/${acces.id}/flux`, { jeton: acces.jeton, signal });
  surOuverture();
  const lecteur = reponse.body.pipeThrough(new TextDecoderStream()).getReader();
  let reste = '';
  for (;;) {
    const { value, done } = await lecteur.read();
    if (done) return;
    const blocs = (reste + value).split(/\r?\n\r?\n/);
    reste = blocs.pop();
    for (const bloc of blocs) {
      const champ = (nom) => bloc.match(new RegExp(`^${nom}: ?(.*)$`, 'm'))?.[1];
      if (champ('data')) surEvenement(champ('event'), JSON.parse(champ('data')));
    }
  }
}
