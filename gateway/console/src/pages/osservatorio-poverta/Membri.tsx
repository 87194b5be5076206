import { useMutation } from 'urql';
import {
  ConsoleAggiungiMembroDocument,
  ConsoleTerminaMembroDocument,
  type MembroDiTavoloFragment,
} from '../../graph/operazioni/osservatorio-poverta';
import { usePermesso } from '../../graph/sessione-context';
import { formatData } from '../../lib/formato';
import { isGiorno, oggi } from '../../lib/giorni';
import { useParametro } from '../../lib/parametri';
import type { Campo } from '../../ui/campo';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Fonte } from '../../ui/Fonte';
import { Passo } from '../../ui/Passo';
import { SceltaGiorno } from '../../ui/SceltaGiorno';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { sedevaIl, TUTTI_I_GIORNI } from './periodo';

interface MembriProps {
  readonly di: readonly MembroDiTavoloFragment[] | null;
  readonly onFatto: () => void;
}

/** The bodies of the observatory on a day, or all that ever were: bodies, never persons. */
export function Membri({ di, onFatto }: MembriProps) {
  const [scelto, setGiorno] = useParametro<string>('giorno', oggi());
  const isStoria = scelto === TUTTI_I_GIORNI;
  const giorno = isStoria || isGiorno(scelto) ? scelto : oggi();
  const mayWrite = usePermesso('osservatorio:coordina');
  return (
    <section className="t-sezione" aria-labelledby="membri">
      <h2 id="membri">Chi ne fa parte</h2>
      <div className="t-filtri">
        <SceltaGiorno
          etichetta="In quale giorno"
          valore={isStoria ? '' : giorno}
          onScelta={(value) => setGiorno(value || TUTTI_I_GIORNI)}
        />
        {!isStoria && (
          <button type="button" className="t-collegamento" onClick={() => setGiorno(TUTTI_I_GIORNI)}>
            Mostra anche chi non c’è più
          </button>
        )}
      </div>
      {mayWrite && <Aggiungi onFatto={onFatto} />}
      <Tabella
        titolo={`Enti dell’osservatorio${isStoria ? ', da sempre' : ` il ${formatData(giorno)}`}`}
        nome="membri"
        righe={(di ?? []).filter((membro) => sedevaIl(membro, giorno))}
        chiaveRiga={({ id }) => id}
        vuoto={
          di === null ? 'I membri ora non sono disponibili.' : 'Non è scritto chi ne facesse parte in quel giorno.'
        }
        colonne={[...COLONNE, ...(mayWrite ? [colonnaAzioni(onFatto)] : [])]}
      />
    </section>
  );
}

const COLONNE: ReadonlyArray<Colonna<MembroDiTavoloFragment>> = [
  {
    chiave: 'ente',
    titolo: 'Ente',
    valore: ({ ente }) => ente,
    cella: ({ ente, origine }) => (
      <>
        {ente} {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </>
    ),
  },
  {
    chiave: 'dal',
    titolo: 'Dal',
    valore: ({ dal }) => dal,
    cella: ({ dal }) => (dal ? formatData(dal) : 'dall’inizio'),
  },
  { chiave: 'al', titolo: 'Al', valore: ({ al }) => al, cella: ({ al }) => (al ? formatData(al) : 'ne fa parte') },
  { chiave: 'fonte', titolo: 'Fonte', cella: ({ ente, fonte }) => <Fonte di={fonte} cosa={ente} /> },
];

const NUOVO: readonly Campo[] = [
  {
    nome: 'ente',
    etichetta: 'Ente',
    tipo: 'testo',
    isObbligatorio: true,
    lunghezza: 200,
    aiuto: 'Il nome di un ente, mai di una persona.',
  },
  { nome: 'dal', etichetta: 'Primo giorno', tipo: 'data', isObbligatorio: true },
  {
    nome: 'atto',
    etichetta: 'Dove è scritto',
    tipo: 'testo',
    isObbligatorio: true,
    lunghezza: 200,
    aiuto: 'L’atto o il verbale che lo dice.',
  },
];

function Aggiungi({ onFatto }: { readonly onFatto: () => void }) {
  const [, add] = useMutation(ConsoleAggiungiMembroDocument);
  return (
    <div className="t-azioni t-azioni-inizio">
      <Passo
        bottone="Aggiungi un ente"
        titolo="Un ente che entra nell’osservatorio"
        campi={NUOVO}
        esegui={({ valori, chiaveIdempotenza }) =>
          add({
            input: {
              chiaveIdempotenza,
              ente: String(valori.ente).trim(),
              dal: String(valori.dal),
              atto: String(valori.atto).trim(),
            },
          })
        }
        onConflitto={onFatto}
        onFatto={onFatto}
      />
    </div>
  );
}

const ULTIMO_GIORNO: Campo = { nome: 'al', etichetta: 'Ultimo giorno', tipo: 'data', isObbligatorio: true };

const colonnaAzioni = (onFatto: () => void): Colonna<MembroDiTavoloFragment> => ({
  chiave: 'azioni',
  titolo: 'Che cosa fare',
  cella: (membro) => (membro.al === null ? <Termina membro={membro} onFatto={onFatto} /> : null),
});

interface TerminaProps {
  readonly membro: MembroDiTavoloFragment;
  readonly onFatto: () => void;
}

function Termina({ membro: { id, ente, dal, versione }, onFatto }: TerminaProps) {
  const [, end] = useMutation(ConsoleTerminaMembroDocument);
  return (
    <Passo
      bottone="Esce"
      di={`${ente} dall’osservatorio`}
      colore="secondary"
      titolo={`${ente} esce dall’osservatorio?`}
      testo="Resta scritto fino a quando ne ha fatto parte. Se rientra, si aggiunge di nuovo."
      campi={[{ ...ULTIMO_GIORNO, min: dal ?? undefined }]}
      esegui={({ valori, chiaveIdempotenza }) =>
        end({ input: { chiaveIdempotenza, membro: id, versione, al: String(valori.al) } })
      }
      onConflitto={onFatto}
      onFatto={onFatto}
    />
  );
}
