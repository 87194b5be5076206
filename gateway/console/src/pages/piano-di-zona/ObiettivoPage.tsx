import { Link, useParams } from 'wouter';
import { Anello } from '../../charts/Anello';
import { useDomanda } from '../../graph/domanda';
import { ConsolePianoDocument } from '../../graph/operazioni/piano-di-zona';
import { formatEuro, formatNumero, formatPercento } from '../../lib/formato';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Fonte, testoFonte } from '../../ui/Fonte';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { IndicatoriObiettivo } from './IndicatoriObiettivo';
import { type Obiettivo, raggiungimento, TRIENNIO } from './piano';

/** One objective: whom it is for, what measures it, what it costs, what came before it. */
export function ObiettivoPage() {
  const { numero = '', codice = '' } = useParams<{ numero: string; codice: string }>();
  const [result, again] = useDomanda({
    query: ConsolePianoDocument,
    variables: { numero: Number(numero), triennio: TRIENNIO },
  });
  const ambito = result.data?.ambito;
  const obiettivo = ambito?.pianoDiZona?.obiettivi.edges.find(({ node }) => node.codice === codice)?.node;
  return (
    <Pagina
      titolo={obiettivo?.titolo ?? 'Obiettivo'}
      sottotitolo={obiettivo && `${obiettivo.macroarea.lettera}. ${obiettivo.macroarea.nome}`}
      briciole={[
        { testo: 'Piani di Zona', href: '/piano-di-zona' },
        { testo: ambito?.nome ?? `Ambito ${numero}`, href: `/piano-di-zona/${numero}` },
      ]}
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {() =>
          obiettivo ? (
            <Scheda obiettivo={obiettivo} />
          ) : (
            <Vuoto titolo="Il piano non ha un obiettivo con questo codice">
              <Link href={`/piano-di-zona/${numero}`}>Torna al piano</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

function Scheda({ obiettivo }: { readonly obiettivo: Obiettivo }) {
  const { origine, target, attori, bisogni, nota, fonte, titolo, indicatori } = obiettivo;
  return (
    <>
      {origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questo obiettivo" />}
      <div className="t-scheda-con-anello">
        <Anello quota={raggiungimento(indicatori)} cosa={`Raggiungimento di ${titolo}`} lato={110} />
        <dl className="t-scheda">
          <dt>A chi si rivolge</dt>
          <dd>{target}</dd>
          <dt>Bisogni</dt>
          <dd>
            <ul>
              {bisogni.map(({ etichetta, valore, unita, periodo }) => (
                <li key={etichetta}>
                  {etichetta}
                  {valore !== null && `: ${formatNumero(valore)} ${unita ?? ''}`}
                  {periodo && ` (${periodo})`}
                </li>
              ))}
            </ul>
          </dd>
          <dt>Chi lo realizza</dt>
          <dd>{attori.join(', ')}</dd>
          {nota && (
            <>
              <dt>Da sapere</dt>
              <dd>{nota}</dd>
            </>
          )}
          <dt>Fonte</dt>
          <dd>{testoFonte(fonte)}</dd>
        </dl>
      </div>
      <div className="t-due t-due-largo t-sezione">
        <div>
          <IndicatoriObiettivo indicatori={indicatori} titolo={titolo} />
          <Risorse risorse={obiettivo.risorse} />
        </div>
        <Precedenti esiti={obiettivo.esitiPrecedenti} />
      </div>
    </>
  );
}

function Risorse({ risorse }: { readonly risorse: Obiettivo['risorse'] }) {
  return (
    <section className="t-sezione" aria-labelledby="risorse">
      <h2 id="risorse">Risorse</h2>
      {risorse.length === 0 && <p className="t-assente">Il piano non ne indica.</p>}
      <ul>
        {risorse.map(({ fonte, importo, periodo, nota }) => (
          <li key={fonte}>
            {fonte}: {importo === null ? <span className="t-assente">importo non indicato</span> : formatEuro(importo)}
            {periodo && ` (${periodo})`}
            {nota && <span className="t-nota"> {nota}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const CERTEZZE = {
  ALTA: 'stesso scopo',
  MEDIA: 'stesso tema, altro perimetro',
  BASSA: 'collegamento solo plausibile',
} as const;

/** Beside the new objective: what became of those it comes from, and how sure that is. */
function Precedenti({ esiti }: { readonly esiti: Obiettivo['esitiPrecedenti'] }) {
  return (
    <section aria-labelledby="prima">
      <h2 id="prima">Dal triennio precedente</h2>
      {esiti.length === 0 && <p className="t-assente">Nessun obiettivo precedente è collegato a questo.</p>}
      <ul className="t-elenco">
        {esiti.map((esito) => (
          <li key={esito.codice} className="t-carta t-obiettivo">
            <div>
              <h3>
                {esito.titolo} <Fonte di={esito.fonte} cosa={esito.titolo} nota={esito.motivo} />
              </h3>
              <p className="t-nota">
                {esito.triennio} · {CERTEZZE[esito.certezza]} · risorse coincidenti al{' '}
                {formatPercento(esito.coincidenzaRisorse / 100)}
              </p>
              <p>{esito.criticita}</p>
            </div>
            <Anello quota={esito.gradoRaggiungimento / 100} cosa={`Raggiungimento di ${esito.titolo}`} lato={64} />
          </li>
        ))}
      </ul>
    </section>
  );
}
