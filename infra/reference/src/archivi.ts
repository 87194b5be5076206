import type { z } from 'zod';
import { DATA_DIR, readArchivio } from './archivio.js';
import * as piano from './schemi-piano.js';
import * as rete from './schemi-rete.js';
import * as territorio from './schemi-territorio.js';

/** File and schema of each reference archive, by the name that the seeds call it. */
const ARCHIVI = {
  ambiti: ['ambiti.json', territorio.ambiti],
  distretti: ['distretti.json', territorio.distretti],
  asst: ['asst.json', territorio.asst],
  comuni: ['comuni.json', territorio.comuni],
  andamentoDemografico: ['andamento-demografico.json', territorio.andamentoDemografico],
  piani: ['piani.json', piano.piani],
  obiettivi: ['obiettivi-2021-2023.json', piano.obiettivi],
  esiti: ['esiti-2018-2020.json', piano.esiti],
  collegamenti: ['collegamenti-esiti-obiettivi.json', piano.collegamenti],
  unitaOfferta: ['unita-offerta.json', rete.unitaOfferta],
  unitaNonSommabili: ['unita-offerta-non-sommabili.json', rete.unitaNonSommabili],
  servizi: ['servizi.json', rete.servizi],
  enti: ['enti.json', rete.enti],
  fatti: ['fatti-quantitativi.json', piano.fatti],
  incongruenze: ['incongruenze.json', piano.incongruenze],
  tavoli: ['tavoli.json', piano.documento],
  governance: ['governance.json', piano.documento],
  obiettiviSovradistrettuali: ['obiettivi-sovradistrettuali.json', piano.documento],
  premialita: ['premialita.json', piano.documento],
  conciliazione: ['conciliazione-antiviolenza-gap.json', piano.documento],
  affido: ['affido.json', piano.documento],
  tutelaMinori: ['tutela-minori.json', piano.tutelaMinori],
  poverta: ['poverta.json', piano.poverta],
  bancheDati: ['banche-dati.json', piano.documento],
  sistemaValutazione: ['sistema-valutazione.json', piano.documento],
  procedureBandi: ['procedure-bandi.json', piano.documento],
  comuniAmbiti: ['comuni-ambiti.json', territorio.comuniAmbiti],
  comuniProvincia: ['comuni-provincia.json', territorio.comuniProvincia],
  variazioniComuni: ['variazioni-comuni.json', territorio.variazioniComuni],
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
