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
import { Avvisi1795001400100 } from '@trama/publication/migrations/1795001400100-avvisi';
import type { Subgraph } from '@trama/subgraph/module';
import { Aziende1795000000000 } from '../migrations/1795000000000-aziende.js';
import { aziendaModule } from './azienda/azienda.module.js';
import { MuroValutazioni1795000300000 } from '../migrations/1795000300000-muro-valutazioni.js';
import { RegistriPubblici1796002100000 } from '../migrations/1796002100000-registri-pubblici.js';
import { valutazioniAnnuali } from './valutazione/valutazione.cubo.js';
import { valutazioneModule } from './valutazione/valutazione.module.js';

/** What the hospital trusts do on the territory. */
export const subgraph: Subgraph = {
  name: 'asst',
  modules: [aziendaModule, valutazioneModule],
  migrations: [
    Aziende1795000000000,
    Contesto1795000100000,
    Pubblicazione1795000200000,
    MuroValutazioni1795000300000,
    RegistroEdizioni1795000350000,
    Registro1795000400000,
    Conservazione1795000500000,
    Scritture1795000500000,
    Avvisi1795001400100,
    CellaDiUnEnte1795003200000,
    Dizionario1795003300000,
    CelleInOrdine1795908960000,
    Marca1796002000000,
    RegistriPubblici1796002100000,
    Semina1796005000000,
    ContestoSenzaEspressione1796020000000,
  ],
  cubi: [valutazioniAnnuali],
};
