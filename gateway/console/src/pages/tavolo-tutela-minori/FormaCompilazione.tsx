import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { Button } from 'design-react-kit';
import type { Problema } from '../../graph/errori';
import { conta } from '../../lib/formato';
import { useParametro } from '../../lib/parametri';
import { nomeFile } from '../../lib/scarica';
import { Conflitto } from '../../ui/Conflitto';
import { Icona } from '../../ui/Icona';
import { Schede } from '../../ui/Schede';
import { cambia, contesi, type Modifiche, sbaglio, scrittoDi, type Scritto } from './modifiche';
import type { Compilazione } from './CompilazionePage';
import { STATO_VALORE } from './parole';
import { Proposte } from './Proposte';
import { RigaVoce, type Valore } from './RigaVoce';
import { useSalvataggio } from './salvataggio';
import { Violazioni } from './Violazioni';

interface FormaProps {
  readonly compilazione: Compilazione;
  readonly valori: readonly Valore[];
  readonly onModificata: (isChanged: boolean) => void;
  readonly onRicarica: () => void;
}

/**
 * The form of the office, a section at a time. Nothing of it is kept outside the page: these are counts of people, not
 * published yet. A session that ends is renewed in another tab, and the page stays.
 */
export function FormaCompilazione({ compilazione, valori, onModificata, onRicarica }: FormaProps) {
  const [modifiche, setModifiche] = useState<Modifiche>({});
  const [isSent, setIsSent] = useState(false);
  const sezioni = useMemo(() => [...new Set(valori.map(({ voce }) => voce.sezione))], [valori]);
  const slugs = sezioni.map(nomeFile);
  const [sezione, setSezione] = useParametro('sezione', slugs[0] ?? '', slugs);
  const attuali = useMemo(() => new Map(valori.map((one) => [one.voce.codice, scrittoDi(one)])), [valori]);
  const isTesto = (codice: string) => valori.some(({ voce }) => voce.codice === codice && voce.tipo === 'TESTO');
  const wrong = Object.entries(modifiche).filter(([voce, { mia }]) => sbaglio(mia, isTesto(voce)) !== undefined);
  const salvataggio = useSalvataggio({ compilazione, attuali, modifiche, setModifiche, isTesto });
  const quante = Object.keys(modifiche).length;
  useAvviso(quante > 0, onModificata);

  const goTo = (codice: string) => {
    const found = valori.find(({ voce }) => voce.codice === codice);
    if (found) {
      setSezione(nomeFile(found.voce.sezione));
      focusVoce(codice);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSent(true);
    const [first] = wrong;
    if (first) {
      goTo(first[0]);
    } else {
      void salvataggio.salva();
    }
  };
  const shown = valori.filter(({ voce }) => nomeFile(voce.sezione) === sezione);
  const violazioni = compilazione.violazioni ?? [];
  return (
    <>
      <Violazioni violazioni={violazioni} valori={valori} onVai={goTo} />
      <Proposte
        compilazione={compilazione}
        valori={valori}
        isOccupata={quante > 0}
        onRicarica={onRicarica}
        onVai={goTo}
      />
      <form onSubmit={submit} noValidate className="t-compilazione">
        <Schede
          etichetta="Sezioni del modulo"
          attiva={sezione}
          onScelta={setSezione}
          schede={sezioni.map((titolo, index) => ({
            chiave: slugs[index] ?? '',
            titolo,
            nota: notaDi(titolo, valori, modifiche, new Set(violazioni.map(({ voce }) => voce))),
          }))}
        />
        <h2 className="h4">{shown[0]?.voce.sezione}</h2>
        {shown.map((one) => {
          const codice = one.voce.codice;
          const scritto = modifiche[codice]?.mia ?? scrittoDi(one);
          return (
            <RigaVoce
              key={codice}
              di={one}
              scritto={scritto}
              isModificata={modifiche[codice] !== undefined}
              sbaglio={isSent ? sbaglio(scritto, one.voce.tipo === 'TESTO') : undefined}
              violazioni={violazioni.filter(({ voce }) => voce === codice)}
              onCambia={(mia) => setModifiche((before) => cambia(before, codice, scrittoDi(one), mia))}
            />
          );
        })}
        <div className="t-salva">
          <Rifiuto problemi={salvataggio.problemi} onVai={goTo} />
          <div className="t-salva-riga">
            <span aria-live="polite">
              {quante === 0 ? 'Tutto salvato.' : conta(quante, 'voce da salvare', 'voci da salvare')}
            </span>
            <Button type="submit" color="primary" disabled={quante === 0 || salvataggio.isInCorso}>
              {salvataggio.isInCorso ? 'Salvataggio…' : 'Salva e controlla'}
            </Button>
          </div>
        </div>
      </form>
      {salvataggio.contesa && (
        <Contesa
          modifiche={modifiche}
          attuali={salvataggio.contesa.attuali}
          valori={valori}
          onScelta={salvataggio.decidi}
          onChiudi={salvataggio.rinuncia}
        />
      )}
    </>
  );
}

interface ConfrontoProps {
  readonly modifiche: Modifiche;
  readonly attuali: ReadonlyMap<string, Scritto>;
  readonly valori: readonly Valore[];
  readonly onScelta: (theirs: ReadonlySet<string>) => void;
  readonly onChiudi: () => void;
}

/** Somebody of the same office wrote first: both versions of each contested voce, side by side. */
function Contesa({ modifiche, attuali, valori, onScelta, onChiudi }: ConfrontoProps) {
  const contested = contesi(modifiche, attuali);
  const campi = contested.map((nome) => ({
    nome,
    etichetta: valori.find(({ voce }) => voce.codice === nome)?.voce.etichetta ?? nome,
    tipo: 'testo' as const,
  }));
  const told = (scritto: Scritto | undefined) => (scritto ? inParole(scritto) : '');
  const miei = Object.fromEntries(contested.map((voce) => [voce, told(modifiche[voce]?.mia)]));
  const loro = Object.fromEntries(contested.map((voce) => [voce, told(attuali.get(voce))]));
  return (
    <Conflitto
      campi={campi}
      miei={miei}
      attuali={loro}
      onScelta={(chosen) => onScelta(new Set(contested.filter((voce) => chosen[voce] !== miei[voce])))}
      onChiudi={onChiudi}
    />
  );
}

const inParole = ({ stato, valore, nota }: Scritto): string =>
  [stato === 'VALORE' ? valore : STATO_VALORE[stato], nota && `nota: ${nota}`].filter(Boolean).join(' · ');

/** The page does not let itself be closed on work that is not saved. */
function useAvviso(isChanged: boolean, onModificata: (isChanged: boolean) => void): void {
  useEffect(() => onModificata(isChanged), [isChanged, onModificata]);
  useEffect(() => {
    if (!isChanged) {
      return undefined;
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);
}

/** What is still to be done in a section, beside its title. */
function notaDi(
  sezione: string,
  valori: readonly Valore[],
  modifiche: Modifiche,
  wrong: ReadonlySet<string>,
): string | undefined {
  const voci = valori.filter(({ voce }) => voce.sezione === sezione).map(({ voce }) => voce.codice);
  const errors = voci.filter((voce) => wrong.has(voce)).length;
  const changed = voci.filter((voce) => modifiche[voce]).length;
  return (
    [
      errors > 0 && conta(errors, 'da correggere', 'da correggere'),
      changed > 0 && conta(changed, 'da salvare', 'da salvare'),
    ]
      .filter(Boolean)
      .join(', ') || undefined
  );
}

/** After the section is drawn: only then is the row there. */
function focusVoce(codice: string): void {
  setTimeout(() => {
    const row = document.getElementById(`voce-${codice}`);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true });
  }, 0);
}

interface RifiutoProps {
  readonly problemi: readonly Problema[];
  readonly onVai: (voce: string) => void;
}

/** The API refused all of it: nothing was written, and each voce that it names is one step away. */
function Rifiuto({ problemi, onVai }: RifiutoProps) {
  if (problemi.length === 0) {
    return null;
  }
  return (
    <div className="t-modulo-errore" role="alert">
      <Icona nome="error" />
      <div>
        {problemi.map(({ messaggio }) => (
          <p key={messaggio}>{messaggio}</p>
        ))}
        {problemi
          .flatMap(({ voci }) => voci)
          .map((voce) => (
            <button key={voce} type="button" className="t-collegamento" onClick={() => onVai(voce)}>
              Vai a {voce}
            </button>
          ))}
      </div>
    </div>
  );
}
