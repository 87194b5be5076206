import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link, useLocation } from 'wouter';
import { useMutation, useQuery } from 'urql';
import { ConsoleApriCasoDocument, ConsoleLuoghiDocument, type RuoloNelCaso } from '../../graph/operazioni/casi';
import { usePermesso, useSessione } from '../../graph/sessione-context';
import type { Campo, Invio, Valori } from '../../ui/Modulo';
import { Modulo } from '../../ui/Modulo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vietato } from '../../ui/Stati';
import { CASI, nomeEquipe, opzioniDi, RUOLO } from './parole';

const MAX_PERSONE = 20;

/** A new case of the caller's own service. Nothing of what is typed is kept outside the page: it is about people. */
export function NuovoCasoPage() {
  const { io } = useSessione();
  const mayOpen = usePermesso('caso:scrivi');
  return (
    <Pagina
      titolo="Nuovo caso"
      sottotitolo="Il caso è del tuo servizio, e il primo a seguirlo sei tu."
      briciole={[CASI]}
    >
      {mayOpen && io.ambito !== null ? (
        <Nuovo ambito={io.ambito} isTutela={io.ruolo === 'SERVIZIO_TUTELA'} />
      ) : (
        <Vietato />
      )}
    </Pagina>
  );
}

function Nuovo({ ambito, isTutela }: { readonly ambito: number; readonly isTutela: boolean }) {
  const [, go] = useLocation();
  const [result, again] = useQuery({ query: ConsoleLuoghiDocument, variables: { ambito } });
  const [, open] = useMutation(ConsoleApriCasoDocument);
  const [quante, setQuante] = useState(1);
  const [nuovo, setNuovo] = useState<string>();
  const send = async ({ valori, chiaveIdempotenza }: Invio) => {
    const { data, error } = await open({
      input: {
        chiaveIdempotenza,
        apertoIl: testo(valori.apertoIl),
        comune: testo(valori.comune),
        equipe: testo(valori.equipe),
        persone: Array.from({ length: quante }, (_, n) => personaDa(valori, n)),
      },
    });
    setNuovo(data?.apriCaso?.caso.codice);
    return { error };
  };
  if (nuovo) {
    return (
      <p className="lead">
        Il caso <strong>{nuovo}</strong> è aperto. <Link href={`/casi/${nuovo}`}>Vai al caso</Link> o{' '}
        <Link href="/casi">torna ai tuoi casi</Link>.
      </p>
    );
  }
  return (
    <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ ambito: mine }) => (
        <Modulo
          campi={campiDi(mine?.comuni ?? [], quante, isTutela)}
          iniziali={{}}
          invia="Apri il caso"
          onInvia={send}
          onFatto={() => scrollTo({ top: 0 })}
          onAnnulla={() => go('/casi')}
        >
          <div className="t-azioni t-azioni-inizio">
            <Button
              type="button"
              color="primary"
              outline
              size="sm"
              disabled={quante === MAX_PERSONE}
              onClick={() => setQuante(quante + 1)}
            >
              Aggiungi una persona
            </Button>
            {quante > 1 && (
              <Button type="button" color="secondary" outline size="sm" onClick={() => setQuante(quante - 1)}>
                Togli la persona {quante}
              </Button>
            )}
          </div>
        </Modulo>
      )}
    </Esito>
  );
}

interface Comune {
  readonly codiceIstat: string;
  readonly nome: string;
  readonly equipeTutela: string | null;
}

function campiDi(comuni: readonly Comune[], quante: number, isTutela: boolean): Campo[] {
  const equipe = [...new Set(comuni.flatMap(({ equipeTutela }) => equipeTutela ?? []))].sort();
  return [
    {
      nome: 'comune',
      etichetta: 'Comune dove vive il nucleo',
      tipo: 'scelta',
      opzioni: comuni.map(({ codiceIstat, nome }) => ({ valore: codiceIstat, etichetta: nome })),
    },
    ...(isTutela
      ? [
          {
            nome: 'equipe',
            etichetta: 'Équipe che lo segue insieme',
            tipo: 'scelta' as const,
            opzioni: equipe.map((valore) => ({ valore, etichetta: nomeEquipe(valore) })),
          },
        ]
      : []),
    { nome: 'apertoIl', etichetta: 'Giorno di apertura', tipo: 'data', aiuto: 'Oggi, se lo lasci vuoto.' },
    ...Array.from({ length: quante }, (_, n) => campiPersona(n)).flat(),
  ];
}

function campiPersona(n: number): Campo[] {
  const chi = `Persona ${n + 1}`;
  return [
    {
      nome: `ruolo${n}`,
      etichetta: `${chi}: che cos’è nel caso`,
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: opzioniDi(RUOLO),
    },
    { nome: `cognome${n}`, etichetta: `${chi}: cognome`, tipo: 'testo', isObbligatorio: true, lunghezza: 100 },
    { nome: `nome${n}`, etichetta: `${chi}: nome`, tipo: 'testo', isObbligatorio: true, lunghezza: 100 },
    { nome: `dataNascita${n}`, etichetta: `${chi}: data di nascita`, tipo: 'data' },
    {
      nome: `codiceFiscale${n}`,
      etichetta: `${chi}: codice fiscale`,
      tipo: 'testo',
      lunghezza: 32,
      aiuto: 'Anche STP, ENI o provvisorio. Senza codice non si può sapere se la famiglia è seguita anche altrove.',
    },
  ];
}

const testo = (value: string | boolean | undefined): string | null => (value ? String(value).trim() : null);

const personaDa = (valori: Valori, n: number) => ({
  ruolo: String(valori[`ruolo${n}`]) as RuoloNelCaso,
  nome: String(valori[`nome${n}`] ?? '').trim(),
  cognome: String(valori[`cognome${n}`] ?? '').trim(),
  dataNascita: testo(valori[`dataNascita${n}`]),
  codiceFiscale: testo(valori[`codiceFiscale${n}`])?.toUpperCase() ?? null,
});
