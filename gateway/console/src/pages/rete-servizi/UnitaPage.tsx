import { Link, useParams } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { ConsoleUnitaDocument } from '../../graph/operazioni/rete-servizi';
import { usePermesso } from '../../graph/sessione-context';
import { Cifra } from '../../ui/Cifre';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { testoFonte } from '../../ui/Fonte';
import { Incongruenze } from '../../ui/Incongruenze';
import { Pagina } from '../../ui/Pagina';
import { Quadrante } from '../../ui/Quadrante';
import { Esito, Vuoto } from '../../ui/Stati';
import { DisponibilitaPosti } from './DisponibilitaPosti';
import { Occupazioni } from './Occupazioni';
import { dove, TIPI, type Unita } from './rete';

/** One unit, by its code. */
export function UnitaPage() {
  const { codice = '' } = useParams<{ codice: string }>();
  const [result, again] = useDomanda({ query: ConsoleUnitaDocument, variables: { codice } });
  const unita = result.data?.unita;
  return (
    <Pagina
      titolo={unita?.denominazione ?? 'Unità d’offerta'}
      sottotitolo={unita && TIPI[unita.tipo]}
      briciole={[{ testo: 'Rete dei servizi', href: '/rete-servizi' }]}
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) =>
          data.unita ? (
            <Scheda unita={data.unita} />
          ) : (
            <Vuoto titolo="Nessuna unità con questo codice">
              <Link href="/rete-servizi">Torna alla rete dei servizi</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

function Scheda({ unita }: { readonly unita: Unita }) {
  const { posti, fonte, origine } = unita;
  const mayDeclare = usePermesso('occupazione:gestisci');
  // What is not there was not invented either, and nobody wrote it.
  const di = (quanti: number | null) => (quanti === null ? null : { origine, fonte });
  return (
    <>
      {origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa unità" />}
      <ul className="t-carte" aria-label="Posti">
        <Quadrante
          titolo="Posti autorizzati"
          di={di(posti.autorizzati)}
          cifra={<Cifra valore={posti.autorizzati} manca="non indicati" />}
        />
        <Quadrante
          titolo="Posti accreditati"
          di={di(posti.accreditati)}
          cifra={<Cifra valore={posti.accreditati} manca="non indicati" />}
        />
        <Quadrante
          titolo="Posti a budget"
          di={di(posti.aBudget)}
          cifra={<Cifra valore={posti.aBudget} manca="non indicati" />}
        />
        <Quadrante
          titolo="Capacità"
          di={di(posti.capacita)}
          cifra={<Cifra valore={posti.capacita} manca="non indicata" />}
        />
      </ul>
      <PostiLiberi unita={unita} />
      <Notizie unita={unita} />
      {mayDeclare && unita.disponibilita && <Occupazioni unita={unita} />}
      <Incongruenze di={unita.incongruenze} />
    </>
  );
}

function PostiLiberi({ unita: { disponibilita, aggregato } }: { readonly unita: Unita }) {
  return (
    <section className="t-sezione" aria-labelledby="posti-liberi">
      <h2 id="posti-liberi" className="h4">
        Posti liberi
      </h2>
      {disponibilita ? (
        <DisponibilitaPosti di={disponibilita} />
      ) : (
        <p className="t-nota">
          {aggregato
            ? 'Questa riga comprende più unità: i posti liberi si dicono di ciascuna, non della somma.'
            : 'Di questa riga non si sa quanti posti ha una singola unità: non si può dire quanti sono liberi.'}
        </p>
      )}
    </section>
  );
}

function Notizie({ unita }: { readonly unita: Unita }) {
  const { gestore, note, naturaGiuridica, motivoNonSommabile, fonte } = unita;
  return (
    <dl className="t-scheda t-sezione">
      <Luogo unita={unita} />
      <dt>Gestore</dt>
      <dd>{gestore ? `${gestore.denominazione}${unita.gestoreDedotto ? ' (dedotto)' : ''}` : 'non indicato'}</dd>
      {naturaGiuridica && <Riga nome="Natura giuridica" testo={naturaGiuridica} />}
      {unita.aggregato && (
        <Riga nome="Aggregato" testo={`Comprende ${unita.unita ?? unita.strutture ?? 'più'} unità.`} />
      )}
      {motivoNonSommabile && <Riga nome="Non si somma" testo={motivoNonSommabile} />}
      {note && <Riga nome="Da sapere" testo={note} />}
      <Riga nome="Fonte" testo={testoFonte(fonte)} />
    </dl>
  );
}

function Luogo({ unita }: { readonly unita: Unita }) {
  const { comune } = unita;
  const ambito = comune?.ambito;
  return (
    <>
      <dt>Dove</dt>
      <dd>
        {comune ? (
          <Link href={`/cabina-di-regia/comuni/${comune.codiceIstat}`}>{comune.nome}</Link>
        ) : (
          dove(unita) || 'non indicato'
        )}
      </dd>
      <dt>Ambito</dt>
      <dd>{ambito ? <Link href={`/cabina-di-regia/ambiti/${ambito.numero}`}>{ambito.nome}</Link> : 'non indicato'}</dd>
    </>
  );
}

function Riga({ nome, testo }: { readonly nome: string; readonly testo: string }) {
  return (
    <>
      <dt>{nome}</dt>
      <dd>{testo}</dd>
    </>
  );
}
