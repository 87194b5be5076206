import { Link } from 'wouter';
import type { ConsoleBancaAffidoQuery } from '../../graph/operazioni/affido';
import { conta, formatNumero } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Tabella } from '../../ui/Tabella';
import { TIPI } from './parole';

type DaSeguire = NonNullable<NonNullable<ConsoleBancaAffidoQuery['bancaAffido']>['richiesteDaSeguire']>[number];

/** Who has waited longest, each with the one thing that would help most. */
export function RichiesteDaSeguire({ di }: { readonly di: readonly DaSeguire[] }) {
  return (
    <Tabella
      titolo="Richieste che aspettano da 90 giorni o più"
      isTitoloNascosto
      nome="seguire"
      ordine="-giorni"
      righe={di}
      chiaveRiga={({ richiesta }) => richiesta.codice}
      vuoto="Nessuna richiesta aspetta da 90 giorni."
      colonne={[
        {
          chiave: 'codice',
          titolo: 'Richiesta',
          valore: ({ richiesta }) => richiesta.codice,
          cella: ({ richiesta }) => (
            <>
              <Link href={`/banca-affido/richieste/${richiesta.codice}`}>{richiesta.codice}</Link>{' '}
              {richiesta.origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
            </>
          ),
        },
        {
          chiave: 'ambito',
          titolo: 'Ambito',
          valore: ({ richiesta }) => richiesta.ambito?.nome ?? null,
          cella: ({ richiesta }) => richiesta.ambito?.nome ?? 'non disponibile',
        },
        {
          chiave: 'tipo',
          titolo: 'Affido',
          valore: ({ richiesta }) => TIPI[richiesta.tipo],
          cella: ({ richiesta }) => TIPI[richiesta.tipo],
        },
        {
          chiave: 'giorni',
          titolo: 'Giorni',
          isNumero: true,
          valore: ({ giorni }) => giorni,
          cella: ({ giorni }) => formatNumero(giorni),
        },
        {
          chiave: 'candidati',
          titolo: 'Candidate',
          isNumero: true,
          valore: ({ candidati }) => candidati,
          cella: ({ candidati }) => formatNumero(candidati),
        },
        {
          chiave: 'sblocco',
          titolo: 'Che cosa la sbloccherebbe',
          valore: ({ sblocco }) => sblocco?.frase ?? null,
          cella: ({ sblocco, proposteAperte }) => (
            <>
              {sblocco
                ? `${conta(sblocco.candidatiInPiu, 'candidata in più', 'candidate in più')} senza il vincolo «${sblocco.frase.replace(/\.$/, '')}».`
                : 'Nessun vincolo da solo.'}
              {proposteAperte > 0 && <> {conta(proposteAperte, 'proposta aperta', 'proposte aperte')}.</>}
            </>
          ),
        },
      ]}
    />
  );
}
