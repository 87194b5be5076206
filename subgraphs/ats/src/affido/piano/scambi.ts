import type { Coppia, Parte } from './piano.type.js';

/**
 * More minors with a family than going through the list gives, and none with a family left without: for each request in
 * its turn somebody already placed moves to another family, if need be along a chain of such moves. Who has waited long
 * comes first. Not the best plan, but near it where there is no time to prove one.
 * (An augmenting path, as in H. W. Kuhn, "The Hungarian method for the assignment problem", 1955.)
 */
export function conScambi({ coppie, minori, posti, attesaLunga }: Parte, scelte: readonly Coppia[]): Coppia[] {
  const diRichiesta = new Map<number, Coppia[]>([...minori.keys()].map((r) => [r, []]));
  coppie.forEach((coppia) => diRichiesta.get(coppia.r)!.push(coppia));
  const liberi = new Map(posti);
  const accolte = new Map<number, Coppia>();
  const ospiti = new Map<number, Set<Coppia>>([...posti.keys()].map((f) => [f, new Set()]));
  const servono = (coppia: Coppia): number => minori.get(coppia.r)!;
  const metti = (coppia: Coppia): void => {
    accolte.set(coppia.r, coppia);
    ospiti.get(coppia.f)!.add(coppia);
    liberi.set(coppia.f, liberi.get(coppia.f)! - servono(coppia));
  };
  const togli = (coppia: Coppia): void => {
    accolte.delete(coppia.r);
    ospiti.get(coppia.f)!.delete(coppia);
    liberi.set(coppia.f, liberi.get(coppia.f)! + servono(coppia));
  };

  const colloca = (r: number, viste: Set<number>): boolean => {
    const sue = diRichiesta.get(r)!;
    const libera = sue.find((coppia) => servono(coppia) <= liberi.get(coppia.f)!);
    if (libera) {
      metti(libera);
      return true;
    }
    return sue.some((coppia) => !viste.has(coppia.f) && alPosto(coppia, viste.add(coppia.f)));
  };
  /** In this family, if one of its guests can move elsewhere. */
  const alPosto = (coppia: Coppia, viste: Set<number>): boolean =>
    [...ospiti.get(coppia.f)!].some((ospite) => {
      if (servono(coppia) > liberi.get(coppia.f)! + servono(ospite)) {
        return false;
      }
      togli(ospite);
      metti(coppia);
      if (colloca(ospite.r, viste)) {
        return true;
      }
      togli(coppia);
      metti(ospite);
      return false;
    });

  scelte.forEach(metti);
  const attese = [...diRichiesta.keys()].filter((r) => !accolte.has(r));
  for (const r of [...attese.filter((una) => attesaLunga.has(una)), ...attese.filter((una) => !attesaLunga.has(una))]) {
    colloca(r, new Set());
  }
  return [...accolte.values()].sort((a, b) => a.r - b.r);
}
