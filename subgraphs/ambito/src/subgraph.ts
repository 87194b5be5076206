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
import type { Subgraph } from '@trama/subgraph/module';
import { Territorio1795000000000 } from '../migrations/1795000000000-territorio.js';
import { PianoDiZona1795000001000 } from '../migrations/1795000001000-piano-di-zona.js';
import { Cartella1795000700000 } from '../migrations/1795000700000-cartella.js';
import { ChiaviDiChiSegue1795000800000 } from '../migrations/1795000800000-chiavi-di-chi-segue.js';
import { CartellaSociale1795000900000 } from '../migrations/1795000900000-cartella-sociale.js';
import { ConteggiTutela1795001100000 } from '../migrations/1795001100000-conteggi-tutela.js';
import { Collegamento1795001510000 } from '../migrations/1795001510000-collegamento.js';
import { RichiestaAffido1795001600000 } from '../migrations/1795001600000-richiesta-affido.js';
import { Invio1795001800000 } from '../migrations/1795001800000-invio.js';
import { MinoriRipresi1795001410000 } from '../migrations/1795001410000-minori-ripresi.js';
import { Importazione1795001900000 } from '../migrations/1795001900000-importazione.js';
import { RecapitoPersona1795002100000 } from '../migrations/1795002100000-recapito-persona.js';
import { ChiSegueAdesso1795002200000 } from '../migrations/1795002200000-chi-segue-adesso.js';
import { RichiestaConclusa1795002210000 } from '../migrations/1795002210000-richiesta-conclusa.js';
import { LegamiPerCrescere1795002300000 } from '../migrations/1795002300000-legami-per-crescere.js';
import { RichiestaAffidoEsigenze1795002710000 } from '../migrations/1795002710000-richiesta-affido-esigenze.js';
import { RiepilogoPiano1796003000000 } from '../migrations/1796003000000-riepilogo-piano.js';
import { ChiSegueUnaVolta1796004000000 } from '../migrations/1796004000000-chi-segue-una-volta.js';
import { RiepilogoPerPiano1796004100000 } from '../migrations/1796004100000-riepilogo-per-piano.js';
import { TerritorioPerChiave1796004200000 } from '../migrations/1796004200000-territorio-per-chiave.js';
import { RiepilogoPopolazione1796004300000 } from '../migrations/1796004300000-riepilogo-popolazione.js';
import { TerritorioNelTempo1795903200000 } from '../migrations/1795903200000-territorio-nel-tempo.js';
import { Occupazione1796000000000 } from '../migrations/1796000000000-occupazione.js';
import { ReteServizi1795000002000 } from '../migrations/1795000002000-rete-servizi.js';
import { RegistriPubblici1796002100000 } from '../migrations/1796002100000-registri-pubblici.js';
import { cartellaModule } from './cartella/cartella.module.js';
import { collegamentoModule } from './collegamento/collegamento.module.js';
import { emergenzaModule } from './emergenza/emergenza.module.js';
import { importazioneModule } from './importazione/importazione.module.js';
import { incongruenzaModule } from './incongruenza/incongruenza.module.js';
import { interventoModule } from './intervento/intervento.module.js';
import { invioModule } from './invio/invio.module.js';
import { legamiPerCrescereModule } from './legami-per-crescere/legami-per-crescere.module.js';
import { nucleoModule } from './nucleo/nucleo.module.js';
import { occupazioneModule } from './occupazione/occupazione.module.js';
import { passaggioModule } from './passaggio/passaggio.module.js';
import { pianoModule } from './piano-di-zona/piano.module.js';
import { propostaModule } from './proposta/proposta.module.js';
import { provvedimentoModule } from './provvedimento/provvedimento.module.js';
import { recapitoModule } from './recapito/recapito.module.js';
import { registroModule } from './registro/registro.module.js';
import { richiestaAffidoModule } from './richiesta-affido/richiesta-affido.module.js';
import { servizioModule } from './servizio/servizio.module.js';
import { territorioModule } from './territorio/territorio.module.js';
import { unitaOffertaModule } from './unita-offerta/unita-offerta.module.js';
import { usoCartellaModule } from './uso-cartella/uso-cartella.module.js';

/** What an ambito runs, for all twelve of them. */
export const subgraph: Subgraph = {
  name: 'ambito',
  persone: true,
  modules: [
    territorioModule,
    pianoModule,
    unitaOffertaModule,
    occupazioneModule,
    servizioModule,
    cartellaModule,
    nucleoModule,
    recapitoModule,
    provvedimentoModule,
    interventoModule,
    passaggioModule,
    collegamentoModule,
    invioModule,
    importazioneModule,
    usoCartellaModule,
    propostaModule,
    richiestaAffidoModule,
    legamiPerCrescereModule,
    emergenzaModule,
    incongruenzaModule,
    registroModule,
  ],
  migrations: [
    Territorio1795000000000,
    PianoDiZona1795000001000,
    ReteServizi1795000002000,
    Contesto1795000100000,
    Pubblicazione1795000200000,
    RegistroEdizioni1795000350000,
    Registro1795000400000,
    Conservazione1795000500000,
    Scritture1795000500000,
    Cartella1795000700000,
    ChiaviDiChiSegue1795000800000,
    CartellaSociale1795000900000,
    ConteggiTutela1795001100000,
    MinoriRipresi1795001410000,
    Collegamento1795001510000,
    RichiestaAffido1795001600000,
    Invio1795001800000,
    Importazione1795001900000,
    RecapitoPersona1795002100000,
    ChiSegueAdesso1795002200000,
    RichiestaConclusa1795002210000,
    LegamiPerCrescere1795002300000,
    RichiestaAffidoEsigenze1795002710000,
    CellaDiUnEnte1795003200000,
    Dizionario1795003300000,
    TerritorioNelTempo1795903200000,
    RiepilogoPiano1796003000000,
    CelleInOrdine1795908960000,
    Occupazione1796000000000,
    Marca1796002000000,
    RegistriPubblici1796002100000,
    ChiSegueUnaVolta1796004000000,
    RiepilogoPerPiano1796004100000,
    TerritorioPerChiave1796004200000,
    RiepilogoPopolazione1796004300000,
    Semina1796005000000,
    ContestoSenzaEspressione1796020000000,
  ],
};
