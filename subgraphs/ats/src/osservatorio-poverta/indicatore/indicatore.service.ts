import { DomainError } from '@trama/kernel/errors';
import { definizioni } from '../../rilevazione/definizioni.service.js';
import { POVERTA } from '../osservatorio.cubo.js';
import { type CalcoloIndicatore, type IndicatorePoverta, TemaPoverta } from './indicatore.type.js';
import { DENOMINATORI, INDICATORI, NOTE_SUI_TASSI, type NotaQualita, type SchedaIndicatore } from './indicatori.js';
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

/** The indicators, each with its series and with what the definition of the last of the years asks. */
export function indicatoriDi(pubblicate: Pubblicate): IndicatorePoverta[] {
  return INDICATORI.map((scheda) => ({
    ...testiDi(scheda),
    serie: serieDi(scheda, pubblicate),
  }));
}

type Testi = Omit<IndicatorePoverta, 'serie'>;

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
