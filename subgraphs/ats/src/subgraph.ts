import { Conservazione1795000500000 } from '@trama/audit/migrations/1795000500000-conservazione';
import { Registro1795000400000 } from '@trama/audit/migrations/1795000400000-registro';
import { Contesto1795000100000 } from '@trama/database/migrations/1795000100000-contesto';
import { Scritture1795000500000 } from '@trama/database/migrations/1795000500000-scritture';
import { ContestoSenzaEspressione1796020000000 } from '@trama/database/migrations/1796020000000-contesto-senza-espressione';
import { Semina1796005000000 } from '@trama/database/migrations/1796005000000-semina';
import { Pubblicazione1795000200000 } from '@trama/publication/migrations/1795000200000-pubblicazione';
import { RegistroEdizioni1795000350000 } from '@trama/publication/migrations/1795000350000-registro-edizioni';
import { CellaDiUnEnte1795003200000 } from '@trama/publication/migrations/1795003200000-cella-di-un-ente';
import { CelleInOrdine1795908960000 } from '@trama/publication/migrations/1795908960000-celle-in-ordine';
import { Dizionario1795003300000 } from '@trama/publication/migrations/1795003300000-dizionario';
import { Marca1796002000000 } from '@trama/publication/migrations/1796002000000-marca';
import { StatisticheAperte1795003310000 } from '@trama/publication/migrations/1795003310000-statistiche-aperte';
import { Avvisi1795001400100 } from '@trama/publication/migrations/1795001400100-avvisi';
import type { Subgraph } from '@trama/subgraph/module';
import { Territorio1795000000000 } from '../migrations/1795000000000-territorio.js';
import { DatoAnnuale1795000001000 } from '../migrations/1795000001000-dato-annuale.js';
import { SchedaPiano1795000002000 } from '../migrations/1795000002000-scheda-piano.js';
import { MuroDati1795000300000 } from '../migrations/1795000300000-muro-dati.js';
import { Rilevazioni1795001000000 } from '../migrations/1795001000000-rilevazioni.js';
import { BancaAffido1795002400000 } from '../migrations/1795002400000-banca-affido.js';
import { ConteggiAffido1795002500000 } from '../migrations/1795002500000-conteggi-affido.js';
import { ContattoAffido1795002510000 } from '../migrations/1795002510000-contatto-affido.js';
import { ValoreRipreso1795002600000 } from '../migrations/1795002600000-valore-ripreso.js';
import { AvvisoPubblicazione1795002610000 } from '../migrations/1795002610000-avviso-pubblicazione.js';
import { AffidoSeguito1795002700000 } from '../migrations/1795002700000-affido-seguito.js';
import { MembriOsservatorio1795903320000 } from '../migrations/1795903320000-membri-osservatorio.js';
import { ScambioTerritorio1795903380000 } from '../migrations/1795903380000-scambio-territorio.js';
import { SchedaUnaChiave1795909200000 } from '../migrations/1795909200000-scheda-una-chiave.js';
import { OsservatorioPoverta1795003000000 } from '../migrations/1795003000000-osservatorio-poverta.js';
import { LegamiFamiglie1795001520000 } from '../migrations/1795001520000-legami-famiglie.js';
import { affidoModule } from './affido/affido.module.js';
import { collegamentoModule } from './collegamento/collegamento.module.js';
import { Obblighi1795001400000 } from '../migrations/1795001400000-obblighi.js';
import { BozzaDellUfficio1795001400200 } from '../migrations/1795001400200-bozza-dell-ufficio.js';
import { RegistriPubblici1796002100000 } from '../migrations/1796002100000-registri-pubblici.js';
import { confrontoModule } from './confronto/confronto.module.js';
import { tutelaMinori } from './confronto/confronto.pubblico.js';
import { confrontoProposteModule } from './confronto-proposte/confronto-proposte.module.js';
import { datiAnnuali } from './dato-annuale/dato-annuale.cubo.js';
import { datoAnnualeModule } from './dato-annuale/dato-annuale.module.js';
import { obbligoModule } from './obbligo/obbligo.module.js';
import { datiPoverta } from './osservatorio-poverta/osservatorio.cubo.js';
import { osservatorioModule } from './osservatorio-poverta/osservatorio.module.js';
import { rilevazioneModule } from './rilevazione/rilevazione.module.js';
import { schedaPianoModule } from './scheda-piano/scheda-piano.module.js';
import { LUOGHI_STATISTICHE } from './statistica-aperta/luoghi.js';
import { statisticaModule } from './statistica-aperta/statistica.module.js';
import { territorioModule } from './territorio/territorio.module.js';

/** What the coordination of the twelve ambiti owns. */
export const subgraph: Subgraph = {
  name: 'ats',
  persone: true,
  modules: [
    territorioModule,
    datoAnnualeModule,
    schedaPianoModule,
    rilevazioneModule,
    obbligoModule,
    confrontoModule,
    confrontoProposteModule,
    collegamentoModule,
    affidoModule,
    osservatorioModule,
    statisticaModule,
  ],
  migrations: [
    Territorio1795000000000,
    DatoAnnuale1795000001000,
    SchedaPiano1795000002000,
    Contesto1795000100000,
    Pubblicazione1795000200000,
    MuroDati1795000300000,
    RegistroEdizioni1795000350000,
    Registro1795000400000,
    Conservazione1795000500000,
    Scritture1795000500000,
    Rilevazioni1795001000000,
    Obblighi1795001400000,
    Avvisi1795001400100,
    BozzaDellUfficio1795001400200,
    LegamiFamiglie1795001520000,
    BancaAffido1795002400000,
    ConteggiAffido1795002500000,
    ContattoAffido1795002510000,
    ValoreRipreso1795002600000,
    AvvisoPubblicazione1795002610000,
    AffidoSeguito1795002700000,
    CellaDiUnEnte1795003200000,
    Dizionario1795003300000,
    StatisticheAperte1795003310000,
    OsservatorioPoverta1795003000000,
    MembriOsservatorio1795903320000,
    ScambioTerritorio1795903380000,
    CelleInOrdine1795908960000,
    SchedaUnaChiave1795909200000,
    Marca1796002000000,
    RegistriPubblici1796002100000,
    Semina1796005000000,
    ContestoSenzaEspressione1796020000000,
  ],
  cubi: [datiAnnuali, tutelaMinori, datiPoverta],
  luoghi: LUOGHI_STATISTICHE,
};
