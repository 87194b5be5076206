import { identityOf } from '@trama/kernel/identity';
import { operatore } from '@trama/test-kit/subgraph';
import fc from 'fast-check';
import { AzioneCompilazione, StatoCompilazione, transizioniCompilazione } from './rilevazione.stati.js';

const ufficio = identityOf(operatore(4, 'UFFICIO_DI_PIANO', 'udp4'), 'r');
const coordinamento = identityOf(operatore(null, 'COORDINAMENTO_UDP', 'c'), 'r');
const cabina = identityOf(operatore(null, 'CABINA_REGIA', 'cabina'), 'r');

const azione = fc.constantFrom(...Object.values(AzioneCompilazione));
const chi = fc.constantFrom(ufficio, coordinamento, cabina);
const vista = fc.record({
  edizione: fc.integer({ min: 1, max: 3 }),
  giaInviata: fc.boolean(),
  campagnaChiusa: fc.boolean(),
  dovuta: fc.boolean(),
});
const { BOZZA, INVIATA, IN_REVISIONE, RESPINTA, APPROVATA } = StatoCompilazione;

/** Runs the actions that are admitted, one after the other. */
function corsa(
  passi: ReadonlyArray<readonly [AzioneCompilazione, typeof ufficio]>,
  come = { edizione: 1, giaInviata: false, campagnaChiusa: false, dovuta: true },
) {
  const stati = [BOZZA];
  for (const [cosa, persona] of passi) {
    const stato = stati.at(-1)!;
    const ammesse = transizioniCompilazione.azioniPossibili(stato, persona, come);
    if (ammesse.includes(cosa)) {
      stati.push(transizioniCompilazione.next(stato, cosa, persona, come));
    } else {
      expect(() => transizioniCompilazione.next(stato, cosa, persona, come)).toThrow();
    }
  }
  return stati;
}

describe('the states of an answer', () => {
  const passi = fc.array(fc.tuple(azione, chi), { maxLength: 40 });

  test('offer exactly what they admit, whoever asks and whatever came before', () => {
    fc.assert(fc.property(passi, vista, (storia, come) => void corsa(storia, come)));
  });

  test('never leave APPROVATA, and reach it only from what was sent', () => {
    fc.assert(
      fc.property(passi, (storia) => {
        const stati = corsa(storia);
        stati.forEach((stato, i) => {
          const dopo = stati[i + 1];
          if (stato === APPROVATA && dopo) {
            expect(dopo).toBe(APPROVATA);
          }
          if (dopo === APPROVATA && stato !== APPROVATA) {
            expect([INVIATA, IN_REVISIONE]).toContain(stato);
          }
        });
      }),
    );
  });

  test('let nobody but the two parties do anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(StatoCompilazione)), vista, (stato, come) => {
        expect(transizioniCompilazione.azioniPossibili(stato, cabina, come)).toEqual([]);
      }),
    );
  });

  test('are frozen for the contributor from the review on, and for the coordination until it is sent', () => {
    const aperta = { edizione: 1, giaInviata: false, campagnaChiusa: false, dovuta: true };
    expect(transizioniCompilazione.azioniPossibili(IN_REVISIONE, ufficio, aperta)).toEqual([]);
    expect(transizioniCompilazione.azioniPossibili(BOZZA, coordinamento, aperta)).toEqual([]);
    expect(transizioniCompilazione.azioniPossibili(RESPINTA, coordinamento, aperta)).toEqual([]);
  });

  test('of a closed campaign admit corrections, and what came in time', () => {
    const chiusa = { edizione: 1, giaInviata: false, campagnaChiusa: true, dovuta: true };
    expect(transizioniCompilazione.azioniPossibili(BOZZA, ufficio, chiusa)).toEqual([]);
    expect(transizioniCompilazione.azioniPossibili(APPROVATA, ufficio, chiusa)).toEqual(['CORREGGI']);
    expect(transizioniCompilazione.azioniPossibili(BOZZA, ufficio, { ...chiusa, giaInviata: true })).toEqual([
      'SALVA',
      'INVIA',
    ]);
    expect(transizioniCompilazione.azioniPossibili(BOZZA, ufficio, { ...chiusa, edizione: 2 })).toEqual([
      'SALVA',
      'INVIA',
    ]);
  });

  test('that are no longer owed are not written for the first time, and what was sent once may come back', () => {
    const finita = { edizione: 1, giaInviata: false, campagnaChiusa: false, dovuta: false };
    expect(transizioniCompilazione.azioniPossibili(BOZZA, ufficio, finita)).toEqual([]);
    expect(() => transizioniCompilazione.next(BOZZA, AzioneCompilazione.SALVA, ufficio, finita)).toThrow(
      'non è più dovuta',
    );
    expect(transizioniCompilazione.azioniPossibili(BOZZA, ufficio, { ...finita, giaInviata: true })).toEqual([
      'SALVA',
      'INVIA',
    ]);
    expect(transizioniCompilazione.azioniPossibili(INVIATA, coordinamento, finita)).toContain('APPROVA');
  });
});
