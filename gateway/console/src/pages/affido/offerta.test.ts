import { controllaCampi } from '../../ui/campo';
import { campiNuova, famigliaCambiata, nuovaFamiglia, scrittaDi } from './offerta';

const famiglia = {
  codice: 'FA-04-0001',
  versione: 3,
  stato: 'DISPONIBILE',
  motivoStato: null,
  componenti: 4,
  figli: 2,
  affidiPrecedenti: 1,
  origine: 'RILEVATO',
  azioniPossibili: ['AGGIORNA'],
  comune: { codiceIstat: '017075', nome: 'Gardone Val Trompia' },
  servizioAffidi: null,
  disponibilita: {
    tipi: ['RESIDENZIALE', 'DIURNO'],
    etaMin: 3,
    etaMax: 10,
    posti: 2,
    fratelli: true,
    bisogniSpeciali: false,
    distanzaMaxKm: null,
    lingue: ['ar'],
    culture: ['marocchina'],
    dal: '2026-01-01',
    al: null,
    riconfermataIl: '2026-01-01',
  },
} as const;

test('what a family offers comes back from its form as it went in', () => {
  const { riconfermataIl: _, ...disponibilita } = famiglia.disponibilita;
  expect(famigliaCambiata(scrittaDi(famiglia))).toEqual({ comune: '017075', componenti: 4, disponibilita });
});

test('a new one says who it is only where that was written, and what is upside down is said at once', () => {
  const scritta = { ...scrittaDi(famiglia), nomi: ' ', recapiti: 'telefono' };
  expect(nuovaFamiglia(scritta)).toMatchObject({ nomi: null, recapiti: 'telefono', figli: null, affidiPrecedenti: 0 });
  const wrong = controllaCampi(campiNuova([]), { ...scritta, etaMax: '2', tipi: '', al: '2025-12-31' });
  expect(Object.keys(wrong).sort()).toEqual(['al', 'etaMax', 'tipi']);
});
