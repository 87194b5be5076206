import { useQuery } from 'urql';
import { ConsoleCabinaDocument } from '../../graph/operazioni/cabina-di-regia';
import { Pagina } from '../../ui/Pagina';
import { Esito } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { Cifra } from '../../ui/Cifre';

export function CabinaPage() {
  const [result, again] = useQuery({ query: ConsoleCabinaDocument, variables: { anno: 2020, triennio: '2021-2023' } });
  return (
    <Pagina titolo="Cabina di Regia" sottotitolo="I dodici ambiti fianco a fianco">
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ ambiti }) => (
          <Tabella
            titolo="Ambiti"
            righe={ambiti}
            chiaveRiga={({ numero }) => String(numero)}
            colonne={[
              { chiave: 'nome', titolo: 'Ambito', cella: ({ nome }) => nome, valore: ({ nome }) => nome },
              {
                chiave: 'residenti',
                titolo: 'Residenti',
                isNumero: true,
                cella: ({ popolazione }) => <Cifra valore={popolazione?.residenti} />,
                valore: ({ popolazione }) => popolazione?.residenti ?? null,
              },
            ]}
          />
        )}
      </Esito>
    </Pagina>
  );
}
