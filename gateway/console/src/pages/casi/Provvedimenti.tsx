import { useMutation } from 'urql';
import {
  type Autorita,
  ConsoleRegistraProvvedimentoDocument,
  ConsoleRevocaProvvedimentoDocument,
  type TipoProvvedimento,
} from '../../graph/operazioni/casi';
import { formatData } from '../../lib/formato';
import { opzioniDa } from '../../ui/campo';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Tabella } from '../../ui/Tabella';
import type { ParteProps } from './CasoPage';
import { AUTORITA, PROVVEDIMENTO } from './parole';

const NUOVO = [
  {
    nome: 'tipo',
    etichetta: 'Che cosa dispone',
    tipo: 'scelta',
    isObbligatorio: true,
    opzioni: opzioniDa(PROVVEDIMENTO),
  },
  { nome: 'autorita', etichetta: 'Autorità', tipo: 'scelta', isObbligatorio: true, opzioni: opzioniDa(AUTORITA) },
  { nome: 'data', etichetta: 'Data del provvedimento', tipo: 'data', aiuto: 'Oggi, se la lasci vuota.' },
] as const;

const REVOCA = [
  { nome: 'revocatoIl', etichetta: 'Giorno della revoca', tipo: 'data', aiuto: 'Oggi, se lo lasci vuoto.' },
] as const;

/** What courts ordered. A case of prevention has none. */
export function Provvedimenti({ caso, onRicarica }: ParteProps) {
  const { codice, versione, azioniPossibili, servizio } = caso;
  const [, register] = useMutation(ConsoleRegistraProvvedimentoDocument);
  const [, revoke] = useMutation(ConsoleRevocaProvvedimentoDocument);
  const provvedimenti = caso.provvedimenti;
  if (servizio !== 'TUTELA' && (provvedimenti ?? []).length === 0) {
    return null;
  }
  return (
    <section className="t-sezione" aria-labelledby="provvedimenti">
      <div className="t-testata-sezione">
        <h2 id="provvedimenti">Provvedimenti</h2>
        {azioniPossibili.includes('REGISTRA_PROVVEDIMENTO') && (
          <Passo
            bottone="Registra un provvedimento"
            titolo="Registra un provvedimento"
            campi={NUOVO}
            onConflitto={onRicarica}
            esegui={({ valori, chiaveIdempotenza }) =>
              register({
                input: {
                  caso: codice,
                  versione,
                  chiaveIdempotenza,
                  tipo: String(valori.tipo) as TipoProvvedimento,
                  autorita: String(valori.autorita) as Autorita,
                  data: valori.data ? String(valori.data) : null,
                },
              })
            }
          />
        )}
      </div>
      <Tabella
        titolo="Provvedimenti"
        isTitoloNascosto
        nome="provvedimenti"
        righe={provvedimenti ?? []}
        chiaveRiga={({ id }) => id}
        vuoto={provvedimenti ? 'Nessun provvedimento registrato.' : 'Non disponibili.'}
        colonne={[
          {
            chiave: 'tipo',
            titolo: 'Che cosa dispone',
            valore: ({ tipo }) => PROVVEDIMENTO[tipo],
            cella: ({ tipo }) => PROVVEDIMENTO[tipo],
          },
          {
            chiave: 'autorita',
            titolo: 'Autorità',
            valore: ({ autorita }) => AUTORITA[autorita],
            cella: ({ autorita }) => AUTORITA[autorita],
          },
          { chiave: 'data', titolo: 'Data', valore: ({ data }) => data, cella: ({ data }) => formatData(data) },
          {
            chiave: 'stato',
            titolo: 'Vale ancora',
            valore: ({ revocatoIl }) => revocatoIl,
            cella: ({ revocatoIl }) =>
              revocatoIl ? `revocato il ${formatData(revocatoIl)}` : <Pillola tono="corso">in vigore</Pillola>,
          },
          {
            chiave: 'passo',
            titolo: 'Da fare',
            cella: ({ id, revocatoIl, tipo }) =>
              !revocatoIl &&
              azioniPossibili.includes('REVOCA_PROVVEDIMENTO') && (
                <Passo
                  bottone="Revoca"
                  di={PROVVEDIMENTO[tipo]}
                  colore="secondary"
                  titolo={`Registrare la revoca: ${PROVVEDIMENTO[tipo].toLowerCase()}?`}
                  testo="Resta nel caso, e non vale più. Non si torna indietro."
                  campi={REVOCA}
                  onConflitto={onRicarica}
                  esegui={({ valori, chiaveIdempotenza }) =>
                    revoke({
                      input: {
                        caso: codice,
                        versione,
                        chiaveIdempotenza,
                        provvedimento: id,
                        revocatoIl: valori.revocatoIl ? String(valori.revocatoIl) : null,
                      },
                    })
                  }
                />
              ),
          },
        ]}
      />
    </section>
  );
}
