import { createHash } from 'node:crypto';
import { html, Html } from './html.js';

export interface ComuneScelto {
  readonly codiceIstat: string;
  readonly nome: string;
}

export interface AmbitoConComuni {
  readonly numero: number;
  readonly nome: string;
  readonly comuni: readonly ComuneScelto[];
}

export interface Servizio {
  readonly codice: string;
  readonly denominazione: string;
  readonly telefono: string | null;
  readonly email: string | null;
  readonly origine: string;
}

/** What somebody wrote in the form, so that a mistake does not make them write it again. */
export interface Modulo {
  readonly chiave: string;
  readonly servizio: string;
  readonly nome: string;
  readonly recapito: string;
  readonly messaggio: string;
}

export interface Errore {
  /** Of the form; null for one that is about the whole. */
  readonly campo: string | null;
  readonly frase: string;
}

const STYLE = `
:root { color-scheme: light; --ink: #17324d; --blue: #06c; --line: #b1b8c0; --bad: #b3002d; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--ink); background: #fff; }
header { background: var(--ink); color: #fff; padding: 1rem 0; }
header p { margin: 0 auto; padding: 0 1rem; max-width: 46rem; font-weight: 600; }
main { margin: 0 auto; padding: 1rem 1rem 3rem; max-width: 46rem; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { font-size: 1.35rem; margin-top: 2.2rem; }
a { color: var(--blue); }
label { display: block; font-weight: 600; margin-top: 1.1rem; }
input, select, textarea { width: 100%; font: inherit; color: inherit; padding: .55rem .6rem; border: 1px solid #5b6f82; border-radius: 4px; background: #fff; }
input[type=radio], input[type=checkbox] { width: auto; margin-right: .5rem; }
fieldset { border: 1px solid var(--line); border-radius: 4px; margin: 1.1rem 0 0; }
fieldset label, label.spunta { font-weight: 400; margin: .3rem 0; }
label.spunta { margin-top: 1.1rem; }
:focus-visible { outline: 3px solid #ff9900; outline-offset: 2px; }
button { margin-top: 1.3rem; font: inherit; font-weight: 600; color: #fff; background: var(--blue); border: 0; border-radius: 4px; padding: .7rem 1.4rem; cursor: pointer; }
.aiuto { font-size: .95rem; margin: .2rem 0; color: #435a70; }
.sbagliato { color: var(--bad); font-weight: 600; margin: .2rem 0; }
.avviso { border-left: 5px solid var(--bad); background: #fdf1f3; padding: .6rem 1rem; }
.fatto { border-left: 5px solid #008055; background: #eef8f3; padding: .6rem 1rem; }
.servizi { list-style: none; padding: 0; }
.servizi li { border: 1px solid var(--line); border-radius: 4px; padding: .7rem 1rem; margin-bottom: .7rem; }
.trappola { position: absolute; left: -9999px; }
`;

/** In one piece: a space more, and the browser would not take it for the style whose hash it was told. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** No script, nothing of anybody else's; the one style by its hash. */
export const PAGINA_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function pagina(titolo: string, corpo: Html): string {
  return html`<!doctype html>
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${titolo}</title>
        <link rel="icon" href="data:," />
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header><p>Affido familiare · provincia di Brescia</p></header>
        <main>${corpo}</main>
      </body>
    </html> `.text;
}

const scelta = (ambiti: readonly AmbitoConComuni[], scelto: string | null): Html =>
  html` <form method="get" action="/affido">
    <label for="comune">In quale comune abiti?</label>
    <select id="comune" name="comune" required>
      <option value="">Scegli il comune</option>
      ${ambiti
        .filter(({ comuni }) => comuni.length > 0)
        .map(
          ({ numero, nome, comuni }) =>
            html`<optgroup label="Ambito ${numero} · ${nome}">
              ${comuni.map(
                ({ codiceIstat, nome: comune }) =>
                  html`<option value="${codiceIstat}" ${codiceIstat === scelto && html` selected`}>${comune}</option>`,
              )}
            </optgroup>`,
        )}
    </select>
    <p class="aiuto">Non trovi il tuo comune? Chiedi ai servizi sociali del Comune dove abiti.</p>
    <button>Vedi i servizi</button>
  </form>`;

/** The first page: what fostering is, and the way to one's own services. */
export const paginaIniziale = (ambiti: readonly AmbitoConComuni[]): string =>
  pagina(
    'Pensi all’affido? I servizi del tuo comune',
    html` <h1>Pensi all’affido?</h1>
      <p>
        L’affido familiare accoglie per un tempo un bambino o un ragazzo la cui famiglia è in difficoltà: per l’intera
        giornata, per una parte di essa, nei fine settimana, in emergenza, o come famiglia d’appoggio che dà una mano. I
        genitori restano i suoi genitori.
      </p>
      <p>
        Per saperne di più non serve aver deciso: un’operatrice o un operatore del servizio affidi ti ascolta e risponde
        alle tue domande.
      </p>
      <h2>Trova il tuo servizio</h2>
      ${scelta(ambiti, null)}`,
  );

const recapiti = ({ telefono, email }: Servizio): Html =>
  telefono || email
    ? html`<br />${telefono && html`Telefono <a href="tel:${telefono.replaceAll(/[^+0-9]/g, '')}">${telefono}</a>`}${
          telefono && email && ' · '
        }${email && html`<a href="mailto:${email}">${email}</a>`}`
    : html`<br /><span class="aiuto">Il servizio non ha ancora indicato telefono e posta: scrivigli da qui.</span>`;

const voce = (servizio: Servizio): Html =>
  html`<li>
    <strong>${servizio.denominazione}</strong>${
      servizio.origine === 'DIMOSTRATIVO' && ' (dato dimostrativo)'
    }${recapiti(servizio)}
  </li>`;

interface Campo {
  readonly nome: keyof Modulo;
  readonly etichetta: string;
  readonly aiuto?: string;
  readonly completa?: string;
  readonly righe?: number;
  readonly massimo: number;
}

const CAMPI: readonly Campo[] = [
  { nome: 'nome', etichetta: 'Come ti chiami', completa: 'name', massimo: 100 },
  {
    nome: 'recapito',
    etichetta: 'Telefono o posta elettronica',
    aiuto: 'Dove preferisci essere ricontattato.',
    massimo: 200,
  },
  {
    nome: 'messaggio',
    etichetta: 'Vuoi aggiungere qualcosa? (facoltativo)',
    aiuto: 'Per esempio quando chiamarti. Non scrivere di altre persone, né di salute.',
    righe: 4,
    massimo: 1000,
  },
];

function campo(
  { nome, etichetta, aiuto, completa, righe, massimo }: Campo,
  modulo: Modulo,
  errori: readonly Errore[],
): Html {
  const errore = errori.find((uno) => uno.campo === nome);
  const detti = [aiuto && `${nome}-aiuto`, errore && `${nome}-errore`].filter(Boolean).join(' ');
  const descritto = detti && html`aria-describedby="${detti}"`;
  const sbagliato = errore && html`aria-invalid="true"`;
  const completato = completa && html`autocomplete="${completa}"`;
  return html`<label for="${nome}">${etichetta}</label>
    ${aiuto && html`<p class="aiuto" id="${nome}-aiuto">${aiuto}</p>`}
    ${errore && html`<p class="sbagliato" id="${nome}-errore">${errore.frase}</p>`}
    ${
      righe
        ? html`<textarea id="${nome}" name="${nome}" maxlength="${massimo}" rows="${righe}" ${descritto} ${sbagliato}>
${modulo[nome]}</textarea>`
        : html`<input
            id="${nome}"
            name="${nome}"
            maxlength="${massimo}"
            required
            value="${modulo[nome]}"
            ${completato}
            ${descritto}
            ${sbagliato}
          />`
    }`;
}

export interface ServiziDelComune {
  readonly ambiti: readonly AmbitoConComuni[];
  readonly comune: ComuneScelto;
  readonly servizi: readonly Servizio[];
  readonly modulo: Modulo;
  readonly errori: readonly Errore[];
}

/** The services of a comune, and the form that reaches one of them. */
export function paginaServizi({ ambiti, comune, servizi, modulo, errori }: ServiziDelComune): string {
  const generali = errori.filter((errore) => !CAMPI.some(({ nome }) => nome === errore.campo));
  return pagina(
    `${errori.length > 0 ? 'Da correggere: ' : ''}Servizi affidi per ${comune.nome}`,
    html` <h1>Servizi affidi per ${comune.nome}</h1>
      ${
        errori.length > 0 &&
        html`<div class="avviso" role="alert">
          <p>
            <strong>La richiesta non è stata inviata.</strong> ${
              generali.length > 0 ? generali.map(({ frase }) => html`${frase} `) : 'Correggi i campi segnati qui sotto.'
            }
          </p>
        </div>`
      }
      <ul class="servizi">
        ${servizi.map(voce)}
      </ul>
      <h2>Chiedi di essere ricontattato</h2>
      <form method="post" action="/affido">
        <input type="hidden" name="comune" value="${comune.codiceIstat}" />
        <input type="hidden" name="chiave" value="${modulo.chiave}" />
        <fieldset>
          <legend>A chi vuoi scrivere?</legend>
          ${servizi.map(
            ({ codice, denominazione }) =>
              html`<label
                ><input
                  type="radio"
                  name="servizio"
                  value="${codice}"
                  ${codice === modulo.servizio && html` checked`}
                />${denominazione}</label
              >`,
          )}
        </fieldset>
        ${CAMPI.map((uno) => campo(uno, modulo, errori))}
        <p class="trappola" aria-hidden="true">
          <label for="sito">Lascia vuoto</label><input id="sito" name="sito" tabindex="-1" autocomplete="off" />
        </p>
        <p>
          Quello che scrivi serve solo a ricontattarti. È cifrato, lo legge soltanto il servizio che hai scelto, e viene
          cancellato quando il servizio ti ha risposto.
        </p>
        <label class="spunta"
          ><input type="checkbox" name="informato" value="si" required />Ho letto come sono trattati i miei dati.</label
        >
        <button>Invia</button>
      </form>
      <h2>Un altro comune</h2>
      ${scelta(ambiti, comune.codiceIstat)}`,
  );
}

export const paginaInviata = ({ denominazione, telefono }: Pick<Servizio, 'denominazione' | 'telefono'>): string =>
  pagina(
    'Richiesta inviata',
    html` <h1>Richiesta inviata</h1>
      <div class="fatto" role="status">
        <p>
          L’ha ricevuta <strong>${denominazione}</strong>, che ti
          ricontatta.${
            telefono &&
            html` Se non succede entro una settimana, telefona al
              <a href="tel:${telefono.replaceAll(/[^+0-9]/g, '')}">${telefono}</a>.`
          }
        </p>
      </div>
      <p><a href="/affido">Torna all’inizio</a></p>`,
  );

export const paginaErrore = (frase: string): string =>
  pagina(
    'Non è andata',
    html` <h1>Non è andata</h1>
      <div class="avviso" role="alert"><p>${frase}</p></div>
      <p><a href="/affido">Torna all’inizio</a></p>`,
  );
