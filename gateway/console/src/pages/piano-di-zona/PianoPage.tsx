import { Link, useParams } from 'wouter';
import { Anello } from '../../charts/Anello';
import { useDomanda } from '../../graph/domanda';
import { ConsolePianoDocument } from '../../graph/operazioni/piano-di-zona';
import { conta } from '../../lib/formato';
import { Cifra } from '../../ui/Cifre';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Incongruenze } from '../../ui/Incongruenze';
import { Pagina } from '../../ui/Pagina';
import { Quadrante } from '../../ui/Quadrante';
import { Esito, Vuoto } from '../../ui/Stati';
import { EsitiPrecedenti } from './EsitiPrecedenti';
import { type Macroarea, type Obiettivo, perMacroarea, type Piano, raggiungimento, TRIENNIO } from './piano';

const PIANI = { testo: 'Piani di Zona', href: '/piano-di-zona' };

/** One plan: its objectives by macroarea, beside what became of the triennium before. */
export function PianoPage() {
  const numero = Number(useParams<{ numero: string }>().numero);
  const [result, again] = useDomanda({ query: ConsolePianoDocument, variables: { numero, triennio: TRIENNIO } });
  const ambito = result.data?.ambito;
  const piano = ambito?.pianoDiZona;
  return (
    <Pagina
      titolo={ambito ? `Piano di Zona di ${ambito.nome}` : 'Piano di Zona'}
      sottotitolo={piano ? `Triennio ${piano.triennio} · ente capofila ${piano.capofila}` : `Triennio ${TRIENNIO}`}
      briciole={[PIANI]}
    >
      <Esito di={result} righe={14} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ ambito: found }) =>
          found?.pianoDiZona ? (
            <Obiettivi numero={numero} piano={found.pianoDiZona} />
          ) : (
            <Vuoto titolo={found ? `${found.nome} non ha un piano ${TRIENNIO}` : `Non c’è un ambito numero ${numero}`}>
              <Link href="/piano-di-zona">Torna ai piani</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

function Obiettivi({ numero, piano }: { readonly numero: number; readonly piano: Piano }) {
  const { riepilogo, origine, fonte, incongruenze, esitiTriennioPrecedente } = piano;
  return (
    <>
      {origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questo piano" />}
      <ul className="t-carte" aria-label="Il piano in cifre">
        <Quadrante titolo="Obiettivi" di={{ origine, fonte }} cifra={<Cifra valore={riepilogo?.obiettivi} />}>
          {riepilogo && `${riepilogo.innovativi} innovativi, ${riepilogo.inContinuita} in continuità`}
        </Quadrante>
        <Quadrante titolo="Indicatori" di={{ origine, fonte }} cifra={<Cifra valore={riepilogo?.indicatori} />}>
          {riepilogo && conta(riepilogo.indicatoriMisurati, 'è stato misurato', 'sono stati misurati')}
        </Quadrante>
        <Quadrante
          titolo="Raggiungimento medio"
          di={{ origine }}
          cifra={<Anello quota={quota(riepilogo?.raggiungimentoMedio)} cosa="Raggiungimento medio" lato={88} />}
        >
          {(riepilogo?.raggiungimentoMedio ?? null) === null && 'Nessun indicatore è ancora stato misurato.'}
        </Quadrante>
      </ul>
      {perMacroarea(piano).map((area) => (
        <Area key={area.lettera} area={area} numero={numero} />
      ))}
      {esitiTriennioPrecedente.length > 0 && (
        <div className="t-sezione">
          <EsitiPrecedenti esiti={esitiTriennioPrecedente} />
        </div>
      )}
      <div className="t-sezione">
        <Incongruenze di={incongruenze} titolo="Dove il documento del piano si contraddice" isChiudibile />
      </div>
    </>
  );
}

const quota = (percent: number | null | undefined): number | null =>
  (percent ?? null) === null ? null : (percent ?? 0) / 100;

function Area({ area, numero }: { readonly area: Macroarea; readonly numero: number }) {
  const share = raggiungimento(area.obiettivi.flatMap(({ indicatori }) => indicatori));
  const id = `area-${area.lettera}`;
  return (
    <section className="t-sezione" aria-labelledby={id}>
      <div className="t-area">
        <Anello quota={share} cosa={`Raggiungimento della macroarea ${area.lettera}`} lato={64} />
        <h2 id={id}>
          {area.lettera}. {area.nome}
        </h2>
        <span className="t-nota">{conta(area.obiettivi.length, 'obiettivo', 'obiettivi')}</span>
      </div>
      <ul className="t-carte t-carte-larghe">
        {area.obiettivi.map((obiettivo) => (
          <Carta key={obiettivo.codice} obiettivo={obiettivo} numero={numero} />
        ))}
      </ul>
    </section>
  );
}

function Carta({ obiettivo, numero }: { readonly obiettivo: Obiettivo; readonly numero: number }) {
  const { codice, titolo, tipo, inContinuita, indicatori, coprogettato, integrazioneSociosanitaria } = obiettivo;
  const measured = indicatori.filter(({ ultimaMisurazione }) => ultimaMisurazione !== null).length;
  return (
    <li className="t-carta t-obiettivo">
      <div>
        <h3>
          <Link href={`/piano-di-zona/${numero}/obiettivi/${encodeURIComponent(codice)}`}>{titolo}</Link>
        </h3>
        <p className="t-nota">{obiettivo.target}</p>
        <p className="t-etichette">
          <span>{tipo === 'INNOVATIVO' ? 'Innovativo' : 'In continuità'}</span>
          {tipo === 'INNOVATIVO' && inContinuita && <span>In continuità</span>}
          {coprogettato && <span>Coprogettato</span>}
          {integrazioneSociosanitaria && <span>Sociosanitario</span>}
        </p>
        {obiettivo.origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
        <p className="t-nota">
          {conta(indicatori.length, 'indicatore', 'indicatori')},{' '}
          {measured === 0 ? 'nessuno misurato' : `${measured} misurati`}
        </p>
      </div>
      <Anello quota={raggiungimento(indicatori)} cosa={`Raggiungimento di ${titolo}`} lato={64} />
    </li>
  );
}
