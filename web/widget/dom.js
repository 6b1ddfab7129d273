/** Build an element. Functions become listeners (`onclick`), `true` an empty attribute, `false` and `null` nothing; text is always text. */
export function el(nom, attributs = {}, ...enfants) {
  const element = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) {
    if (typeof valeur === 'function') element.addEventListener(cle.slice(2), valeur);
    else if (valeur !== false && valeur !== null) element.setAttribute(cle, valeur === true ? '' : valeur);
  }
  element.append(...enfants.filter((enfant) => enfant !== null));
  return element;
}

const TRACES = {
  bulle: 'M4 5h16v11.5h-8.5L7 20v-3.500H4zM8 9.500h8M8 12.500h5',
  croix: 'm6 6 12 12M18 6 6 18',
  menu: 'M5 7h14M5 12h14M5 17h14',
  envoi: 'M4 12h14M12.5 6l6 6-6 6',
  copie: 'M9 9h10v11H9zM5.5 15H5V4h10v1.5',
  pouce: 'M4 10.5h3.5v9H4zM7.5 10.5 11 4c1.4 0 2.3 1.100 2 2.500l-.7 3H18c1.200 0 2 1.100 1.700 2.200l-1.400 6c-.2 1-1 1.800-2 1.800H7.500',
  coche: 'm5 12.5 4.5 4.500L19 7.5',
};

/** A line icon, silent for screen readers: the name is on what carries it. */
export function icone(nom) {
  const espace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(espace, 'svg');
  const trace = document.createElementNS(espace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'ak-icone');
  svg.setAttribute('aria-hidden', 'true');
  trace.setAttribute('d', TRACES[nom]);
  svg.append(trace);
  return svg;
}
