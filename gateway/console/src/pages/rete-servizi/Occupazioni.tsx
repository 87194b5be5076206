import { useRef, useState } from 'react';
import { Button } from 'design-react-kit';
import { useClient, useMutation } from 'urql';
import { useElenco } from '../../graph/elenco';
import { problemiDi } from '../../graph/errori';
import {
  ConsoleDichiaraOccupazioneDocument,
  ConsoleOccupazioniDocument,
  type OccupazioneFragment,
} from '../../graph/operazioni/rete-servizi';
import { formatData, formatIstante, formatNumero } from '../../lib/formato';
import { oggi } from '../../lib/giorni';
import { Cifra } from '../../ui/Cifre';
import { type Campo, numeroDi, testoDi, type Valori } from '../../ui/campo';
import { DialogoModulo } from '../../ui/DialogoModulo';
import type { Attuale, Invio } from '../../ui/Modulo';
import { Esito, Problemi } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { postiDi, type Unita } from './rete';

const PAGINA = 24;
/** Since when the register of units speaks. */
const PRIMO_GIORNO = '2021-01-01';

/** How many places were taken day by day, for the planning office of the unit: what it declares, and corrects. */
export function Occupazioni({ unita }: { readonly unita: Unita }) {
  const elenco = useElenco(
    ConsoleOccupazioniDocument,
    { codice: unita.codice, first: PAGINA },
    (data) => data.unita?.occupazioni ?? null,
  );
  const [opened, setOpened] = useState<OccupazioneFragment | 'nuova'>();
  const corregge: Colonna<OccupazioneFragment> = {
    chiave: 'corregge',
    titolo: 'Che cosa fare',
    cella: (una) => (
      <Button color="primary" outline size="sm" onClick={() => setOpened(una)}>
        Correggi<span className="visually-hidden"> il {formatData(una.giorno)}</span>
      </Button>
    ),
  };
  return (
    <Esito di={elenco.prima} onRiprova={elenco.ricarica}>
      {(data) =>
        data.unita?.occupazioni && (
          <section className="t-sezione" aria-labelledby="occupazioni">
            <div className="t-testata-sezione">
              <h2 id="occupazioni" className="h4">
                Posti occupati, giorno per giorno
              </h2>
              <Button color="primary" size="sm" onClick={() => setOpened('nuova')}>
                Dichiara i posti occupati
              </Button>
            </div>
            <p className="t-nota">
              I numeri li vede soltanto l’Ufficio di Piano. Tutti gli altri leggono se ci sono posti liberi, mai quante
              persone ci sono.
            </p>
            <Tabella
              titolo="Posti occupati, dal giorno più recente"
              isTitoloNascosto
              nome="occupazioni"
              righe={elenco.righe}
              chiaveRiga={({ id }) => id}
              colonne={[...COLONNE, corregge]}
              altre={elenco.altre}
              vuoto="Nessun giorno è stato ancora dichiarato."
            />
            <Problemi problemi={problemiDi(elenco.error)} />
            {opened && (
              <Dichiara
                unita={unita}
                di={opened === 'nuova' ? undefined : opened}
                onChiudi={() => setOpened(undefined)}
                onFatto={() => {
                  setOpened(undefined);
                  elenco.ricarica();
                }}
              />
            )}
          </section>
        )
      }
    </Esito>
  );
}

const COLONNE: ReadonlyArray<Colonna<OccupazioneFragment>> = [
  { chiave: 'giorno', titolo: 'Giorno', valore: ({ giorno }) => giorno, cella: ({ giorno }) => formatData(giorno) },
  {
    chiave: 'occupati',
    titolo: 'Occupati',
    isNumero: true,
    valore: ({ occupati }) => occupati,
    cella: ({ occupati, posti }) => `${formatNumero(occupati)} di ${formatNumero(posti)}`,
  },
  {
    chiave: 'attesa',
    titolo: 'In attesa',
    isNumero: true,
    valore: ({ inAttesa }) => inAttesa,
    cella: ({ inAttesa }) => <Cifra valore={inAttesa} manca="non indicati" />,
  },
  { chiave: 'nota', titolo: 'Nota', valore: ({ nota }) => nota, cella: ({ nota }) => nota ?? '' },
  {
    chiave: 'dichiarata',
    titolo: 'Dichiarati',
    valore: ({ dichiarataIl }) => dichiarataIl,
    cella: ({ dichiarataIl, dichiarataDa }) => `${formatIstante(dichiarataIl)}, da ${dichiarataDa}`,
  },
];

interface DichiaraProps {
  readonly unita: Unita;
  /** The day to correct; a new one when it is not given. */
  readonly di: OccupazioneFragment | undefined;
  readonly onChiudi: () => void;
  readonly onFatto: () => void;
}

function Dichiara({ unita, di, onChiudi, onFatto }: DichiaraProps) {
  const client = useClient();
  const [, declare] = useMutation(ConsoleDichiaraOccupazioneDocument);
  const giorno = useRef(di?.giorno ?? '');
  /** The day that the versione of the form is of: another day, chosen later, has none yet. */
  const letto = useRef(di?.giorno);
  const send = ({ valori, versione, chiaveIdempotenza }: Invio) => {
    giorno.current = di?.giorno ?? String(valori.giorno);
    return declare({
      input: {
        chiaveIdempotenza,
        unita: unita.codice,
        giorno: giorno.current,
        versione: letto.current === giorno.current ? (versione ?? 0) : 0,
        occupati: numeroDi(valori, 'occupati') ?? 0,
        inAttesa: numeroDi(valori, 'inAttesa'),
        nota: testoDi(valori, 'nota'),
      },
    });
  };
  /** Somebody declared that day first: what they wrote, to choose between the two. */
  const reread = async (): Promise<Attuale> => {
    const asked = { codice: unita.codice, first: 100 };
    const answer = await client.query(ConsoleOccupazioniDocument, asked, { requestPolicy: 'network-only' }).toPromise();
    const rows = answer.data?.unita?.occupazioni?.edges.map(({ node }) => node) ?? [];
    const found = rows.find((row) => row.giorno === giorno.current);
    letto.current = giorno.current;
    return { valori: valoriDi(found), versione: found?.versione ?? 0 };
  };
  return (
    <DialogoModulo
      titolo={di ? `Correggi i posti occupati il ${formatData(di.giorno)}` : 'Dichiara i posti occupati'}
      onChiudi={onChiudi}
      campi={campiDi(postiDi(unita) ?? 0, di)}
      iniziali={valoriDi(di)}
      versione={di?.versione ?? 0}
      invia={di ? 'Correggi' : 'Dichiara'}
      onInvia={send}
      rileggi={reread}
      onFatto={onFatto}
    />
  );
}

const valoriDi = (di: OccupazioneFragment | undefined): Valori => ({
  giorno: di?.giorno ?? oggi(),
  occupati: di ? String(di.occupati) : '',
  inAttesa: di?.inAttesa === null || di === undefined ? '' : String(di.inAttesa),
  nota: di?.nota ?? '',
});

function campiDi(posti: number, di: OccupazioneFragment | undefined): readonly Campo[] {
  const giorno: Campo = {
    ...{ nome: 'giorno', etichetta: 'Giorno', tipo: 'data', isObbligatorio: true },
    ...{ min: PRIMO_GIORNO, max: oggi() },
  };
  return [
    ...(di ? [] : [giorno]),
    {
      ...{ nome: 'occupati', etichetta: 'Posti occupati', tipo: 'intero', isObbligatorio: true, min: '0' },
      aiuto: `I posti dell’unità sono ${formatNumero(posti)}: se le persone sono di più, scrivi perché nella nota.`,
    },
    { nome: 'inAttesa', etichetta: 'Persone in attesa', tipo: 'intero', min: '0', max: '10000' },
    {
      ...{ nome: 'nota', etichetta: 'Nota', tipo: 'area', lunghezza: 500 },
      aiuto: 'Da 10 a 500 caratteri, senza nomi di persone.',
    },
  ];
}
