import type { z } from 'zod';
import { DATA_DIR, readArchivio } from './archivio.js';
import * as schemi from './schemi.js';

/** File and schema of each reference archive, by the name that the seeds call it. */
const ARCHIVI = {
  ambiti: ['ambiti.json', schemi.ambiti],
  distretti: ['distretti.json', schemi.distretti],
  asst: ['asst.json', schemi.asst],
  comuni: ['comuni.json', schemi.comuni],
  andamentoDemografico: ['andamento-demografico.json', schemi.andamentoDemografico],
  piani: ['piani.json', schemi.piani],
  obiettivi: ['obiettivi-2021-2023.json', schemi.obiettivi],
  esiti: ['esiti-2018-2020.json', schemi.esiti],
  collegamenti: ['collegamenti-esiti-obiettivi.json', schemi.collegamenti],
  unitaOfferta: ['unita-offerta.json', schemi.unitaOfferta],
  unitaNonSommabili: ['unita-offerta-non-sommabili.json', schemi.unitaNonSommabili],
  servizi: ['servizi.json', schemi.servizi],
  enti: ['enti.json', schemi.enti],
  fatti: ['fatti-quantitativi.json', schemi.fatti],
  incongruenze: ['incongruenze.json', schemi.incongruenze],
  tavoli: ['tavoli.json', schemi.documento],
  governance: ['governance.json', schemi.documento],
  obiettiviSovradistrettuali: ['obiettivi-sovradistrettuali.json', schemi.documento],
  premialita: ['premialita.json', schemi.documento],
  conciliazione: ['conciliazione-antiviolenza-gap.json', schemi.documento],
  affido: ['affido.json', schemi.documento],
  tutelaMinori: ['tutela-minori.json', schemi.documento],
  poverta: ['poverta.json', schemi.documento],
  bancheDati: ['banche-dati.json', schemi.documento],
  sistemaValutazione: ['sistema-valutazione.json', schemi.documento],
  procedureBandi: ['procedure-bandi.json', schemi.documento],
  comuniAmbiti: ['comuni-ambiti.json', schemi.comuniAmbiti],
  comuniProvincia: ['comuni-provincia.json', schemi.comuniProvincia],
} as const satisfies Record<string, readonly [string, z.ZodType]>;

export type NomeArchivio = keyof typeof ARCHIVI;
export type Archivio<N extends NomeArchivio> = z.output<(typeof ARCHIVI)[N][1]>;

/** Reads reference archives by name. Every file is checked before the first row of any is written. */
export class Archivi {
  private readonly read = new Map<NomeArchivio, unknown>();

  constructor(private readonly dir: string = DATA_DIR) {}

  get<N extends NomeArchivio>(nome: N): Archivio<N> {
    if (!this.read.has(nome)) {
      const [file, schema] = ARCHIVI[nome];
      this.read.set(nome, readArchivio(this.dir, file, schema as z.ZodType));
    }
    return this.read.get(nome) as Archivio<N>;
  }

  fileOf(nome: NomeArchivio): string {
    return ARCHIVI[nome][0];
  }
}
