import { DomainError } from '@trama/kernel/errors';
import { definizioni } from '../../rilevazione/definizioni.service.js';
import { POVERTA } from '../osservatorio.cubo.js';
import { correlazioneTra, omogeneaDi, tendenzaDi } from './analisi.js';
import type { Correlazione } from './analisi.type.js';
import { type AnnoIndicatore, type CalcoloIndicatore, TemaPoverta } from './indicatore.type.js';
import type { IndicatorePoverta } from './indicatore-completo.type.js';
import {
  DENOMINATORI,
  INDICATORI,
  NOTE_SUI_TASSI,
  type NomeTema,
  type NotaQualita,
  SEGNALE_DI,
  type SchedaIndicatore,
} from './indicatori.js';
import { type Pubblicate, serieDi } from './serie.js';

/** As many as somebody reads at once. */
const ANNI_MASSIMI = 20;

/** The years from one to the other. @throws DomainError INPUT_NON_VALIDO when they are none or too many */
export function anniTra(dal: number, al: number): number[] {
  if (al < dal || al - dal >= ANNI_MASSIMI) {
    throw new DomainError(
      'INPUT_NON_VALIDO',
      `Scegli anni in ordine, al più ${ANNI_MASSIMI} insieme: «dal» non può venire dopo «al».`,
      { extensions: { campi: ['dal', 'al'] } },
    );
  }
  return Array.from({ length: al - dal + 1 }, (_, i) => dal + i);
}

/** The indicators, each with its texts, its series and what can be said of it. */
export function indicatoriDi(pubblicate: Pubblicate): IndicatorePoverta[] {
  const serie = new Map(INDICATORI.map((scheda) => [scheda.codice, serieDi(scheda, pubblicate)]));
  return INDICATORI.map((scheda) => {
    const sua = serie.get(scheda.codice)!;
    const omogenea = omogeneaDi(scheda, sua, pubblicate.scambi);
    const tendenza = tendenzaDi(omogenea);
    return { ...testiDi(scheda), serie: sua, omogenea, tendenza, correlazioni: correlazioniDi(scheda, serie) };
  });
}

/** With the indicators of the themes that the document ties to poverty; not of the own theme. */
function correlazioniDi(
  { codice, tema }: SchedaIndicatore,
  serie: ReadonlyMap<string, AnnoIndicatore[]>,
): Correlazione[] {
  return Object.entries(SEGNALE_DI).flatMap(([altro, con]) => {
    const trovata = altro === tema ? null : correlazioneTra(serie.get(codice)!, serie.get(con)!);
    return trovata ? [{ tema: TemaPoverta[altro as NomeTema], con, ...trovata }] : [];
  });
}

type Testi = Omit<IndicatorePoverta, 'serie' | 'omogenea' | 'tendenza' | 'correlazioni'>;

function testiDi(scheda: SchedaIndicatore): Testi {
  const { codice, nonDice, tema, denominatore, note } = scheda;
  const { etichetta, descrizione, unita } = voceDi(codice);
  const tassi = denominatore === null ? [] : NOTE_SUI_TASSI;
  return {
    codice,
    etichetta,
    unita: unita!,
    tema: TemaPoverta[tema],
    descrizione,
    calcolo: calcoloDi(scheda, descrizione),
    nonDice,
    qualita: [...note, ...tassi].map(notaDi),
  };
}

function calcoloDi({ fonteNumeratore, denominatore }: SchedaIndicatore, numeratore: string): CalcoloIndicatore {
  return {
    numeratore,
    fonteNumeratore,
    denominatore: denominatore && DENOMINATORI[denominatore],
    fonteDenominatore: denominatore && 'Popolazione residente al 1° gennaio, come la pubblica chi ne ha la fonte',
  };
}

const notaDi = ({ testo, incongruenza }: NotaQualita) => ({ testo, incongruenza: incongruenza ?? null });

/** As the newest definition asks it. */
function voceDi(codice: string) {
  const versioni = definizioni.rilevazioni.get(POVERTA)!.versioni;
  return versioni.map(({ voci }) => voci.get(codice)).findLast((voce) => voce !== undefined)!;
}
