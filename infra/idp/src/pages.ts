import { createHash } from 'node:crypto';
import type { Ruolo } from '@trama/kernel/ruoli';
import { isApp } from './secrets.js';
import { type NomePersona, PERSONE } from './persone.js';

const STYLE = `
body { font: 18px/1.5 "Titillium Web", system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #17324d }
h1 { font-size: 1.6rem }
p.avviso { background: #fff3cd; padding: .5rem 1rem; border-left: .3rem solid #a66300 }
ul { list-style: none; padding: 0; display: grid; gap: .5rem }
button { font: inherit; width: 100%; text-align: left; padding: .6rem 1rem; border: 1px solid #06c; border-radius: 4px; background: #fff; color: #06c; cursor: pointer }
button:hover, button:focus-visible { background: #06c; color: #fff; outline: 3px solid #ff9900; outline-offset: 1px }
`;

/** How people call each role. */
const RUOLO_DETTO: Readonly<Record<Ruolo, string>> = {
  PUBBLICO: 'Pubblico',
  CABINA_REGIA: 'Cabina di Regia',
  COORDINAMENTO_UDP: 'Coordinamento degli Uffici di Piano',
  COORDINAMENTO_AFFIDO: 'Coordinamento Affido',
  UFFICIO_DI_PIANO: 'Ufficio di Piano',
  OPERATORE_SOCIALE: 'Servizio sociale di base',
  SERVIZIO_TUTELA: 'Tutela minori',
  SERVIZIO_AFFIDI: 'Servizio affidi',
  OPERATORE_ASST: 'ASST',
  OPERATORE_ETS: 'Ente del Terzo Settore',
  APP: 'Applicazione',
  GARANTE: 'Garante',
  LAVORO: 'Lavoro della piattaforma',
};

/** Who can sign in on the page: programs have their secret instead. */
export const PEOPLE = (Object.keys(PERSONE) as NomePersona[]).filter((nome) => !isApp(nome));

/** Places after the last ambito. */
const FUORI_ATS: Readonly<Record<number, string>> = { 13: 'Valle Camonica' };

/** A persona as the console greets it. */
export function nomeMostrato(nome: NomePersona): string {
  const { ruolo, ambito, asst, ente } = PERSONE[nome];
  const luogo = ambito === null ? (asst ?? ente) : (FUORI_ATS[ambito] ?? `ambito ${ambito}`);
  return [RUOLO_DETTO[ruolo], luogo].filter(Boolean).join(', ');
}

/**
 * No script, no frame, no other origin. `form-action` follows redirects, so it names where the sign-in ends as well.
 */
export function pagePolicy(origins: readonly string[]): string {
  const style = createHash('sha256').update(STYLE).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    `form-action ${["'self'", ...origins].join(' ')}`,
    // The page's empty icon, which keeps browsers from asking for one.
    'img-src data:',
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** @param uid names the sign-in under way */
export function signInPage(uid: string): string {
  const people = PEOPLE.map(
    (nome) =>
      `<li><button name="persona" value="${escaped(nome)}"><strong>${escaped(nome)}</strong> · ${escaped(nomeMostrato(nome))}</button></li>`,
  );
  return page(
    'Entra in Trama',
    `<p class="avviso">Accesso dimostrativo: persone di prova, senza password. Esiste solo su questa macchina.</p>
    <form method="post" action="/persona/${escaped(uid)}"><ul>${people.join('\n')}</ul></form>`,
  );
}

/** @param form the provider's own, which carries what it needs to know that it was asked from here */
export const signOutPage = (form: string): string =>
  page(
    'Esci da Trama',
    `<p>Vuoi chiudere l’accesso dimostrativo?</p>${form}
    <ul><li><button type="submit" form="op.logoutForm" value="yes" name="logout">Sì, esci</button></li>
    <li><button type="submit" form="op.logoutForm">No, resta</button></li></ul>`,
  );

export const signedOutPage = (): string => page('Sei fuori', '<p>L’accesso dimostrativo è chiuso.</p>');

/** The library's words are for developers; they are in the log. */
export const errorPage = (): string =>
  page('Accesso non riuscito', '<p>La richiesta non è valida o è scaduta: torna a Trama e accedi di nuovo.</p>');

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="it">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <link rel="icon" href="data:,">
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
    <h1>${escaped(title)}</h1>
    ${content}
    </main>
  </body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
