import { Button } from 'design-react-kit';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useMutation, useQuery } from 'urql';
import {
  type ConsoleFamigliaQuery,
  ConsoleFamigliaDocument,
  ConsoleRiconfermaDocument,
} from '../../graph/operazioni/affido';
import { problemiDi } from '../../graph/errori';
import { formatData, formatNumero } from '../../lib/formato';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Problemi, Vuoto } from '../../ui/Stati';
import { Abbinamenti } from './Abbinamenti';
import { STATI_FAMIGLIA, TIPI } from './parole';

type Famiglia = NonNullable<ConsoleFamigliaQuery['famigliaAffidataria']>;

const SOPRA = [
  { testo: 'Banca affido', href: '/banca-affido' },
  { testo: 'Famiglie affidatarie', href: '/banca-affido/famiglie' },
];

/** One family of the bank, without its name: what it offers, and its fosterings. */
export function FamigliaPage() {
  const { codice } = useParams<{ codice: string }>();
  const [result, again] = useQuery({ query: ConsoleFamigliaDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
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
      briciole={SOPRA}
      azioni={famiglia?.azioniPossibili.includes('RICONFERMA') && <Riconferma famiglia={famiglia} onFatto={reload} />}
    >
      <Esito di={result} righe={12} onRiprova={reload}>
        {(data) =>
          data.famigliaAffidataria ? (
            <>
              {data.famigliaAffidataria.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa famiglia" />}
              <Scheda di={data.famigliaAffidataria} />
              <section aria-labelledby="affidi" className="t-sezione">
                <h2 id="affidi">Proposte e affidi</h2>
                <Abbinamenti di={data.famigliaAffidataria.abbinamenti ?? []} vista="famiglia" onFatto={reload} />
              </section>
            </>
          ) : (
            <Vuoto titolo={`Non c’è una famiglia ${codice} che tu possa vedere`}>
              <Link href="/banca-affido/famiglie">Torna alle famiglie</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

/** After sixty days without it a family leaves the candidates. */
function Riconferma({
  famiglia: { codice, versione },
  onFatto,
}: {
  readonly famiglia: Famiglia;
  readonly onFatto: () => void;
}) {
  const [{ fetching, error }, reconfirm] = useMutation(ConsoleRiconfermaDocument);
  const [key] = useState(() => crypto.randomUUID());
  const send = async () => {
    const { error: failed } = await reconfirm({
      input: { chiaveIdempotenza: `${key}/${versione}`, famiglia: codice, versione },
    });
    if (!failed) {
      onFatto();
    }
  };
  return (
    <>
      <Button color="primary" disabled={fetching} onClick={() => void send()}>
        {fetching ? 'Un momento…' : 'Riconferma la disponibilità'}
      </Button>
      <Problemi problemi={problemiDi(error)} />
    </>
  );
}

function Scheda({ di }: { readonly di: Famiglia }) {
  const { disponibilita: offerta } = di;
  const voci: ReadonlyArray<readonly [string, string]> = [
    ['Affido', offerta.tipi.map((tipo) => TIPI[tipo]).join(', ')],
    ['Età accolte', `da ${offerta.etaMin} a ${offerta.etaMax} anni`],
    ['Posti', formatNumero(offerta.posti)],
    ['Fratelli insieme', offerta.fratelli ? 'sì' : 'no'],
    ['Bisogni speciali', offerta.bisogniSpeciali ? 'sì' : 'no'],
    ['Distanza massima', offerta.distanzaMaxKm === null ? 'non indicata' : `${formatNumero(offerta.distanzaMaxKm)} km`],
    ['Lingue', offerta.lingue.join(', ') || 'nessuna indicata'],
    ['Disponibile', `dal ${formatData(offerta.dal)}${offerta.al ? ` al ${formatData(offerta.al)}` : ''}`],
    ['Riconfermata il', formatData(offerta.riconfermataIl)],
    ['Componenti', di.componenti === null ? 'riservato' : formatNumero(di.componenti)],
    ['Affidi già fatti', di.affidiPrecedenti === null ? 'riservato' : formatNumero(di.affidiPrecedenti)],
  ];
  return (
    <section aria-labelledby="offre">
      <h2 id="offre">Che cosa offre</h2>
      {di.motivoStato && <p>{di.motivoStato}</p>}
      <dl className="t-scheda">
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
