import { comuniDimostrativi } from '@trama/reference/popolazione-dimostrativa';
import { Archivi } from '@trama/reference/archivi';
import { distanzaProvincia } from './distanze.js';
import { COMUNI_PER_ZONA, zoneDi, zoneNote } from './zone.js';

const archivi = new Archivi();
const comuni = [...archivi.get('comuni'), ...comuniDimostrativi(archivi)].map(({ codiceIstat: istat, ambito }) => ({
  istat,
  ambito,
}));
const distanza = distanzaProvincia();
const zona = zoneDi(comuni, distanza);
const suoi = (ambito: number) => comuni.filter((comune) => comune.ambito === ambito).map(({ istat }) => istat);

/** How many comuni of its ambito nobody can tell from this one, who knows how far it is from everywhere. */
const indistinguibili = (istat: string, ambito: number, km: (da: string, a: string) => number | null): number => {
  const visto = (da: string) => comuni.map((famiglia) => km(da, famiglia.istat)).join(' ');
  const suo = visto(istat);
  return suoi(ambito).filter((altro) => visto(altro) === suo).length;
};

describe('the zone that stands for a comune of origin', () => {
  test('hides it among three at least, from whoever asks its distance from every comune of the province', () => {
    for (const { istat, ambito } of comuni) {
      const quanti = indistinguibili(istat, ambito, (da, a) => distanza(zona(da), a));
      expect(quanti).toBeGreaterThanOrEqual(Math.min(COMUNI_PER_ZONA, suoi(ambito).length));
    }
  });

  test('is needed: rounding to ten kilometres hides no comune of the ambiti that have three', () => {
    const arrotondata = (da: string, a: string) => Math.round(distanza(da, a)! / 10) * 10;
    const quattro = suoi(4).map((istat) => indistinguibili(istat, 4, arrotondata));
    expect(new Set(quattro)).toEqual(new Set([1]));
  });

  test('never crosses the border of the ambito, and is in the middle of those that it stands for', () => {
    const diAmbito = new Map(comuni.map(({ istat, ambito }) => [istat, ambito]));
    for (const { istat, ambito } of comuni) {
      expect(diAmbito.get(zona(istat))).toBe(ambito);
      expect(zona(zona(istat))).toBe(zona(istat));
    }
    const lontani = comuni.map(({ istat }) => distanza(istat, zona(istat))!).sort((a, b) => a - b);
    expect(lontani[Math.floor(lontani.length / 2)]).toBeLessThan(4);
    expect(lontani.at(-1)).toBeLessThan(12);
  });

  test('is the same in whatever order the comuni come, and leaves one that it does not know as it is', () => {
    const altra = zoneDi([...comuni].reverse(), distanza);
    expect(comuni.map(({ istat }) => altra(istat))).toEqual(comuni.map(({ istat }) => zona(istat)));
    expect(zona('999999')).toBe('999999');
  });

  test('takes in comuni that are not on the map', () => {
    const senza = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((istat) => ({ istat, ambito: 1 }));
    const conta = new Map<string, number>();
    const di = zoneDi(senza, () => null);
    senza.forEach(({ istat }) => conta.set(di(istat), (conta.get(di(istat)) ?? 0) + 1));
    expect([...conta.values()].sort()).toEqual([3, 4]);
  });
  test('is worked out once for the same comuni, and anew when one of them passes to another ambito', () => {
    const nota = zoneNote(comuni, distanza);
    expect(zoneNote([...comuni], distanza)).toBe(nota);
    const passato = comuni.map(({ istat, ambito }, i) => ({ istat, ambito: i === 0 ? (ambito % 12) + 1 : ambito }));
    const altra = zoneNote(passato, distanza);
    const zona = zoneDi(passato, distanza);
    expect(passato.map(({ istat }) => altra(istat))).toEqual(passato.map(({ istat }) => zona(istat)));
    expect(altra(comuni[0]!.istat)).not.toBe(nota(comuni[0]!.istat));
  });
});
