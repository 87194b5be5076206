import { Link } from 'wouter';
import type { ConsoleEsigenzeFragment } from '../../graph/operazioni/affido';
import { conta, formatData } from '../../lib/formato';
import { nomeLingua } from '../../lib/lingue';
import { MACROCATEGORIE, minori, NATURE, TIPI, VICINANZE } from './parole';

interface EsigenzeProps {
  readonly di: ConsoleEsigenzeFragment & { readonly caso?: { readonly codice: string } | null };
}

/** What is looked for, for whoever may read it. */
export function Esigenze({ di }: EsigenzeProps) {
  return (
    <section aria-labelledby="esigenze">
      <h2 id="esigenze">Di che cosa ha bisogno</h2>
      {di.motivoChiusura && <p>Chiusa: {di.motivoChiusura}</p>}
      <dl className="t-voci">
        {vociDi(di).map(([nome, valore]) => (
          <div key={nome}>
            <dt>{nome}</dt>
            <dd>{valore}</dd>
          </div>
        ))}
        {di.caso && (
          <div>
            <dt>Caso</dt>
            <dd>
              <Link href={`/casi/${di.caso.codice}`}>{di.caso.codice}</Link>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** What its own ambito alone may read is there only for who may. */
function vociDi(di: ConsoleEsigenzeFragment): ReadonlyArray<readonly [string, string]> {
  const riservate: ReadonlyArray<readonly [string, string | null | undefined]> = [
    ['Comune d’origine', di.comune?.nome],
    ['Scuola da non cambiare', di.scuola?.nome],
    ['Decisione', di.decreto && decisione(di.decreto)],
    ['Famiglie che la legge esclude', di.parenti?.join(', ')],
  ];
  return [
    ['Minori', minori(di) + (di.etaFratelli.length > 0 ? ` di ${di.etaFratelli.join(', ')} anni` : '')],
    ['Affido', `${TIPI[di.tipo]}, ${NATURE[di.natura]}`],
    ['Famiglia d’origine', MACROCATEGORIE[di.macrocategoria]],
    ['Dove', VICINANZE[di.vicinanza]],
    ['Bisogni speciali', di.bisogniSpeciali ? 'sì' : 'no'],
    ['Lingue', di.lingue.map(nomeLingua).join(', ') || 'nessuna indicata'],
    ['Cultura', di.culture.join(', ') || 'nessuna indicata'],
    ...riservate.flatMap(([nome, valore]) => (valore ? [[nome, valore] as const] : [])),
  ];
}

const decisione = ({ autorita, data, durataMesi, prorogaMesi }: NonNullable<ConsoleEsigenzeFragment['decreto']>) =>
  [
    `${autorita}, ${formatData(data)}`,
    durataMesi !== null && `per ${conta(durataMesi, 'mese', 'mesi')}`,
    prorogaMesi > 0 && `${conta(prorogaMesi, 'mese', 'mesi')} di proroga`,
  ]
    .filter(Boolean)
    .join(', ');
