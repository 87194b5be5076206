import { Link, useParams } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { type ConsoleFamigliaQuery, ConsoleFamigliaDocument } from '../../graph/operazioni/affido';
import { usePermesso } from '../../graph/sessione-context';
import { formatData, formatNumero } from '../../lib/formato';
import { nomeLingua } from '../../lib/lingue';
import { EsitoUno } from '../../ui/EsitoUno';
import { Pagina } from '../../ui/Pagina';
import { Vuoto } from '../../ui/Stati';
import { Affidi } from './Abbinamenti';
import { IdentitaFamiglia } from './IdentitaFamiglia';
import { BANCA, FAMIGLIE, STATI_FAMIGLIA, TIPI } from './parole';
import { PassiFamiglia } from './PassiFamiglia';

type Famiglia = NonNullable<ConsoleFamigliaQuery['famigliaAffidataria']>;

/** One family of the bank, without its name: what it offers, and its fosterings. */
export function FamigliaPage() {
  const { codice } = useParams<{ codice: string }>();
  const [result, again] = useDomanda({ query: ConsoleFamigliaDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const mayRead = usePermesso('famiglia:gestisci');
  const famiglia = result.data?.famigliaAffidataria;
  return (
    <Pagina
      titolo={`Famiglia ${codice}`}
      sottotitolo={
        famiglia
          ? [STATI_FAMIGLIA[famiglia.stato], famiglia.comune?.nome, famiglia.servizioAffidi?.denominazione]
              .filter(Boolean)
              .join(' · ')
          : 'Una famiglia affidataria'
      }
      briciole={[BANCA, FAMIGLIE]}
      azioni={famiglia && <PassiFamiglia famiglia={famiglia} onFatto={reload} />}
    >
      <EsitoUno
        di={result}
        righe={12}
        onRiprova={reload}
        leggi={(data) => data.famigliaAffidataria}
        dove="questa famiglia"
        manca={
          <Vuoto titolo={`Non c’è una famiglia ${codice} che tu possa vedere`}>
            <Link href={FAMIGLIE.href}>Torna alle famiglie</Link>
          </Vuoto>
        }
      >
        {(mine) => (
          <>
            <Scheda di={mine} />
            {isMia(mine) && mayRead && <IdentitaFamiglia codice={codice} />}
            <Affidi di={mine} vista="famiglia" onFatto={reload} />
          </>
        )}
      </EsitoUno>
    </Pagina>
  );
}

/** Of another service's families the API does not say how many they are. */
const isMia = ({ componenti }: Famiglia): boolean => componenti !== null;

function Scheda({ di }: { readonly di: Famiglia }) {
  const { disponibilita: offerta } = di;
  const voci: ReadonlyArray<readonly [string, string]> = [
    ['Affido', offerta.tipi.map((tipo) => TIPI[tipo]).join(', ')],
    ['Età accolte', `da ${offerta.etaMin} a ${offerta.etaMax} anni`],
    ['Posti', formatNumero(offerta.posti)],
    ['Fratelli insieme', offerta.fratelli ? 'sì' : 'no'],
    ['Bisogni speciali', offerta.bisogniSpeciali ? 'sì' : 'no'],
    ['Distanza massima', offerta.distanzaMaxKm === null ? 'non indicata' : `${formatNumero(offerta.distanzaMaxKm)} km`],
    ['Lingue', offerta.lingue.map(nomeLingua).join(', ') || 'nessuna indicata'],
    ['Culture', offerta.culture.join(', ') || 'nessuna indicata'],
    ['Disponibile', `dal ${formatData(offerta.dal)}${offerta.al ? ` al ${formatData(offerta.al)}` : ''}`],
    ['Riconfermata il', formatData(offerta.riconfermataIl)],
    ['Componenti', di.componenti === null ? 'riservato' : formatNumero(di.componenti)],
    ['Affidi già fatti', di.affidiPrecedenti === null ? 'riservato' : formatNumero(di.affidiPrecedenti)],
  ];
  return (
    <section aria-labelledby="offre">
      <h2 id="offre">Che cosa offre</h2>
      {di.motivoStato && <p>{di.motivoStato}</p>}
      <dl className="t-voci">
        {voci.map(([nome, valore]) => (
          <div key={nome}>
            <dt>{nome}</dt>
            <dd>{valore}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
