import { type ChangeEvent, useId } from 'react';
import { Avanzamento } from './Avanzamento';
import type { ProvaFile } from './prova-file';
import { Problemi } from './Stati';
import { type Colonna, Tabella } from './Tabella';

interface FileDaProvareProps {
  readonly etichetta: string;
  readonly aiuto?: string;
  readonly accetta: string;
  readonly di: ProvaFile<unknown>;
  /** While something else has to happen first, or is happening. */
  readonly isFermo: boolean;
}

/** A file is chosen, and tried at once: how far the trial is, a way out of it, and why it could not be made. */
export function FileDaProvare({ etichetta, aiuto, accetta, di, isFermo }: FileDaProvareProps) {
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file, corrected, is chosen again: the browser tells only of another choice.
    event.target.value = '';
    if (file) {
      di.inizia(file);
    }
  };
  return (
    <>
      <div className="t-campo">
        <label htmlFor={id}>{etichetta}</label>
        <input
          id={id}
          type="file"
          accept={accetta}
          disabled={di.fase !== undefined || isFermo}
          aria-describedby={aiuto ? `${id}-aiuto` : undefined}
          onChange={choose}
        />
        {aiuto && (
          <p id={`${id}-aiuto`} className="t-aiuto">
            {aiuto}
          </p>
        )}
      </div>
      {di.fase && <Avanzamento {...di.fase} onAnnulla={di.interrompi} />}
      <Problemi problemi={di.problemi} />
    </>
  );
}

export interface ProblemaFile {
  readonly riga: number;
  readonly colonna: string;
  readonly messaggio: string;
}

interface ProblemiFileProps<P extends ProblemaFile> {
  readonly di: readonly P[];
  /** Between the column and what is to be done. */
  readonly colonne?: ReadonlyArray<Colonna<P & { readonly index: number }>>;
}

/** What is wrong with a file, where a spreadsheet shows it. */
export function ProblemiFile<P extends ProblemaFile>({ di, colonne = [] }: ProblemiFileProps<P>) {
  return (
    <Tabella
      titolo="Problemi del file"
      isTitoloNascosto
      nome="problemi"
      righe={di.map((problema, index) => ({ ...problema, index }))}
      chiaveRiga={({ index }) => String(index)}
      colonne={[
        { chiave: 'riga', titolo: 'Riga', isNumero: true, valore: ({ riga }) => riga, cella: ({ riga }) => riga },
        {
          chiave: 'colonna',
          titolo: 'Colonna',
          valore: ({ colonna }) => colonna,
          cella: ({ colonna }) => colonna || 'tutta la riga',
        },
        ...colonne,
        {
          chiave: 'messaggio',
          titolo: 'Che cosa correggere',
          valore: ({ messaggio }) => messaggio,
          cella: ({ messaggio }) => <span className="t-racconto">{messaggio}</span>,
        },
      ]}
    />
  );
}
