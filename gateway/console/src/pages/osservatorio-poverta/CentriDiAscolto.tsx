import type { ConsoleOsservatorioQuery } from '../../graph/operazioni/osservatorio-poverta';
import { Conteggio } from '../../ui/Cifre';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Tabella } from '../../ui/Tabella';
import { BISOGNI } from './parole';

type Contributi = NonNullable<ConsoleOsservatorioQuery['osservatorioPoverta']>['contributiTerzoSettore'];

/** What listening centres and the distribution of goods counted: by body and need, never added up. */
export function CentriDiAscolto({ di }: { readonly di: Contributi }) {
  const righe = (di ?? []).flatMap(({ anno, ente, perBisogno }) =>
    perBisogno.map((one) => ({ ...one, anno, ente: ente?.denominazione ?? 'ente non disponibile' })),
  );
  return (
    <section className="t-sezione" aria-labelledby="ascolto">
      <h2 id="ascolto">Che cosa vedono gli enti del Terzo Settore</h2>
      <Tabella
        titolo="Persone incontrate, per ente e bisogno"
        nome="ascolto"
        righe={righe}
        chiaveRiga={({ anno, ente, bisogno }) => `${anno} ${ente} ${bisogno}`}
        ordine="-anno"
        vuoto={di === null ? 'Queste cifre ora non sono disponibili.' : 'Nessun ente ha dato cifre per questi anni.'}
        colonne={[
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
          { chiave: 'anno', titolo: 'Anno', isNumero: true, valore: ({ anno }) => anno, cella: ({ anno }) => anno },
          {
            chiave: 'bisogno',
            titolo: 'Bisogno',
            valore: ({ bisogno }) => BISOGNI[bisogno],
            cella: ({ bisogno }) => BISOGNI[bisogno],
          },
          {
            chiave: 'persone',
            titolo: 'Persone',
            isNumero: true,
            valore: ({ persone }) => persone.valore,
            cella: ({ persone }) => <Conteggio di={persone} />,
          },
        ]}
      />
      <p className="t-nota">Una persona può avere più bisogni e rivolgersi a più enti: queste cifre non si sommano.</p>
    </section>
  );
}
