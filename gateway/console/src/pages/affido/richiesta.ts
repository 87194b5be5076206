import type {
  AggiornaRichiestaInput,
  ConsoleEsigenzeFragment,
  MacrocategoriaFamiglia,
  NaturaAffido,
  RegistraRichiestaInput,
  TipoAffido,
  VicinanzaAffido,
} from '../../graph/operazioni/affido';
import { elencoDi, numeroDi, testoDi, type Valori } from '../../ui/campo';
import { quantiFratelli } from './esigenze';

/** Between what stands in a form and what the API wants to know of a request. */

const etaFratelliDi = (valori: Valori): number[] | null => {
  const dette = elencoDi(valori, 'etaFratelli');
  return dette.length > 0 ? dette.map(Number) : null;
};

export function nuovaRichiesta(valori: Valori): Omit<RegistraRichiestaInput, 'chiaveIdempotenza'> {
  const fratelli = quantiFratelli(valori);
  return {
    caso: testoDi(valori, 'caso'),
    comune: String(valori.comune),
    eta: numeroDi(valori, 'eta') ?? 0,
    fratelli,
    etaFratelli: fratelli > 0 ? etaFratelliDi(valori) : null,
    bisogniSpeciali: valori.bisogniSpeciali === true,
    macrocategoria: String(valori.macrocategoria) as MacrocategoriaFamiglia,
    ...cercata(valori),
    tipo: String(valori.tipo) as TipoAffido,
    decreto: {
      autorita: testoDi(valori, 'autorita') ?? '',
      data: String(valori.data),
      durataMesi: numeroDi(valori, 'durataMesi'),
      prorogaMesi: numeroDi(valori, 'prorogaMesi') ?? 0,
    },
  };
}

export function richiestaCambiata(
  valori: Valori,
): Omit<AggiornaRichiestaInput, 'chiaveIdempotenza' | 'richiesta' | 'versione'> {
  return {
    ...cercata(valori),
    tipo: String(valori.tipo) as TipoAffido,
    etaFratelli: etaFratelliDi(valori),
    bisogniSpeciali: valori.bisogniSpeciali === true,
    prorogaMesi: numeroDi(valori, 'prorogaMesi'),
  };
}

function cercata(valori: Valori) {
  return {
    natura: testoDi(valori, 'natura') as NaturaAffido | null,
    vicinanza: testoDi(valori, 'vicinanza') as VicinanzaAffido | null,
    scuola: testoDi(valori, 'scuola'),
    lingue: elencoDi(valori, 'lingue'),
    culture: elencoDi(valori, 'culture'),
    parenti: elencoDi(valori, 'parenti').map((codice) => codice.toUpperCase()),
  };
}

/** A request as its form shows it. */
export const scrittaDi = (richiesta: ConsoleEsigenzeFragment): Valori => ({
  tipo: richiesta.tipo,
  natura: richiesta.natura,
  vicinanza: richiesta.vicinanza,
  bisogniSpeciali: richiesta.bisogniSpeciali,
  etaFratelli: richiesta.etaFratelli.join(', '),
  scuola: richiesta.scuola?.codiceIstat ?? '',
  lingue: richiesta.lingue.join(','),
  culture: richiesta.culture.join(', '),
  parenti: (richiesta.parenti ?? []).join(', '),
  prorogaMesi: String(richiesta.decreto?.prorogaMesi ?? 0),
});
